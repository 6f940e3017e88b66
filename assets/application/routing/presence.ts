/** Whether a conversation has a worker already, or gets one by a hand-over. */
import { employmentAt } from '../../domain/person/employment-history';
import type { PersonRecord } from '../../domain/person/record';
import { handoverDue } from '../../domain/policies/handover';
import type { Directory } from '../../domain/roster/directory';
import type { Roster } from '../../domain/roster/roster';
import type { Participant, Target } from '../ports';
import { identityOfUser } from '../resolve-identity';
import type { KnownRecords } from '../stored-records';
import { fetchUser } from '../tick/fetch-users';
import { hasLeft, type StaffPorts } from './staff';

/** The ports that looking at who is in a conversation takes. */
export type PresencePorts = Pick<StaffPorts, 'records' | 'now' | 'log'> & {
  readonly roster: Pick<Roster, 'handover'>;
  readonly target: Pick<Target, 'name' | 'find' | 'dryRun'>;
  readonly people: Pick<Directory, 'byIdentity'>;
};

/**
 * Who serves a conversation. `worker`: somebody in it. `handover`: whoever gets the conversations of a departed one in it. `nobody`:
 * it is to be routed. `unknown`: that cannot be told.
 */
export type ServedBy = 'worker' | 'handover' | 'nobody' | 'unknown';

/** Who serves a conversation with these participants. @param records undefined: they cannot be read. */
export async function servedBy(
  participants: readonly Participant[],
  records: KnownRecords | undefined,
  ports: PresencePorts,
): Promise<ServedBy> {
  const workers = participants.flatMap(({ identity }) => (identity === undefined ? [] : [identity]));
  const found = await Promise.all(workers.map((identity) => servedThrough(identity, records, ports)));
  const certain = (['worker', 'unknown', 'handover'] as const).find((one) => found.includes(one));
  return certain ?? 'nobody';
}

/** Whether a worker who is in it can serve it: neither departed, nor locked out, nor no user at all. */
async function servedThrough(
  identity: string,
  records: KnownRecords | undefined,
  ports: PresencePorts,
): Promise<ServedBy> {
  const user = await fetchUser(identity, ports);
  const isShown = user !== undefined && user !== 'unreachable';
  const record = records?.records.get(isShown ? identityOfUser(user, ports.people) : identity);
  if (record && hasLeft(record, ports.now())) return isHandedOver(record, ports) ? 'handover' : 'nobody';
  if (user === 'unreachable') return records ? 'worker' : 'unknown';
  if (user?.access) return 'worker';
  // They may have left, and a hand-over may be at work: a second successor would be one too many.
  return records || (ports.roster.handover?.left.kind ?? 'none') === 'none' ? 'nobody' : 'unknown';
}

/**
 * Whether the conversations of somebody who has left are on their way to somebody else, or will be once the lock-out is confirmed:
 * a matter of seconds. A dry run hands nothing over.
 */
function isHandedOver(record: PersonRecord, { roster, target, now }: PresencePorts): boolean {
  const { by } = employmentAt(record.employmentEvents, now());
  if (!by || target.dryRun) return false;
  const lockedOut = { ...record, lastAppliedEvent: by.key, targets: {} };
  const situation = { now: now(), target: target.name, policy: roster.handover, onLeave: () => false };
  return handoverDue(lockedOut, situation) !== undefined;
}
