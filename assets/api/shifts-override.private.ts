import { type Ending, end, type Setting, set } from '../application/operators/override';
import { NotRecorded, type ProcessEventPorts } from '../application/process-event';
import { rfc3339Instant } from '../domain/staff-event';
import * as z from '../lib/zod';
import { type Answer, ok, problem, type ValidationError } from './http/answer';
import {
  exactlyOne,
  isExactlyOne,
  operator,
  type People,
  personReference,
  resolvePerson,
  resultLine,
  unknown,
} from './operator';

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

/** An override or a leave of one person is set, or ended. What has been ended already is answered `unchanged`. */
export const override = operator(asked, async (wanted, ports: ProcessEventPorts & People) => {
  const faults = overAlready(wanted, ports.now());
  if (faults.length > 0) return problem('invalid_payload', 'Nothing has been done.', faults);
  const order = orderOf(wanted);
  const type = 'end' in order ? `${order.end} ended` : order.type;
  const found = await resolvePerson(wanted, ports);
  if (found === undefined) return ok({ results: [unknown(type)] });
  const { identity } = found;
  if ('type' in order) return answerSetting(order, identity, wanted.id, ports);
  const results = await end(order, identity, ports);
  return ok({ results: results.map((result) => resultLine(type, result)) });
});

async function answerSetting(
  setting: Setting,
  identity: string,
  id: string | undefined,
  ports: ProcessEventPorts,
): Promise<Answer> {
  try {
    const { outcome, event, ...result } = await set(setting, identity, id, ports);
    if (outcome === 'conflict') return problem('payload_conflict', `Already received with another content: ${event}`);
    return ok({ results: [resultLine(setting.type, { ...result, outcome }, event)] });
  } catch (error) {
    if (!(error instanceof NotRecorded)) throw error;
    return problem('upstream_unavailable', 'It could not be recorded, and nothing has been done. Send it again.');
  }
}

function orderOf({ available, until, leave, end }: Asked): Setting | Ending {
  if (available !== undefined) {
    return { type: 'staff.availability', data: { available, ...(until !== undefined && { until }) } };
  }
  if (isSpell(leave)) return { type: 'staff.leave', data: leave };
  return end === 'override' ? { end } : { end: 'leave', key: leave ?? '' };
}

/** What is over already, or would be: nobody means that. */
function overAlready({ until, leave }: Asked, now: number): ValidationError[] {
  const message = 'expected an instant in the future';
  return [
    ...(until !== undefined && until <= now ? [{ path: 'until', message }] : []),
    ...(isSpell(leave) && leave.to <= now ? [{ path: 'leave.to', message }] : []),
  ];
}
