import type { RosterInUse } from '../../application/live-roster/roster-in-use';
import { type AuditLine, type AuditLog, type Clock, type RecordStore, RosterUnknown } from '../../application/ports';
import { factsOf } from '../../domain/person/facts';
import type { PersonRecord } from '../../domain/person/record';
import { stateOf } from '../../domain/person/target';
import {
  appliedDuty,
  CUTS,
  cutPeriod,
  type DutyChange,
  type DutySum,
  dutySums,
  timesLeft,
  without,
} from '../../domain/reports/duty-hours';
import type { Person, Roster } from '../../domain/roster/roster';
import type { Facts, Resolver } from '../../domain/schedule/schedule';
import { zoneNamed } from '../../domain/schedule/zones';
import { formatInstant, HOUR } from '../../domain/time';
import * as z from '../../lib/zod';
import { viewer } from '../operator';
import { allRecords, type Cell, faultyPeriod, type Period, periodOf, reportAnswer, reportQuery } from './table.private';

interface DutyPorts extends Pick<RosterInUse, 'rosterVersion' | 'rosterDoubt'> {
  readonly roster: Roster;
  readonly resolver: Pick<Resolver, 'window'>;
  readonly records: Pick<RecordStore, 'all' | 'name'>;
  readonly audit: Pick<AuditLog, 'all'>;
  readonly now: Clock;
}

/** A quarter at most: an execution has ten seconds for everybody's schedule. */
const LIMITS = { days: 30, most: 93 };
/** More rows than this would be larger than what the platform carries. */
const MOST_ROWS = 20_000;

export const dutyQuery = z.strictObject({
  ...reportQuery,
  by: z.enum(CUTS, { error: `expected ${CUTS.slice(0, -1).join(', ')} or ${CUTS.at(-1)}` }).optional(),
});

/** What each column of the report means, for whoever reads it without this program. */
export const DUTY_COLUMNS = {
  person: 'Key of the person in the roster. People who are not on the roster as it is today are not in this report.',
  identity: 'Identity of the user in Frontline.',
  from: 'The row is about the time from here.',
  to: 'It is about the time before this. Days, weeks (from Monday) and months are those of the zone of the roster.',
  planned_hours:
    'Hours on duty by the roster as it is today, with the leave, shifts and overrides that are still known from other systems, and without the time in which the person had left. Hours are elapsed time: a night in which the clocks change is as long as it was.',
  applied_hours:
    'Hours for which this program had the person available in Frontline, as far as that is known and past. What somebody switched by hand in Frontline is not in it. Empty: nothing of it is known, or nothing of it is past.',
  unknown_hours:
    'Hours that are past and not in applied_hours because it is not known what held: before the first change of the person in the audit, which goes back 30 days at most.',
} as const;

type Row = Readonly<Record<keyof typeof DUTY_COLUMNS, Cell>>;

/**
 * `GET /reports/duty`: hours on duty for each person of the roster, planned and as applied; with `by` for each day, week or month.
 * What the audit does not tell is unknown, and never taken for off duty.
 */
export const duty = viewer('/reports/duty', dutyQuery, async ({ format, by = 'total', ...asked }, ports: DutyPorts) => {
  const { roster, rosterVersion, rosterDoubt } = ports;
  if (!rosterVersion) throw new RosterUnknown(rosterDoubt?.reason ?? '');
  const now = ports.now();
  const period = periodOf(asked, roster.zone, now, LIMITS);
  if ('errors' in period) return faultyPeriod(period.errors);
  const parts = cutPeriod(period, zoneNamed(roster.zone), by);
  const count = parts.length * roster.people.length;
  if (count > MOST_ROWS) {
    const message = `expected at most ${MOST_ROWS} rows: fewer days, or "by" a longer time; found ${count}`;
    return faultyPeriod([{ path: 'by', message }]);
  }
  const [stored, audit] = await Promise.all([ports.records.all(), ports.audit.all()]);
  const records = allRecords(stored, now);
  const changes = changesByName(audit.lines);
  const planned = plannedTimes(records, period, now, ports);
  const rows = roster.people.flatMap(({ key, identity }, index) => {
    const applied = appliedDuty(changes.get(ports.records.name(identity)) ?? [], period, now);
    return dutySums(parts, planned[index] ?? [], applied, now).map((sum) => rowOf(key, identity, sum));
  });
  const unreadable = new Set(stored.unreadable);
  const unread = roster.people.filter(({ identity }) => unreadable.has(ports.records.name(identity)));
  const notes = [
    ...sinceWhen(audit, roster.zone),
    ...(audit.unreadable > 0
      ? [`${audit.unreadable} entries of the audit cannot be read: applied_hours may be wrong.`]
      : []),
    ...(unread.length > 0
      ? [`planned_hours is without the records, which cannot be read, of: ${unread.map(({ key }) => key).join(', ')}.`]
      : []),
  ];
  const head = { name: 'duty', period, zone: roster.zone, now, notes };
  return reportAnswer(head, { columns: DUTY_COLUMNS, rows }, format);
});

/** How far back applied_hours can be known, on the clock of the roster. */
function sinceWhen({ since, lines }: Awaited<ReturnType<AuditLog['all']>>, zone: string): string[] {
  const { format } = new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' });
  const first = lines.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);
  const reach = `The audit is kept for 30 days at most, and was read back to ${format(since)} (${zone}).`;
  if (first === Number.POSITIVE_INFINITY)
    return [`${reach} There is no change in it, so that applied_hours are not known.`];
  return [`${reach} The first change in it is of ${format(first)}: of before that no applied_hours are known.`];
}

/** When each person is to be on duty, in the order of the roster. */
function plannedTimes(
  records: ReadonlyMap<string, PersonRecord>,
  period: Period,
  now: number,
  { roster, resolver }: Pick<DutyPorts, 'roster' | 'resolver'>,
) {
  const recordOf = ({ identity }: Pick<Person, 'identity'>) => records.get(identity);
  const facts: Facts = new Map(
    roster.people.flatMap((person) => {
      const record = recordOf(person);
      if (!record) return [];
      // Whoever has left now was on duty before: their leaving is taken off by its own time.
      const { left: _, announced: __, ...others } = factsOf(record, now);
      return [[person.key, others] as const];
    }),
  );
  return resolver.window(period.from, period.to, facts).map(({ on }, index) => {
    const person = roster.people[index];
    const record = person && recordOf(person);
    return record ? without(on, timesLeft(record.employmentEvents, period)) : on;
  });
}

/** What was done to each person's availability, by the name of their record. */
function changesByName(lines: readonly AuditLine[]): ReadonlyMap<string, DutyChange[]> {
  const changes = new Map<string, DutyChange[]>();
  // Newest first; of two at one instant the later one counts.
  for (const { at, who, available, state } of [...lines].reverse()) {
    const on = available ?? (state === stateOf(false) ? false : undefined);
    if (on === undefined) continue;
    const known = changes.get(who) ?? [];
    known.push({ at, on });
    changes.set(who, known);
  }
  return changes;
}

function rowOf(person: string, identity: string, { from, to, planned, applied, unknown }: DutySum): Row {
  return {
    person,
    identity,
    from: formatInstant(from),
    to: formatInstant(to),
    planned_hours: hours(planned),
    applied_hours: applied === undefined ? null : hours(applied),
    unknown_hours: hours(unknown),
  };
}

/** To a second or so. */
function hours(ms: number): number {
  return Math.round((ms / HOUR) * 10_000) / 10_000;
}
