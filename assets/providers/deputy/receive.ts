import { toValidationErrors } from '../../api/http/faults';
import { header } from '../../api/http/request';
import { hasBearer } from '../../api/http/secrets';
import * as z from '../../lib/zod';
import { type BodyScheme, bodyIsSigned } from '../body-signatures';
import type { Provider, ProviderContext } from '../provider';
import {
  combine,
  eventId,
  flag,
  idText,
  ignore,
  isTimely,
  nameText,
  type ParsedEvent,
  parseProviderInstant,
  providerInstant,
  statedFlag,
  toStaffEvent,
} from '../source-event';
import { deputyConfig } from './config';

// https://developer.deputy.com/deputy-docs/docs/webhook-overview, …/webhook-action-list, …/leave, …/employee, …/roster

const delivery = z.looseObject({ topic: nameText, data: z.unknown().optional() });

/** What a field that is not set holds. */
const UNSET: readonly unknown[] = [null, '', 0, '0'];

/** A field that may not be set yet. */
function settable<T>(field: z.ZodType<T>) {
  return z
    .unknown()
    .transform((written) => (UNSET.includes(written) ? undefined : written))
    .pipe(field.optional())
    .optional();
}

const recordInstant = settable(providerInstant);

const timesheet = z.looseObject({
  Id: idText,
  Employee: idText,
  IsInProgress: flag,
  IsLeave: flag,
  Discarded: flag,
  StartTime: recordInstant,
  EndTime: recordInstant,
});
const leave = z.looseObject({
  Id: idText,
  Employee: idText,
  Status: z.union([z.number(), z.string().regex(/^\d{1,4}$/)]).nullish(),
  Start: recordInstant,
  End: recordInstant,
  Modified: z.unknown().optional(),
});
/** https://developer.deputy.com/deputy-docs/docs/roster: one shift. */
const roster = z.looseObject({
  Id: idText,
  /** Absent, null or 0 where nobody has the shift. */
  Employee: settable(idText),
  Published: statedFlag,
  Open: flag,
  StartTime: recordInstant,
  EndTime: recordInstant,
  Modified: z.unknown().optional(),
});
const employee = z.looseObject({
  Id: idText,
  /** Sent with every change; absent in some. */
  Active: statedFlag.optional(),
  Modified: z.unknown().optional(),
});

/** https://developer.deputy.com/deputy-docs/docs/leave: approved, date only approved, pay approved; declined, cancelled. */
const APPROVED = [1, 4, 5];
const WITHDRAWN = [2, 3];

/** One record of a delivery. */
interface Saved {
  readonly topic: string;
  readonly action: string;
  readonly input: unknown;
  readonly path: readonly PropertyKey[];
  /** The time at which Deputy sent it, ms since the epoch; undefined where it does not say. */
  readonly sent: number | undefined;
}

/**
 * "A sha256 hmac of the body", keyed with the private key of an Enterprise installation
 * (https://developer.deputy.com/deputy-docs/docs/webhook-overview). How it is encoded is not documented: both ways prove the same.
 */
const SIGNATURES: readonly BodyScheme[] = (['hex', 'base64'] as const).map((encoding) => ({
  header: 'x-deputy-secret',
  algorithm: 'sha256',
  encoding,
}));

/**
 * Deputy: timesheets, leave, shifts, and archived employees. Each webhook is configured with a header that carries our secret, or is signed with
 * the key of the installation.
 */
export const deputy: Provider = {
  ...deputyConfig,
  authenticate: (request, secrets) =>
    hasBearer(request, secrets) || SIGNATURES.some((scheme) => bodyIsSigned(scheme, request, secrets)),
  toEvents(request, context) {
    const parsed = delivery.safeParse(request.payload);
    if (!parsed.success) return combine([{ faults: toValidationErrors(parsed.error.issues, request.payload) }]);
    const { topic, data } = parsed.data;
    const [resource = '', action = ''] = topic.split('.');
    const read = Object.hasOwn(READERS, resource) ? READERS[resource] : undefined;
    if (!read) return combine([ignore(eventId('deputy', request.payload), topic)]);
    const sent = parseProviderInstant(header(request, 'x-deputy-generation-time'));
    const records = (Array.isArray(data) ? data : [data]).slice(0, 1000);
    return combine(
      records.map((input: unknown, index) => {
        const path = Array.isArray(data) ? ['data', index] : ['data'];
        return read({ topic, action, input, path, sent }, context);
      }),
    );
  },
};

const READERS: Readonly<{ [resource: string]: (saved: Saved, context: ProviderContext) => ParsedEvent }> = {
  Timesheet: readTimesheet,
  Leave: readLeave,
  Roster: readShift,
  Employee: readEmployee,
};

function readTimesheet({ topic, action, input, path, sent }: Saved, context: ProviderContext): ParsedEvent {
  const parsed = timesheet.safeParse(input);
  if (!parsed.success) return { faults: toValidationErrors(parsed.error.issues, input, path) };
  const { Id, Employee: person, IsInProgress, IsLeave, Discarded, StartTime, EndTime } = parsed.data;
  const now = context.now();
  // Deputy may round a start up, so a future time counts as now. Without a time it is when Deputy sent it.
  const clocked = (IsInProgress ? StartTime : EndTime) ?? sent;
  const at = Math.min(clocked ?? now, now);
  const id = eventId('deputy', 'Timesheet', Id, IsInProgress, clocked ?? input);
  if (action === 'Delete' || IsLeave || Discarded) return ignore(id, topic);
  if (!IsInProgress && action === 'Insert') return ignore(id, topic, 'a timesheet that was entered afterwards');
  if (!isTimely(at, IsInProgress, now)) return ignore(id, topic, 'clocked on or off too long ago to matter now');
  const source = { provider: 'deputy', id, type: topic, at, isTimedByUs: true, person, path };
  return toStaffEvent(source, 'staff.availability', { available: IsInProgress }, context);
}

function readLeave({ topic, action, input, path, sent }: Saved, context: ProviderContext): ParsedEvent {
  const parsed = leave.safeParse(input);
  if (!parsed.success) return { faults: toValidationErrors(parsed.error.issues, input, path) };
  const { Id, Employee: person, Status: status, Start, End, Modified } = parsed.data;
  const Status = Number(status ?? 0);
  const modified = parseProviderInstant(Modified) || sent;
  const id = eventId('deputy', 'Leave', Id, action === 'Delete', Status, Start, End, modified ?? input);
  const source = { ...timed(modified, context), provider: 'deputy', id, type: topic, person, path };
  const leaveId = `deputy_leave_${Id}`;
  if (action === 'Delete' || WITHDRAWN.includes(Status)) {
    return toStaffEvent(source, 'staff.leave_cancelled', { id: leaveId }, context);
  }
  if (!APPROVED.includes(Status)) return ignore(id, topic, 'leave that is not approved');
  if (Start === undefined || End === undefined) return ignore(id, topic, 'leave without Start and End');
  const data = { id: leaveId, from: new Date(Start).toISOString(), to: new Date(End).toISOString() };
  return toStaffEvent(source, 'staff.leave', data, context);
}

/** A shift counts while it is published and not open to others. Deputy does not say who had it before: that person keeps it. */
function readShift({ topic, action, input, path, sent }: Saved, context: ProviderContext): ParsedEvent {
  const parsed = roster.safeParse(input);
  if (!parsed.success) return { faults: toValidationErrors(parsed.error.issues, input, path) };
  const { Id, Employee: person, Published, Open, StartTime, EndTime, Modified } = parsed.data;
  const modified = parseProviderInstant(Modified) || sent;
  const isDeleted = action === 'Delete';
  const id = eventId('deputy', 'Roster', Id, person, isDeleted, Published, Open, StartTime, EndTime, modified ?? input);
  if (person === undefined) return ignore(id, topic, 'a shift without an employee');
  if (!isDeleted && Published === undefined)
    return ignore(id, topic, 'a shift that is not said to be published or not');
  const counts = !isDeleted && Published === true && !Open;
  if (!counts && action === 'Insert') return ignore(id, topic, 'a shift that is open or not published');
  const source = { ...timed(modified, context), provider: 'deputy', id, type: topic, person, path };
  const shiftId = `deputy_shift_${Id}`;
  if (!counts) return toStaffEvent(source, 'staff.shift_cancelled', { id: shiftId }, context);
  if (StartTime === undefined || EndTime === undefined)
    return ignore(id, topic, 'a shift without StartTime and EndTime');
  const data = { id: shiftId, from: new Date(StartTime).toISOString(), to: new Date(EndTime).toISOString() };
  return toStaffEvent(source, 'staff.shift', data, context);
}

/** An archived or deleted employee is locked out. `Active` is sent with every change, so it does not reinstate anybody. */
function readEmployee({ topic, action, input, path, sent }: Saved, context: ProviderContext): ParsedEvent {
  const parsed = employee.safeParse(input);
  if (!parsed.success) return { faults: toValidationErrors(parsed.error.issues, input, path) };
  const { Id: person, Active, Modified } = parsed.data;
  const modified = parseProviderInstant(Modified) || sent;
  const id = eventId('deputy', topic, person, Active, modified ?? input);
  const gone = action === 'Delete' || Active === false;
  if (!gone) return ignore(id, topic);
  const source = { ...timed(modified, context), provider: 'deputy', id, type: topic, person, path };
  return toStaffEvent(source, 'staff.offboarded', {}, context);
}

/** The time of a change that Deputy may not have dated. */
function timed(modified: number | undefined, { now }: ProviderContext) {
  return { at: modified ?? now(), isTimedByUs: modified === undefined };
}
