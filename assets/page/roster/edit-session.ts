/** The roster in the editor: what it began with, what was typed, and what was published meanwhile. */
import type { RosterSource } from './versions';

export interface EditSession {
  /** The version that the text is an edit of. */
  readonly base: RosterSource;
  readonly text: string;
  readonly note: string;
  /** A version that somebody else has published since; its difference has to be looked at before anything is published. */
  readonly theirs?: RosterSource;
  /** What is being made of the other's text; absent as long as it is as they published it. */
  readonly merged?: string;
  /** One's own texts from before they were taken over into another version, or were discarded; the newest last. */
  readonly setAside: readonly string[];
}

/** What is kept of a session over a reload. */
export interface Draft {
  readonly basedOn: number;
  readonly text: string;
  readonly note: string;
  readonly merged?: { readonly version: number; readonly text: string };
  readonly setAside: readonly string[];
}

/** A session with the version that counts and, where there is one, an earlier edit of it or of another version. */
export function begin(source: RosterSource, draft?: Draft): EditSession {
  if (!draft) return { base: source, text: source.yaml, note: '', setAside: [] };
  const { basedOn, text, note, merged, setAside } = draft;
  const kept = { text, note, setAside };
  if (basedOn === source.version) return { base: source, ...kept };
  // Its own version's text is not at hand; what counts is that publishing asks again.
  const session = withTheirs({ base: { ...source, version: basedOn }, ...kept }, source);
  if (!merged || !session.theirs) return session;
  return merged.version === source.version ? { ...session, merged: merged.text } : setAsideIn(session, merged.text);
}

/** The session after the version that counts has been loaded again. */
export function renew(session: EditSession, source: RosterSource): EditSession {
  if (source.version === session.base.version) return session;
  if (isEdited(session) || session.theirs) return withTheirs(session, source);
  return published(session, source);
}

export function isEdited({ base, text }: EditSession): boolean {
  return text !== base.yaml;
}

/** What has to be kept; undefined where nothing was typed. */
export function draftOf(session: EditSession): Draft | undefined {
  const { base, text, note, theirs, merged, setAside } = session;
  if (!isEdited(session) && !theirs && setAside.length === 0) return undefined;
  return {
    basedOn: base.version,
    text,
    note,
    ...(theirs && merged !== undefined && { merged: { version: theirs.version, text: merged } }),
    setAside,
  };
}

/** The session after somebody else has published; without a conflict where they have published the same text. */
export function withTheirs(session: EditSession, theirs: RosterSource): EditSession {
  if (theirs.version === session.theirs?.version) return session;
  const { merged, ...rest } = session;
  const mine = merged === undefined ? rest : setAsideIn(rest, merged);
  return theirs.yaml === mine.text ? published(mine, theirs) : { ...mine, theirs };
}

/** Goes on with a text as an edit of the other's version. What was typed before is set aside where it differs. */
export function takeOver(
  { theirs, merged: _, text: own, setAside, ...session }: EditSession,
  text: string,
): EditSession {
  if (!theirs) throw new Error('nobody has published meanwhile');
  const taken = { ...session, base: theirs, text, setAside };
  return text === own ? taken : setAsideIn(taken, own);
}

/** The session after its text has become a version. */
export function published({ setAside }: EditSession, version: RosterSource): EditSession {
  return { base: version, text: version.yaml, note: '', setAside };
}

/** Keeps a text that was typed and leaves the editor. */
export function setAsideIn(session: EditSession, text: string): EditSession {
  return { ...session, setAside: [...session.setAside.filter((one) => one !== text), text] };
}
