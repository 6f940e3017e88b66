import { z } from 'zod';
import type {
  AuditView,
  CountingVersionView,
  RosterVersionView,
  RosterView,
  WholeView,
  WhyView,
} from '../../assets/api/views/views';
import { ROLES } from '../../assets/domain/roster/operators';
import { called, fieldsOf } from './typed';
import { change, count, instant, person, timeline } from './views';

// What operators and the page are shown of the roster and of a person; `assets/api/views/` has the types.

export const VERSION = {
  version: z.int().positive(),
  at: instant.nullable(),
  by: z.string(),
  note: z.string().nullable(),
};
const version = called('RosterVersion', fieldsOf<RosterVersionView>()(VERSION) satisfies z.ZodType<RosterVersionView>);
export const COUNTING = { ...VERSION, replaced: version.exactOptional() };
export const countingVersion = called(
  'CountingRosterVersion',
  fieldsOf<CountingVersionView>()(COUNTING) satisfies z.ZodType<CountingVersionView>,
);

export const shortfall = z.strictObject({ id: z.string(), from: instant, to: instant, have: count, need: count });
const partial = z.strictObject({ since: instant, people: count });

const whole = called(
  'Whole',
  fieldsOf<WholeView>()({
    roster: countingVersion,
    dryRun: z.boolean(),
    setup: z
      .strictObject({ senders: z.array(z.string()), exampleSenders: z.array(z.string()), alerts: z.boolean() })
      .describe('What of the environment is set'),
    unreadable: z.array(z.string()).exactOptional(),
    unknownLeavers: z
      .array(
        z.strictObject({
          sender: z.string(),
          title: z.string(),
          id: z.string(),
          name: z.string().exactOptional(),
          event: z.string(),
          at: instant,
        }),
      )
      .exactOptional(),
    others: z.array(person),
    coverage: z.array(shortfall),
    tick: z.strictObject({
      last: z
        .strictObject({
          at: instant,
          took: z.number(),
          people: count,
          onDuty: count,
          changed: count,
          missing: count,
          unseen: count,
        })
        .exactOptional(),
      stopped: z.boolean(),
    }),
    refusal: z
      .strictObject({
        since: instant.exactOptional(),
        changesOnly: z.literal(true).exactOptional(),
        status: z.int().exactOptional(),
        text: z.string(),
      })
      .exactOptional(),
    heldRoster: partial.exactOptional(),
    differences: z.array(
      z.strictObject({
        person: z.string(),
        field: z.enum(['state', 'available']),
        found: z.string(),
        expected: z.string(),
      }),
    ),
    differencesNotKept: count.exactOptional(),
    partial: z.strictObject({ unseen: partial.exactOptional(), changes: partial.exactOptional() }).exactOptional(),
    feeds: z.array(
      z.strictObject({
        feed: z.string(),
        entries: count,
        good: instant.nullable(),
        failure: z.string().exactOptional(),
        warnings: z.array(z.string()),
      }),
    ),
  }) satisfies z.ZodType<WholeView>,
);

export const rosterView = called(
  'Roster',
  fieldsOf<RosterView>()({
    at: instant,
    zone: z.string(),
    from: instant,
    to: instant,
    page: count,
    pages: count,
    total: count,
    people: z.array(person),
    windows: z.array(timeline),
    operator: z.strictObject({ name: z.string(), role: z.enum(ROLES) }).describe('Who asks'),
    etags: z
      .array(z.string())
      .exactOptional()
      .describe('The ETag of each other page, from the second on; on the first page only, and if asked for'),
    whole: whole.exactOptional().describe('On the first page only'),
  }) satisfies z.ZodType<RosterView>,
);

const audit = fieldsOf<AuditView>()({
  at: instant,
  because: z.string(),
  source: z.string().exactOptional(),
  by: z.string().exactOptional().describe('The name of the operator who asked for it'),
  reason: z.string().exactOptional().describe('Why, in their own words'),
  change,
  outcome: z.string(),
}) satisfies z.ZodType<AuditView>;

export const whyView = called(
  'Why',
  fieldsOf<WhyView>()({
    at: instant,
    answer: z.array(z.string()).describe('Plain words, a sentence each'),
    person,
    coming: timeline.exactOptional(),
    auditSince: instant,
    audit: z.array(audit).describe('Newest first'),
    auditUnreadable: count.exactOptional(),
  }) satisfies z.ZodType<WhyView>,
);
