import type { PersonRecord } from '../domain/person/record';

/** A record under a name that does not fit its identity: the key of the names was changed since it was written. */
export interface MisfiledRecord {
  readonly name: string;
  readonly record: PersonRecord;
  readonly revision: string;
}

/** The records as an execution has read them. */
export interface KnownRecords {
  /** By identity; misfiled ones count as well. */
  readonly records: ReadonlyMap<string, PersonRecord>;
  /** Whether a person may have a record that could not be read, by its name: nothing can be said of them. */
  isUnknown(recordName: string): boolean;
}

/** Every record there is, as far as it can be read. One that cannot costs its person, and nobody else. */
export interface StoredRecords {
  /** Those under their right names: one for each identity. */
  readonly records: readonly PersonRecord[];
  readonly misfiled: readonly MisfiledRecord[];
  /** The names of records that cannot be read: of a later release, or damaged. */
  readonly unreadable: readonly string[];
  /** Identities whose record is to go and will not by itself, or the other way round: writing it sets that right. */
  readonly wrongExpiry: readonly string[];
  /** Whether all were read in the time that there was. */
  readonly complete: boolean;
  /** Whether there may be a record of this name that was not read. */
  isUnread(name: string): boolean;
}
