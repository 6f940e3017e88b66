import { type Ending, end, type Setting, set } from '../application/operators/override';
import type { ProcessEventPorts } from '../application/process-event';
import { NotRecorded } from '../application/record-event';
import { rfc3339Instant } from '../domain/staff-event';
import * as z from '../lib/zod';
import { type Answer, ok, problem, type ValidationError } from './http/answer';
import {
  exactlyOne,
  isExactlyOne,
  operator,
  type People,
  personReference,
  reasonGiven,
  resolvePerson,
  resultLine,
  unknown,
} from './operator';

// `POST /shifts/override`: a supervisor sets one person's availability. It is processed like any sender's event: recorded
// first, then pushed to Frontline.

const leavePeriod = z.strictObject({ from: rfc3339Instant, to: rfc3339Instant });
const fields = z.strictObject({
  ...personReference,
  ...reasonGiven,
  /** Identifies the request; the same id again is a duplicate. */
  id: z.string().min(1).max(256).optional(),
  available: z.boolean().optional(),
  until: rfc3339Instant.optional(),
  /** A period; or, to end a leave, its key. */
  leave: z.union([leavePeriod, z.string().min(1).max(256)]).optional(),
  end: z.enum(['override', 'leave']).optional(),
});
type Fields = z.infer<typeof fields>;

// Checked even if another field is invalid, so that the answer lists all faults at once: any field may be missing here.
const rule = (path: string[], error: string, isKept: (fields: Partial<Fields>) => boolean) =>
  [(value: Fields) => isKept(value ?? {}), { when: () => true, path, error }] as const;

export const overrideRequest = fields
  .refine(isExactlyOne, { ...exactlyOne, when: () => true })
  .refine(
    ...rule(
      ['available'],
      'expected one of available, leave { from, to } and end ("override" or "leave")',
      (fields) => {
        const actions = [fields.available !== undefined, isLeavePeriod(fields.leave), fields.end !== undefined];
        return actions.filter(Boolean).length === 1;
      },
    ),
  )
  .refine(
    ...rule(['until'], 'goes with available', ({ until, available }) => until === undefined || available !== undefined),
  )
  .refine(
    ...rule(['leave'], 'expected { from, to }; a key only with end: "leave"', ({ leave, end }) =>
      leave === undefined ? end !== 'leave' : isLeavePeriod(leave) || end === 'leave',
    ),
  )
  .refine(
    ...rule(
      ['leave', 'to'],
      'expected an instant after leave.from',
      ({ leave }) => !isLeavePeriod(leave) || !(leave.to <= leave.from),
    ),
  );
type OverrideRequest = z.infer<typeof overrideRequest>;

function isLeavePeriod(leave: Fields['leave']): leave is z.infer<typeof leavePeriod> {
  return typeof leave === 'object' && leave !== null;
}

/** Sets or ends an override or a leave of one person. The outcome is `unchanged` if it has ended already. */
export const override = operator(
  '/shifts/override',
  overrideRequest,
  async (request, ports: ProcessEventPorts & People) => {
    const faults = timesInThePast(request, ports.now());
    if (faults.length > 0) return problem('invalid_payload', 'Nothing has been done.', faults);
    const action = actionOf(request);
    const type = 'end' in action ? `${action.end} ended` : action.type;
    const found = await resolvePerson(request, ports);
    if (found === undefined) return ok({ results: [unknown(type)] });
    const { identity } = found;
    if ('type' in action) return answerSetting(action, identity, request.id, ports);
    const results = await end(action, identity, ports);
    return ok({ results: results.map((result) => resultLine(type, result)) });
  },
);

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

function actionOf({ available, until, leave, end }: OverrideRequest): Setting | Ending {
  if (available !== undefined) {
    return { type: 'staff.availability', data: { available, ...(until !== undefined && { until }) } };
  }
  if (isLeavePeriod(leave)) return { type: 'staff.leave', data: leave };
  return end === 'override' ? { end } : { end: 'leave', key: leave ?? '' };
}

/** Rejects times in the past, which can only be a mistake. */
function timesInThePast({ until, leave }: OverrideRequest, now: number): ValidationError[] {
  const message = 'expected an instant in the future';
  return [
    ...(until !== undefined && until <= now ? [{ path: 'until', message }] : []),
    ...(isLeavePeriod(leave) && leave.to <= now ? [{ path: 'leave.to', message }] : []),
  ];
}
