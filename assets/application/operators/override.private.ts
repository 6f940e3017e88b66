import { type Answer, ok, problem, type ValidationError } from '../../api/http/answer';
import { exactlyOne, identityOf, isExactlyOne, operator, personReference, unknown } from '../../api/operator';
import { endLeave } from '../../domain/person/decide-leave';
import { endOverride } from '../../domain/person/decide-override';
import type { Decision, Situation } from '../../domain/person/decision';
import { enqueueChange } from '../../domain/person/outbox';
import type { PersonRecord } from '../../domain/person/record';
import { rfc3339Instant, type StaffEvent } from '../../domain/staff-event';
import * as z from '../../lib/zod';
import { applyRule } from '../due-changes';
import { nameOf } from '../lockout-limit';
import type { Ports } from '../ports';
import { NotRecorded, processEvent } from '../process-event';

// `POST /shifts/override`: what a supervisor says of one person's availability. It is taken as any sender's word is: on
// record first, then told to Frontline.

const spell = z.strictObject({ from: rfc3339Instant, to: rfc3339Instant });
const said = z.strictObject({
  ...personReference,
  /** Tells a repeated request from a new one. */
  id: z.string().min(1).max(256).optional(),
  available: z.boolean().optional(),
  until: rfc3339Instant.optional(),
  /** A spell; or, to end one, its key. */
  leave: z.union([spell, z.string().min(1).max(256)]).optional(),
  end: z.enum(['override', 'leave']).optional(),
});
type Said = z.infer<typeof said>;

// Also when something else is wrong already, so that all faults come at once; hence the care with what is there.
const rule = (path: string[], error: string, isKept: (said: Partial<Said>) => boolean) =>
  [(value: Said) => isKept(value ?? {}), { when: () => true, path, error }] as const;

const asked = said
  .refine(isExactlyOne, { ...exactlyOne, when: () => true })
  .refine(
    ...rule(['available'], 'expected one of available, leave { from, to } and end ("override" or "leave")', (it) => {
      const wishes = [it.available !== undefined, isSpell(it.leave), it.end !== undefined];
      return wishes.filter(Boolean).length === 1;
    }),
  )
  .refine(
    ...rule(['until'], 'goes with available', ({ until, available }) => until === undefined || available !== undefined),
  )
  .refine(
    ...rule(['leave'], 'expected { from, to }; a key only with end: "leave"', ({ leave, end }) =>
      leave === undefined ? end !== 'leave' : isSpell(leave) || end === 'leave',
    ),
  )
  .refine(
    ...rule(
      ['leave', 'to'],
      'expected an instant after leave.from',
      ({ leave }) => !isSpell(leave) || !(leave.to <= leave.from),
    ),
  );
type Asked = z.infer<typeof asked>;

function isSpell(leave: Said['leave']): leave is z.infer<typeof spell> {
  return typeof leave === 'object' && leave !== null;
}

/** One of: an override, a leave, or the end of either. */
type Wish =
  | {
      readonly kind: 'said';
      readonly type: 'staff.availability';
      readonly data: { available: boolean; until?: number };
    }
  | { readonly kind: 'said'; readonly type: 'staff.leave'; readonly data: { from: number; to: number } }
  | { readonly kind: 'ended'; readonly type: string; readonly rule: Rule };
type Rule = (record: PersonRecord, situation: Situation) => Decision | undefined;

/** An override or a leave of one person is set, or ended. What has been ended already is answered `unchanged`. */
export const override = operator(asked, async (wanted, ports) => {
  const faults = overAlready(wanted, ports.now());
  if (faults.length > 0) return problem('invalid_payload', 'Nothing has been done.', faults);
  const wish = wishOf(wanted);
  const identity = identityOf(wanted, ports);
  if (identity === undefined) return ok({ results: [unknown(wish.type)] });
  return wish.kind === 'ended' ? end(wish, identity, ports) : say(wish, identity, wanted.id, ports);
});

async function end({ type, rule }: Wish & { kind: 'ended' }, identity: string, ports: Ports): Promise<Answer> {
  const pending: Rule = (record, situation) => {
    const decision = rule(record, situation);
    return decision && enqueueChange(decision, situation, 'operator');
  };
  const result = await applyRule(identity, pending, ports);
  return ok({ results: [{ event: 'operator', type, person: nameOf(identity, ports), ...result }] });
}

async function say(wish: Wish & { kind: 'said' }, identity: string, given: string | undefined, ports: Ports) {
  const timestamp = ports.now();
  const id = given ?? `operator-${timestamp.toString(36)}-${Math.floor(ports.random() * 2 ** 32).toString(36)}`;
  const event: StaffEvent =
    wish.type === 'staff.leave'
      ? { type: wish.type, id, timestamp, data: { identity, ...wish.data } }
      : { type: wish.type, id, timestamp, data: { identity, ...wish.data } };
  try {
    const { outcome, user, would } = await processEvent(event, identity, ports);
    if (outcome === 'conflict') return problem('payload_conflict', `Already received with another content: ${id}`);
    const line = {
      event: id,
      type: wish.type,
      outcome,
      person: nameOf(identity, ports),
      ...(user !== undefined && { user }),
      ...(would && { would }),
    };
    return ok({ results: [line] });
  } catch (error) {
    if (!(error instanceof NotRecorded)) throw error;
    return problem('upstream_unavailable', 'It could not be recorded, and nothing has been done. Send it again.');
  }
}

function wishOf({ available, until, leave, end }: Asked): Wish {
  if (available !== undefined)
    return { kind: 'said', type: 'staff.availability', data: { available, ...(until !== undefined && { until }) } };
  if (isSpell(leave)) return { kind: 'said', type: 'staff.leave', data: leave };
  if (end === 'override') return { kind: 'ended', type: 'override ended', rule: endOverride };
  return {
    kind: 'ended',
    type: 'leave ended',
    rule: (record, situation) => endLeave(record, leave ?? '', situation),
  };
}

/** What is over already, or would be: nobody means that. */
function overAlready({ until, leave }: Asked, now: number): ValidationError[] {
  const message = 'expected an instant in the future';
  return [
    ...(until !== undefined && until <= now ? [{ path: 'until', message }] : []),
    ...(isSpell(leave) && leave.to <= now ? [{ path: 'leave.to', message }] : []),
  ];
}
