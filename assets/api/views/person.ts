import { bothSidesInWords, sourceInWords, type TitleOf } from '../../application/held-in-words';
import { leaveAt, leaveFrom, overrideAt, shiftsFrom } from '../../domain/person/desired';
import { type Employment, employmentAt } from '../../domain/person/employment-history';
import { opposedBy } from '../../domain/person/other-sources';
import { type EmploymentEvent, type HeldEvent, type PersonRecord, targetState } from '../../domain/person/record';
import { fieldNames, stateOf, type TargetChange, type TargetName } from '../../domain/person/target';
import { isUndoable } from '../../domain/person/undo-lockout';
import { NOT_ON_ROSTER, RECORD_UNREADABLE } from '../../domain/schedule/reasons';
import type { Verdict } from '../../domain/schedule/schedule';
import { formatInstant } from '../../domain/time';
import { handoverView } from './handover';
import type { HeldView, LockoutView } from './reported';
import type { FrontlineView, PersonView, ShouldView } from './views';

/** What a person's view is made of. */
export interface About {
  /** The roster's key; the identity of someone whom it does not know. */
  readonly person: string;
  readonly identity: string;
  readonly name?: string;
  readonly teams?: readonly string[];
  readonly zone: string;
  readonly onRoster: boolean;
  readonly manager?: string;
  readonly record?: PersonRecord;
  /** There is a record that cannot be read. */
  readonly unreadable?: boolean;
  /** The target that the view shows. */
  readonly target: TargetName;
  /** The resolver's, of someone on the roster. */
  readonly verdict?: Verdict;
  readonly frontline: FrontlineView;
  readonly titleOf: TitleOf;
  /** Index into the windows that go with it. */
  readonly window?: number;
}

/** One person as they are at `now`, ms. */
export function personView(about: About, now: number): PersonView {
  const { person, identity, name, teams, zone, onRoster, manager, record, target, frontline, window, titleOf } = about;
  const employment = record && employmentAt(record.employmentEvents, now);
  const { pending, failed } = targetState(record, target);
  return {
    person,
    identity,
    ...(name !== undefined && { name }),
    ...(teams && { teams }),
    zone,
    onRoster,
    ...(manager !== undefined && { manager }),
    should: shouldView(about, employment, now),
    ...lockoutsView(employment, titleOf),
    frontline,
    ...(window !== undefined && { window }),
    ...overrideView(record, now),
    leave: (record ? leaveFrom(record, now) : []).map(({ key, from, to }) => ({
      key,
      from: formatInstant(from),
      to: formatInstant(to),
    })),
    ...shiftsView(record, now),
    planned: (employment?.plans ?? []).flatMap(({ kind, effectiveAt, occurredAt, event, source }) => {
      const [due, said] = [formatInstant(effectiveAt), formatInstant(occurredAt)];
      return kind === 'cancelled' ? [] : [{ kind, due, said, event, source: sourceInWords(source, titleOf) }];
    }),
    held: (record?.held ?? []).map((held) => heldView(about, held, now)),
    ...(pending && {
      pending: {
        event: pending.event,
        change: changeView(pending.change),
        since: formatInstant(pending.since),
        attempts: pending.attempts,
        next: formatInstant(pending.next),
        missing: pending.missing === true,
      },
    }),
    failed: failed.map(({ event, change, since, at, reason }) => ({
      event,
      change: changeView(change),
      since: formatInstant(since),
      at: formatInstant(at),
      ...(reason !== undefined && { reason }),
    })),
    ...(record?.handover && { handover: handoverView(record.handover) }),
    undoable: record !== undefined && isUndoable(record, now),
    ...(about.unreadable && { unreadable: true }),
  };
}

function heldView({ record, person, titleOf, zone }: About, held: HeldEvent, now: number): HeldView {
  const { occurredAt, effectiveAt, event, reason, kind, source } = held;
  const opposing = reason === 'other_source' ? opposedBy(record?.employmentEvents ?? [], held, now) : undefined;
  return {
    said: formatInstant(occurredAt),
    due: formatInstant(effectiveAt),
    event,
    why: reason,
    kind,
    source: sourceInWords(source, titleOf),
    ...(opposing && {
      words: bothSidesInWords(held, opposing, person, titleOf, zone),
      opposing: opposing.map((event) => lockoutView(event, titleOf)),
    }),
  };
}

function lockoutsView(employment: Employment | undefined, titleOf: TitleOf): Pick<PersonView, 'lockouts'> {
  if (!employment?.left) return {};
  return { lockouts: employment.lockouts.map((event) => lockoutView(event, titleOf)) };
}

function lockoutView({ source, occurredAt, effectiveAt }: EmploymentEvent, titleOf: TitleOf): LockoutView {
  return { source: sourceInWords(source, titleOf), said: formatInstant(occurredAt), due: formatInstant(effectiveAt) };
}

/** The roster's verdict, which has the record's facts in it; of someone whom it does not know, the record's word alone. */
function shouldView(
  { record, verdict, unreadable }: About,
  employment: Employment | undefined,
  now: number,
): ShouldView {
  if (unreadable) return { available: null, state: 'active', because: RECORD_UNREADABLE, kind: 'off', until: null };
  const left = employment?.left ?? false;
  const state = left ? 'deactivated' : 'active';
  if (verdict) {
    const { available, reason: because, kind, until } = verdict;
    return { available, state, because, kind, until: until === null ? null : formatInstant(until) };
  }
  if (left) return { available: false, state, because: 'left', kind: 'left', until: null };
  const { override } = overrideView(record, now);
  if (override)
    return { available: override.available, state, because: 'override', kind: 'override', until: override.until };
  const leave = record && leaveAt(record, now);
  if (leave) return { available: false, state, because: 'leave', kind: 'leave', until: formatInstant(leave.to) };
  return { available: null, state, because: NOT_ON_ROSTER, kind: 'off', until: null };
}

function shiftsView(record: PersonRecord | undefined, now: number): Pick<PersonView, 'shifts'> {
  const shifts = record ? shiftsFrom(record, now) : [];
  if (shifts.length === 0) return {};
  return {
    shifts: shifts.map(({ from, to, label }) => ({
      from: formatInstant(from),
      to: formatInstant(to),
      ...(label !== undefined && { label }),
    })),
  };
}

function overrideView(record: PersonRecord | undefined, now: number): Pick<PersonView, 'override'> {
  const override = record && overrideAt(record, now);
  if (!override) return {};
  const { available, until, event } = override;
  return { override: { available, until: until === null ? null : formatInstant(until), event } };
}

/** A change as answers show it. */
export function changeView(change: TargetChange): string[] {
  const { access, available } = change;
  return fieldsView(fieldNames(change), { state: access === undefined ? undefined : stateOf(access), available });
}

/** Field names, and of the values only those two that are no personal data. */
export function fieldsView(
  fields: readonly string[],
  { state, available }: { readonly state?: string | undefined; readonly available?: boolean | undefined },
): string[] {
  const shown: Readonly<Record<string, string>> = { state: `state=${state}`, isAvailable: `available=${available}` };
  return fields.map((field) => shown[field] ?? field);
}
