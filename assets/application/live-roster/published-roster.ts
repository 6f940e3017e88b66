/** The published versions of the roster, as they are kept. Instants are ms since the epoch. */
import type { Roster } from '../../domain/roster/roster';

/** One version of the roster. */
export interface RosterVersion {
  /** A whole number from 1. */
  readonly version: number;
  /** When it was published; null for a file that was deployed. */
  readonly at: number | null;
  /** Who published it; `deployment` for a file that was deployed. */
  readonly by: string;
  /** Why, in their words. */
  readonly note: string | null;
}

/** Where something is kept: a digest of it, and the Documents that hold it. */
export interface Kept {
  readonly digest: string;
  readonly key: string;
  readonly parts: number;
}

/** A version of the history, with its text. */
export interface KeptVersion extends RosterVersion {
  readonly text: Kept;
}

/** The version that was published last. */
export interface PublishedHead extends RosterVersion {
  /** The digest of the text of the deployed file that it was published over. */
  readonly deployed: string;
  /** Ticks have seen deployments with another file since then: how many, and the digest of the last one. */
  readonly superseded?: { readonly deployed: string; readonly times: number } | undefined;
  readonly text: Kept;
  /** The compiled roster, and a digest of the code that compiled it. */
  readonly compiled: Kept;
  readonly compiler: string;
  readonly history: Kept;
  /** What the head before this one named besides texts: whoever has read that one may still be reading it. */
  readonly before?: readonly Kept[] | undefined;
  readonly revision: string;
}

/** There is a head, and it is not what this release writes. It can be replaced. */
export interface UnreadableHead {
  readonly unreadable: true;
  readonly revision: string;
}

/** A version to publish. */
export interface Publication extends RosterVersion {
  readonly text: string;
  readonly roster: Roster;
  readonly compiler: string;
  /** The digest of the text of the deployed file. */
  readonly deployed: string;
  /** The deployed file, where it is what counts until now: it becomes part of the history. */
  readonly over?: RosterVersion & { readonly text: string };
}

/** Keeps the published versions: the last one compiled, and the texts of the last 20. Whatever it reads is whole, or undefined. */
export interface PublishedRosterStore {
  /** Undefined before the first publication, and where the Service is missing. @throws Unavailable */
  head(): Promise<PublishedHead | UnreadableHead | undefined>;
  /** @throws Unavailable */
  roster(head: PublishedHead): Promise<Roster | undefined>;
  /** @throws Unavailable */
  text(kept: Kept): Promise<string | undefined>;
  /** Newest first, the head's own version among them. @throws Unavailable */
  history(head: PublishedHead): Promise<readonly KeptVersion[] | undefined>;
  /** @param before what was read before. @throws Conflict if somebody else published meanwhile; Unavailable */
  publish(publication: Publication, before: PublishedHead | UnreadableHead | undefined): Promise<PublishedHead>;
  /** Notes that a deployment with another file counts. @throws Conflict, Unavailable */
  supersede(head: PublishedHead, superseded: PublishedHead['superseded'] & object): Promise<PublishedHead>;
  /** Keeps the same version as this release compiles it. @throws Conflict, Unavailable */
  recompile(head: PublishedHead, roster: Roster, compiler: string): Promise<PublishedHead>;
}
