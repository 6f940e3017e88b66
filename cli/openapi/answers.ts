import { z } from 'zod';
import type { ValidationError } from '../../assets/api/http/answer';
import type { Routed } from '../../assets/application/routing/route-conversation';
import type { Answers } from '../../assets/application/tick/count-answers';
import type { TickResult } from '../../assets/application/tick/pass-result';
import type { TickReport } from '../../assets/application/tick/tick';
import type { Outcome } from '../../assets/domain/person/decision';
import { COUNTING, shortfall, VERSION } from './roster-views';
import { called, fieldsOf, wordsOf } from './typed';
import { handoverWith, instant } from './views';

// What addresses answer that are not views.

const count = z.int().nonnegative();
const outcome = called(
  'Outcome',
  wordsOf<Outcome>()({
    applied: 'applied',
    unchanged: 'unchanged',
    deferred: 'deferred',
    held: 'held',
    duplicate: 'duplicate',
    stale: 'stale',
    ignored: 'ignored',
    unknown_user: 'unknown_user',
    retrying: 'retrying',
  }),
);

const RESULT = {
  event: z.string().describe('The id of the event; operator: an action of an operator'),
  type: z.string(),
  outcome,
  person: z.string().exactOptional().describe('The key in the roster; the identity of somebody whom it does not know'),
  user: z.string().exactOptional().describe('The SID of the user in Frontline'),
  would: z.array(z.string()).exactOptional().describe('Of a dry run: what would be changed'),
  detail: z.string().exactOptional(),
};
const result = called('Result', z.strictObject(RESULT));

export const results = called('Results', z.strictObject({ results: z.array(result) }));

export const deliveryResults = called(
  'DeliveryResults',
  z.strictObject({ dryRun: z.literal(true).exactOptional(), results: z.array(result) }),
);

/** What a sender's set-up request is answered: nothing, or what proves that the address is ours. */
export const greeting = called(
  'Greeting',
  z.strictObject({
    dryRun: z.literal(true).exactOptional(),
    verification: z.string().exactOptional(),
    challenge: z.string().exactOptional(),
  }),
);

export const erased = z.strictObject({
  results: z.array(z.strictObject({ ...RESULT, done: z.boolean().exactOptional() })),
});

export const undone = z.strictObject({
  results: z.array(result),
  handover: handoverWith({ detail: z.string() }).exactOptional(),
});

export const reconciled = z.strictObject({
  dryRun: z.boolean(),
  results: z.array(
    z.strictObject({
      event: z.string(),
      type: z.string(),
      person: z.string(),
      state: z.string().exactOptional(),
      isAvailable: z.boolean().exactOptional(),
      outcome: outcome.exactOptional(),
    }),
  ),
  missing: count,
  unreachable: count,
  unreadable: count,
});

export const handedOver = z.strictObject({
  dryRun: z.boolean().exactOptional(),
  results: z.array(result),
  handover: handoverWith({
    to: z.string(),
    found: count.exactOptional(),
    conversations: z.array(
      z.strictObject({ conversation: z.string(), to: z.string().exactOptional(), outcome: z.string() }),
    ),
  }).exactOptional(),
});

const tickResult = fieldsOf<TickResult>()({
  event: z.string(),
  type: wordsOf<TickResult['type']>()({ 'shift change': 'shift change', 'late effect': 'late effect' }),
  person: z.string().exactOptional(),
  state: z.string().exactOptional(),
  available: z.boolean().exactOptional(),
  because: z.string(),
  outcome: outcome.exactOptional(),
  user: z.string().exactOptional(),
}) satisfies z.ZodType<TickResult>;

const answers = fieldsOf<Answers>()({
  answered: count,
  failed: count,
  status: z.int().exactOptional(),
  changes: z.strictObject({ taken: count, refused: count, status: z.int().exactOptional() }).exactOptional(),
}) satisfies z.ZodType<Answers>;

const TICK = {
  dryRun: z.boolean(),
  results: z.array(tickResult),
  people: count,
  onDuty: count,
  changed: count,
  failed: count,
  missing: count,
  unseen: count,
  frontline: answers,
  held: count,
  unreadable: count,
  inDoubt: z.literal(true).exactOptional(),
};
const tickReport = fieldsOf<TickReport>()(TICK) satisfies z.ZodType<TickReport>;

export const ticked = z.union([
  called(
    'Tick',
    z.strictObject({
      ...tickReport.shape,
      feeds: z
        .array(
          z.strictObject({
            feed: z.string(),
            entries: count,
            secondsSinceGood: z.int().nullable(),
            failure: z.string().exactOptional(),
            warnings: z.array(z.string()).exactOptional(),
          }),
        )
        .exactOptional(),
      unfinished: count.exactOptional().describe('Of one duty shard only'),
      pace: z
        .strictObject({ most: count, refused: count })
        .exactOptional()
        .describe('Of one duty shard only: calls at once at its end, and how many were refused as too many'),
    }),
  ),
  called('BusyTick', z.strictObject({ results: z.array(tickResult).max(0), busy: z.string() })),
]);

const FAULT = {
  path: z.string(),
  message: z.string(),
  line: z.int().positive().exactOptional(),
  column: z.int().positive().exactOptional(),
};
export const fault = called('Fault', fieldsOf<ValidationError>()(FAULT) satisfies z.ZodType<ValidationError>);
const turn = z.strictObject({
  shift: z.string(),
  was: z.string().nullable(),
  now: z.string().nullable(),
  from: instant,
  to: instant,
});

export const published = called(
  'Publication',
  z.strictObject({
    ...VERSION,
    dryRun: z.boolean(),
    changes: z.array(
      z.strictObject({ person: z.string(), identity: z.string(), available: z.boolean(), because: z.string() }),
    ),
    held: z.array(z.string()),
    shortfalls: z.array(shortfall),
    moved: z.array(turn),
    warnings: z.array(z.strictObject(FAULT)),
  }),
);
export const source = z.strictObject({ ...COUNTING, yaml: z.string() });
export const history = z.strictObject({ versions: z.array(z.strictObject({ ...VERSION, current: z.boolean() })) });

const sid = z.string().regex(/^CH[0-9a-fA-F]{32}$/);
type Answered = Exclude<Routed, { outcome: 'lost' }>;
export const routed = z.union([
  z.strictObject({
    conversation: sid,
    outcome: z.literal('assigned'),
    because: z.enum(['last worker', 'turn', 'otherwise']),
  }),
  z.strictObject({ conversation: sid, outcome: z.enum(['present', 'over', 'busy', 'done']) }),
  z.strictObject({
    conversation: sid,
    outcome: z.literal('waits'),
    why: wordsOf<Extract<Answered, { outcome: 'waits' | 'lost' }>['why']>()({
      'nobody-on-duty': 'nobody-on-duty',
      'no-rule': 'no-rule',
      'roster-in-doubt': 'roster-in-doubt',
      'conversations-unreachable': 'conversations-unreachable',
      refused: 'refused',
      crowded: 'crowded',
      failed: 'failed',
      handover: 'handover',
    }),
  }),
]);

export const health = called(
  'Health',
  z.strictObject({
    status: z.string().describe('ok; or what is wrong, the worst first'),
    detail: z.string().exactOptional(),
    dryRun: z.literal(true).exactOptional(),
    secondsSinceTick: count.exactOptional(),
    since: instant.exactOptional(),
    version: z.string().nullable().exactOptional().describe('This and what follows: with a secret only'),
    commit: z.string().nullable().exactOptional(),
    rosterVersion: z.int().positive().nullable().exactOptional(),
    held: count.exactOptional(),
    failed: count.exactOptional(),
    feeds: z
      .array(z.strictObject({ feed: z.string(), secondsSinceGood: count.nullable(), failing: z.boolean() }))
      .exactOptional(),
  }),
);
