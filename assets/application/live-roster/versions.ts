/** The versions of the roster that can be shown and published anew. */
import type { Log } from '../../lib/log';
import { type PublishedRosterStore, RosterUnknown } from '../ports';
import { countingVersion } from './counting-version';
import type { PublishedHead, RosterVersion } from './published-roster';
import type { CountingVersion, DeployedRoster } from './roster-in-use';

/** The ports that the versions take. */
export interface VersionsPorts {
  readonly deployed: DeployedRoster;
  readonly published: PublishedRosterStore;
  readonly log: Log;
}

/** A version with its text. */
export interface ShownVersion extends RosterVersion {
  /** Undefined if it cannot be read any more. @throws Unavailable */
  readonly text: () => Promise<string | undefined>;
}

/** Which version counts, and all that there are, newest first. */
export interface Versions {
  readonly current: CountingVersion;
  readonly all: readonly ShownVersion[];
}

/** @throws Unavailable; RosterUnknown if the head cannot be read. */
export async function readVersions(ports: VersionsPorts): Promise<Versions> {
  const head = await ports.published.head();
  if (head && 'unreadable' in head) {
    throw new RosterUnknown('The published roster in Sync cannot be read. Publish it anew from the command line.');
  }
  return versionsOf(head, ports);
}

/** The same of a head that has been read. @throws Unavailable */
async function versionsOf(head: PublishedHead | undefined, ports: VersionsPorts): Promise<Versions> {
  const { deployed, published, log } = ports;
  const current = countingVersion(head, deployed.digest);
  const kept = head && ((await published.history(head)) ?? [head]);
  if (head && kept?.[0] === head) log('error', 'The history of the roster cannot be read', { version: head.version });
  const known = (kept ?? []).map(({ version, at, by, note, text }): ShownVersion => {
    return { version, at, by, note, text: () => published.text(text) };
  });
  const isDeployed = !head || current.replaced !== undefined;
  return { current, all: isDeployed ? [{ ...current, text: deployed.text }, ...known] : known };
}
