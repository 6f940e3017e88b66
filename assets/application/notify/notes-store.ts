/** What is kept of what people know and are still to be told. */
import type { PersonNotes } from '../../domain/notify/notices';

export type { PersonNotes };

/** What is kept of some of the people, by the name by which what was applied knows them. */
export interface NotesShard {
  readonly people: ReadonlyMap<string, PersonNotes>;
  /** The execution that wrote it last. */
  readonly by?: string;
  /** Absent if there is none yet. */
  readonly revision?: string;
  /** What is stored cannot be read: nothing is known of anybody, and it is to be overwritten. */
  readonly isUnreadable?: true;
}

/** The members that a user group of Slack was given last, as a digest. */
export interface GroupNote {
  readonly members: string;
  readonly revision: string;
}

/** All that is kept. */
export interface StoredNotes {
  readonly shards: ReadonlyMap<string, NotesShard>;
  readonly groups: ReadonlyMap<string, GroupNote>;
  /** So many shards or groups could not be read: they are to be overwritten. */
  readonly unreadable: number;
}

/** What a process remembers of them: right as long as the tick before was one of its own. */
export interface NotesMemory {
  /** `asOf`: when the tick that left them so began, ms. */
  known?: { readonly asOf: number; readonly notes: StoredNotes } | undefined;
}

/** Where the notes of a person are. */
export interface NotesPlace {
  readonly shard: string;
  /** The name by which what was applied knows them. */
  readonly name: string;
}

/** What is kept, in shards by the name of a person's record. @throws Unavailable */
export interface NotesStore {
  all(): Promise<StoredNotes>;
  readShard(shard: string): Promise<NotesShard>;
  /** @param by names this execution. @returns the new revision. @throws Conflict if somebody else wrote since `revision` was read */
  writeShard(shard: string, people: NotesShard['people'], by: string, revision: string | undefined): Promise<string>;
  /** @throws Conflict */
  writeGroup(group: string, members: string, revision: string | undefined): Promise<string>;
  /**
   * Of a shard that cannot be read everything goes: it may have held something of the person.
   * @returns whether anything was, or may have been, kept of the person. @throws Conflict if others write all the time
   */
  forget(place: NotesPlace): Promise<boolean>;
}
