import { releaseHeld } from '../../domain/person/decide-employment';
import type { PersonRecord } from '../../domain/person/record';
import type { Rule } from '../due-changes';
import type { AuditLog, Clock, HeartbeatStore } from '../ports';
import { rewriteHeartbeat } from '../rewrite-heartbeat';
import {
  applyToEveryone,
  applyToPeople,
  type EveryonePorts,
  enqueueing,
  type PersonResult,
  signing,
} from './on-people';

/** What releasing takes. */
export type ReleasePorts = ReleaseRosterPorts & EveryonePorts;

interface ReleaseRosterPorts {
  readonly audit: Pick<AuditLog, 'note'>;
  readonly now: Clock;
  readonly heartbeat: HeartbeatStore;
  /** Tells one deployed roster from another. */
  readonly fingerprint: string;
}

/**
 * Held offboardings take their place among the other events. Of people who are named, all of them do; of everybody, only
 * what the hourly limit held: what is held for another reason concerns one person, and an operator has to mean that person.
 * @param identities absent: everybody. @param by the operator's name.
 */
export async function releaseOffboardings(
  identities: readonly string[] | undefined,
  by: string,
  ports: ReleasePorts,
): Promise<PersonResult[]> {
  const signed = (rule: Rule) => signing('held-released', by, rule);
  if (identities) return applyToPeople(identities, signed(enqueueing(releaseHeld)), 'held-released', ports);
  const isHeldByLimit = ({ held }: PersonRecord) => held.some(({ reason }) => reason === 'limit');
  const rule = enqueueing((record, situation) => releaseHeld(record, situation, 'limit'));
  return applyToEveryone(isHeldByLimit, signed(rule), 'held-released', ports);
}

/** Lets the held shift changes of the deployed roster through. */
export async function releaseRoster({
  heartbeat,
  fingerprint,
  audit,
  now,
}: ReleaseRosterPorts): Promise<'applied' | 'unchanged'> {
  const isReleased = await rewriteHeartbeat(heartbeat, ({ held, ...rest }) =>
    held?.roster === fingerprint ? { ...rest, released: fingerprint } : undefined,
  );
  if (!isReleased) return 'unchanged';
  const because = 'held shift changes released';
  audit.note({ at: now(), who: 'roster', because, fields: ['roster'], outcome: 'applied' });
  return 'applied';
}
