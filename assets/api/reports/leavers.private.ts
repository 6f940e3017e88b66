import type { Clock, EvidenceStore, RecordStore, Target } from '../../application/ports';
import { currentEvidence } from '../../application/reports/file-lockouts.private';
import type { TargetName } from '../../domain/person/target';
import type { LockoutEvidence } from '../../domain/reports/lockout-evidence';
import type { Directory } from '../../domain/roster/directory';
import type { Roster } from '../../domain/roster/roster';
import { formatInstant } from '../../domain/time';
import * as z from '../../lib/zod';
import { viewer } from '../operator';
import { allRecords, type Cell, faultyPeriod, type Period, periodOf, reportAnswer, reportQuery } from './table.private';

interface LeaversPorts {
  readonly roster: Pick<Roster, 'zone'>;
  readonly people: Pick<Directory, 'byIdentity' | 'keyOf'>;
  readonly records: Pick<RecordStore, 'all'>;
  readonly evidence: Pick<EvidenceStore, 'all'>;
  readonly target: Pick<Target, 'name'>;
  readonly now: Clock;
}

/** Evidence is kept for 400 days. */
const LIMITS = { days: 90, most: 400 };

/** What each column of the report means, for whoever reads it without this program. */
export const LEAVERS_COLUMNS = {
  person: "Key of the person in the roster. Empty: they are not on today's roster.",
  identity: 'Identity of the user in Frontline; of somebody whose data was erased, a pseudonym.',
  event:
    'Id of the report that the person has left, as its sender gave it, shortened to 48 characters. Empty after an erasure.',
  reported_by: 'Who reported it: the name of the sender as in its address. Empty: not known.',
  reported_at: "Timestamp of the report by the sender's clock.",
  arrived_at: 'When the report first arrived here. Empty: not known.',
  due_at: 'From when the person was to be locked out.',
  status:
    'held: an operator has to decide, and the person still has access. pending: the system has not confirmed the lock-out, and the person may still have access. no_user: the system has no such user. locked_out: confirmed, and nothing has ended it. ended: see ended_how.',
  held_because:
    'Why it was held. limit: too many within an hour. protected: the roster protects the person. old: it took effect more than 30 days before. full: older than the history that is kept. Empty: it was not held, or is not known to have been.',
  released_by:
    'Name of the operator who let a held lock-out go. OPS_SECRET: somebody with that secret. operator: one whose name is not known. Empty: not held, not let go, or let go by nobody, because it turned out that the roster does not protect the person.',
  released_at: 'When it was let go. Without a name: when a tick saw that, usually within a minute.',
  system: 'The system in which the person was locked out.',
  effective_at: 'When the system confirmed the lock-out. Empty: not confirmed, or not known.',
  stayed_in_seconds:
    'Seconds from due_at to effective_at. It counts what the sender took to report, too. Empty: effective_at is empty.',
  delay_seconds:
    'Seconds from when it was due and had arrived, whichever is later, to effective_at. Empty: one of them is not known.',
  verified_at:
    'When the user was last seen without access. It is noted about once a day. Empty: not yet, or not known.',
  found_with_access:
    'How often the user was found with access although locked out. Each time they were locked out again at once.',
  found_with_access_at: 'When that was last so.',
  ended_how:
    'reinstated: it was reported that the person is back. undone: an operator took it back. cancelled: it was cancelled before it was due, which arrived later. dropped: an operator discarded it while it was held. replaced: a newer report of the same sender took its place.',
  ended_by:
    'Who ended it: the name of the sender as in its address, or of the operator, who may also have let a held report that the person is back count. OPS_SECRET: somebody with that secret. operator: one whose name is not known. Empty: not known.',
  ended_at:
    'Timestamp of what ended it. Of replaced, and of dropped without a name: when a tick saw that, usually within a minute.',
} as const;

type Row = Readonly<Record<keyof typeof LEAVERS_COLUMNS, Cell>>;

export const leaversQuery = z.strictObject(reportQuery);

/**
 * `GET /reports/leavers`: each lock-out that was due in a period, and each that still waits although it was due before its end. What is filed is brought up
 * to date by the records, so that it is right also while no tick comes. Nothing is left out silently: where not everything
 * can be read in time, the answer is 503.
 */
export const leavers = viewer('/reports/leavers', leaversQuery, async ({ format, ...asked }, ports: LeaversPorts) => {
  const now = ports.now();
  const { zone } = ports.roster;
  const period = periodOf(asked, zone, now, LIMITS);
  if ('errors' in period) return faultyPeriod(period.errors);
  const [stored, { filed, unreadable }] = await Promise.all([ports.records.all(), ports.evidence.all()]);
  const evidence = currentEvidence(allRecords(stored, now), filed, ports.target.name, now);
  const rows = [...evidence]
    .flatMap(([identity, lockouts]) => lockouts.map((lockout) => ({ identity, lockout })))
    .filter(({ lockout }) => isIn(lockout, period))
    .sort((a, b) => a.lockout.dueAt - b.lockout.dueAt || (a.identity < b.identity ? -1 : 1))
    .map(({ identity, lockout }) => rowOf(identity, lockout, ports));
  const omitted = filed.reduce((sum, one) => sum + one.omitted, 0);
  const notes = [
    ...missing(unreadable.length, 'people have evidence that cannot be read: it is not in this report.'),
    ...missing(
      stored.unreadable.length,
      'people have a record that cannot be read: of them only what was filed before is here.',
    ),
    ...missing(omitted, 'older lock-outs of people who were locked out again and again were not kept.'),
  ];
  const head = { name: 'leavers', period, zone, now, notes };
  return reportAnswer(head, { columns: LEAVERS_COLUMNS, rows }, format);
});

function missing(count: number, what: string): string[] {
  return count === 0 ? [] : [`${count} ${what}`];
}

/** Whoever still waits is in every period that does not end before: they may have access. */
function isIn({ dueAt, state }: LockoutEvidence, { from, to }: Period): boolean {
  const isWaiting = state === 'held' || state === 'pending';
  return dueAt < to && (dueAt >= from || isWaiting);
}

function rowOf(identity: string, lockout: LockoutEvidence, { people, target }: LeaversPorts): Row {
  const person = people.byIdentity(identity);
  const { held, released, foundIn, ended } = lockout;
  const effectiveAt = lockout.effect?.[target.name];
  return {
    person: person === undefined ? null : people.keyOf(person),
    identity,
    event: lockout.event === '' ? null : lockout.event,
    reported_by: lockout.source ?? null,
    reported_at: formatInstant(lockout.occurredAt),
    arrived_at: instant(lockout.arrivedAt),
    due_at: formatInstant(lockout.dueAt),
    status: lockout.state,
    held_because: held?.reason ?? null,
    released_by: released?.by ?? null,
    released_at: instant(released?.at),
    system: target.name satisfies TargetName,
    effective_at: instant(effectiveAt),
    stayed_in_seconds: seconds(lockout.dueAt, effectiveAt),
    delay_seconds:
      lockout.arrivedAt === undefined ? null : seconds(Math.max(lockout.dueAt, lockout.arrivedAt), effectiveAt),
    verified_at: instant(lockout.verifiedAt),
    found_with_access: foundIn?.times ?? 0,
    found_with_access_at: instant(foundIn?.lastAt),
    ended_how: ended?.how ?? null,
    ended_by: ended?.by ?? null,
    ended_at: instant(ended?.at),
  };
}

function instant(ms: number | undefined): Cell {
  return ms === undefined ? null : formatInstant(ms);
}

/** Not negative: the sender's clock may be ahead of ours. */
function seconds(from: number, to: number | undefined): Cell {
  return to === undefined ? null : Math.max(0, Math.round((to - from) / 1000));
}
