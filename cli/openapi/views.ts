import { z } from 'zod';
import type {
  FailedView,
  HandoverView,
  HeldView,
  LockoutView,
  PendingView,
  PlanView,
} from '../../assets/api/views/reported';
import type { FrontlineView, PersonView, ShouldView, StretchView, WindowView } from '../../assets/api/views/views';
import type { Kind } from '../../assets/domain/schedule/schedule';
import { called, fieldsOf, wordsOf } from './typed';

// What operators and the page are shown of a person; `assets/api/views/` has the types.

export const instant = called(
  'Instant',
  z.iso.datetime().describe('RFC 3339, in UTC, to the second or finer: 2026-11-02T12:00:00Z'),
);
export const change = z
  .array(z.string())
  .describe('The fields of the user: state=deactivated, available=false, friendlyName, avatar');
export const count = z.int().nonnegative();

const kind = called(
  'Kind',
  wordsOf<Kind>()({
    left: 'left',
    override: 'override',
    leave: 'leave',
    holiday: 'holiday',
    swap: 'swap',
    cover: 'cover',
    shift: 'shift',
    rotation: 'rotation',
    given: 'given',
    off: 'off',
  }),
);

const should = fieldsOf<ShouldView>()({
  available: z.boolean().nullable().describe('null: nothing decides it, since the roster does not know them'),
  state: z.enum(['active', 'deactivated']),
  because: z.string(),
  kind,
  until: instant.nullable().describe('When that changes next; null: not in sight'),
}) satisfies z.ZodType<ShouldView>;

const frontline = z.union([
  z.strictObject({
    seen: z.literal('now'),
    sid: z.string(),
    state: z.string(),
    available: z.boolean(),
    friendlyName: z.string(),
  }),
  z.strictObject({ seen: z.literal('noted'), available: z.boolean() }),
  z.strictObject({ seen: z.literal('missing') }),
  z.strictObject({ seen: z.enum(['unknown', 'unreachable']) }),
]) satisfies z.ZodType<FrontlineView>;

const lockout = fieldsOf<LockoutView>()({
  source: z.string(),
  said: instant,
  due: instant,
}) satisfies z.ZodType<LockoutView>;

const plan = fieldsOf<PlanView>()({
  kind: z.enum(['offboarded', 'reinstated']),
  due: instant,
  said: instant,
  event: z.string(),
  source: z.string(),
}) satisfies z.ZodType<PlanView>;

const held = fieldsOf<HeldView>()({
  said: instant,
  due: instant,
  event: z.string(),
  why: z.enum(['protected', 'limit', 'old', 'full', 'other_source']),
  kind: z.enum(['offboarded', 'reinstated', 'cancelled']),
  source: z.string(),
  words: z.string().exactOptional(),
  opposing: z.array(lockout).exactOptional(),
}) satisfies z.ZodType<HeldView>;

const pending = fieldsOf<PendingView>()({
  event: z.string(),
  change,
  since: instant,
  attempts: count,
  next: instant,
  missing: z.boolean(),
}) satisfies z.ZodType<PendingView>;

const failed = fieldsOf<FailedView>()({
  event: z.string(),
  change,
  since: instant,
  at: instant,
  reason: z.string().exactOptional(),
}) satisfies z.ZodType<FailedView>;

const HANDOVER = {
  step: wordsOf<HandoverView['step']>()({
    moving: 'moving',
    checking: 'checking',
    waiting: 'waiting',
    done: 'done',
    returning: 'returning',
    returned: 'returned',
    kept: 'kept',
  }),
  because: wordsOf<HandoverView['because']>()({ left: 'left', leave: 'leave', operator: 'operator' }),
  to: z.string(),
  since: instant,
  moved: count,
  failed: count,
  waiting: count.exactOptional(),
  returned: count.exactOptional(),
};
export const handover = called('Handover', fieldsOf<HandoverView>()(HANDOVER) satisfies z.ZodType<HandoverView>);
/** The same, where there may have been none yet, with what else is told of it. */
export const handoverWith = <More extends z.ZodRawShape>(more: More) =>
  z.strictObject({ ...z.strictObject(HANDOVER).partial().shape, ...more });

export const person = called(
  'Person',
  fieldsOf<PersonView>()({
    person: z.string().describe('The key in the roster; the identity of somebody whom the roster does not know'),
    identity: z.string(),
    name: z.string().exactOptional().describe('The first of the names that the roster has of the person'),
    teams: z.array(z.string()).exactOptional(),
    zone: z.string(),
    onRoster: z.boolean(),
    manager: z.string().exactOptional(),
    should,
    lockouts: z.array(lockout).exactOptional(),
    frontline,
    window: count.exactOptional().describe('An index into windows'),
    override: z.strictObject({ available: z.boolean(), until: instant.nullable(), event: z.string() }).exactOptional(),
    leave: z.array(z.strictObject({ key: z.string(), from: instant, to: instant })),
    shifts: z.array(z.strictObject({ from: instant, to: instant, label: z.string().exactOptional() })).exactOptional(),
    planned: z.array(plan),
    held: z.array(held),
    pending: pending.exactOptional(),
    failed: z.array(failed),
    handover: handover.exactOptional(),
    undoable: z.boolean(),
    unreadable: z.literal(true).exactOptional(),
  }) satisfies z.ZodType<PersonView>,
);

const stretch = fieldsOf<StretchView>()({
  from: instant,
  to: instant,
  because: z.string(),
  kind,
}) satisfies z.ZodType<StretchView>;

export const timeline = called(
  'Timeline',
  fieldsOf<WindowView>()({ on: z.array(stretch), off: z.array(stretch) }) satisfies z.ZodType<WindowView>,
);
