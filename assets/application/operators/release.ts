import { releaseHeld } from '../../domain/person/decide-employment';
import type { ApplyRulePorts } from '../due-changes';
import { Conflict, type HeartbeatStore, type RecordStore } from '../ports';
import { applyToPeople, enqueueing, identitiesWith, type PersonResult } from './on-people';

/** What releasing takes. */
export type ReleasePorts = ReleaseRosterPorts & ApplyRulePorts & { readonly records: Pick<RecordStore, 'all'> };

interface ReleaseRosterPorts {
  readonly heartbeat: HeartbeatStore;
  /** Tells one deployed roster from another. */
  readonly fingerprint: string;
}

/** Held offboardings take their place among the other events. @param identities absent: of everybody. */
export async function releaseOffboardings(
  identities: readonly string[] | undefined,
  ports: ReleasePorts,
): Promise<PersonResult[]> {
  const all = identities ?? (await identitiesWith(({ held }) => held.length > 0, ports.records));
  return applyToPeople(all, enqueueing(releaseHeld), ports);
}

/** So often the heartbeat is read again because a tick wrote it meanwhile. */
const MAX_CONFLICTS = 20;

/** Lets the held shift changes of the deployed roster through. */
export async function releaseRoster({ heartbeat, fingerprint }: ReleaseRosterPorts): Promise<'applied' | 'unchanged'> {
  for (let conflicts = 0; ; conflicts++) {
    const { beat, revision } = await heartbeat.read();
    const { held, ...rest } = beat;
    if (held?.roster !== fingerprint) return 'unchanged';
    try {
      await heartbeat.write({ ...rest, released: fingerprint }, revision, 'prepare');
      return 'applied';
    } catch (error) {
      if (!(error instanceof Conflict) || conflicts === MAX_CONFLICTS) throw error;
    }
  }
}
