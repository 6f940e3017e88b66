import { digest } from '../../domain/person/record';
import { MINUTE } from '../../domain/time';
import type { RosterInUse } from '../live-roster/roster-in-use';
import type { Alerts, Heartbeat } from '../ports';
import { rosterInDoubt } from '../roster-alerts';

/** What a tick knows of the roster that it has. Without a version, it is one that nobody can have published over. */
export type DoubtPorts = Partial<Pick<RosterInUse, 'rosterVersion' | 'rosterDoubt'>> & { readonly fingerprint: string };

/** A process may go on so long with what it knows before operators hear of it, ms. */
const QUIET_MS = 5 * MINUTE;

/**
 * Why a tick must not switch anybody by the schedule that it has, a sentence; undefined if it may. A process that could not ask
 * which roster counts goes on with the one that it knows, if that is the one that ticks applied last: otherwise another process
 * has seen a newer one, and the two would switch people to and fro.
 */
export function reasonToHold(
  { rosterPeople, published }: Pick<Heartbeat, 'rosterPeople' | 'published'>,
  { rosterVersion, rosterDoubt, fingerprint }: DoubtPorts,
): string | undefined {
  if (rosterDoubt) {
    const isLastApplied = rosterPeople?.roster === digest(fingerprint);
    return rosterDoubt.certainAt !== undefined && isLastApplied ? undefined : rosterDoubt.reason;
  }
  if (published === undefined || rosterVersion === undefined) return undefined;
  if (!rosterVersion.isPublished)
    return `Version ${published} of the roster was published, and Sync does not have it any more.`;
  // Sync may answer what was there before the last publication.
  const isOlder = rosterVersion.version < published;
  return isOlder
    ? `Ticks have followed version ${published} of the roster, and Sync answers version ${rosterVersion.version}.`
    : undefined;
}

/** Alerts about a roster in doubt: at once if nobody is switched because of it, else if it lasts. */
export async function reportDoubt(
  held: string | undefined,
  now: number,
  { rosterDoubt, alert }: DoubtPorts & { readonly alert: Alerts },
): Promise<void> {
  const lasting = rosterDoubt && now - (rosterDoubt.certainAt ?? now) > QUIET_MS ? rosterDoubt.reason : undefined;
  const reason = held ?? lasting;
  if (reason !== undefined) await alert(rosterInDoubt(reason, held !== undefined));
}
