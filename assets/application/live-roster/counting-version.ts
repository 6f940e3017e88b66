import type { PublishedHead, RosterVersion } from './published-roster';
import type { CountingVersion } from './roster-in-use';

/** The deployed file, where nothing has been published. */
const FIRST: CountingVersion = { version: 1, at: null, by: 'deployment', note: null, isPublished: false };

/**
 * Which version counts: the one that was published last, or the deployed file where a later deployment brought another text than
 * that version was published over.
 * @param deployed the digest of the text of the deployed file.
 */
export function countingVersion(head: PublishedHead | undefined, deployed: string): CountingVersion {
  if (!head) return FIRST;
  const { version, at, by, note } = head;
  const published: RosterVersion = { version, at, by, note };
  const times = deploymentsSince(head, deployed);
  if (times === 0) return { ...published, isPublished: true };
  return { ...FIRST, version: version + times, replaced: published, isPublished: true };
}

/** How many deployments with another text there were since a version was published, as far as is known. */
function deploymentsSince({ deployed: over, superseded }: PublishedHead, deployed: string): number {
  if (!superseded) return over === deployed ? 0 : 1;
  return superseded.deployed === deployed ? superseded.times : superseded.times + 1;
}

/** What the head is to note of the deployed file; undefined if there is nothing new. */
export function supersededBy(head: PublishedHead, deployed: string): PublishedHead['superseded'] {
  const times = deploymentsSince(head, deployed);
  return times === 0 || head.superseded?.times === times ? undefined : { deployed, times };
}
