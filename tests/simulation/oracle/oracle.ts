// Written from the contract alone: of the product it knows what senders, operators and Frontline see, and nothing else.
import type { SimPerson } from '../people';
import type { HasRule } from '../rules';
import type { Said } from '../said';
import { availabilityAt, nameAt } from './availability';
import { type Entry, isEmployment } from './ledger';
import { possibleAt } from './possible';

/** A user as Frontline shows it. */
export interface Seen {
  readonly state: 'active' | 'deactivated';
  readonly isAvailable: boolean;
  readonly friendlyName: string;
}

/** Something that is not as the contract has it: `lost` where something said had no effect, `wrong` where nobody said it. */
export interface Mistake {
  readonly kind: 'lost' | 'wrong';
  readonly person: string;
  readonly at: number;
  readonly text: string;
}

/** What must be true of a user. A field that is absent may be either. */
export interface Must {
  readonly state?: 'active' | 'deactivated';
  readonly isAvailable?: boolean;
  readonly friendlyName?: string;
}

/** Whoever began before this, ms, and is still at work may act on what was true then. */
const EXECUTION_MS = 12_000;
/** A lock-out without a record is allowed for an event of this age, ms. */
const FRESH_MS = 5 * 60_000;
const HOUR_MS = 3_600_000;

interface Known {
  readonly person: SimPerson;
  entries: Entry[];
  /** Since when something besides the product, or a lie, has decided a field: it may be either until the product sets it. */
  readonly doubts: { state?: number; isAvailable?: number; friendlyName?: number };
  /** An operator released what was held of this person. */
  released: number[];
}

export interface OracleOptions {
  readonly people: readonly SimPerson[];
  readonly has: HasRule;
  readonly limit: number;
  /** Whether Sync had faults within the last ms before an instant. */
  readonly syncFailedSince: (instant: number) => boolean;
}

export class Oracle {
  readonly mistakes: Mistake[] = [];
  private readonly known: Map<string, Known>;
  private readonly lockouts: { readonly key: string; readonly at: number }[] = [];
  private roster = new Set<string>();
  private dutyless = new Set<string>();

  constructor(private readonly options: OracleOptions) {
    this.known = new Map(
      options.people.map((person) => [person.key, { person, entries: [], doubts: {}, released: [] }]),
    );
  }

  /** Another roster was deployed. */
  deployed(listed: ReadonlySet<string>, dutyless: ReadonlySet<string>): void {
    this.roster = new Set(listed);
    this.dutyless = new Set(dutyless);
  }

  /** A delivery begins. */
  sent(said: Said, at: number): void {
    const { entries } = this.of(said.person);
    const before = entries.find((entry) => entry.said === said);
    if (before) before.lastSent = at;
    else entries.push({ said, sent: at, lastSent: at, unrecorded: false, held: false, refused: false });
  }

  /** A delivery was answered. @param outcome of this event; undefined where the answer names none. */
  answered(said: Said, at: number, status: number, outcome: string | undefined): void {
    const entry = this.of(said.person).entries.find((one) => one.said === said);
    if (!entry) return;
    if (status === 400 || status === 409) entry.refused = true;
    if (status < 200 || status > 299) return;
    if (outcome === 'held') entry.held = true;
    const first = entry.accepted === undefined;
    entry.accepted ??= at;
    // Nobody outside can tell whether it was recorded: it may not have been.
    const mayBeUnrecorded = said.type === 'offboarded' && (outcome === 'applied' || outcome === 'unchanged');
    if (first && mayBeUnrecorded && this.options.syncFailedSince(entry.lastSent)) entry.unrecorded = true;
    else if (outcome === 'duplicate' || outcome === 'stale') entry.unrecorded = false;
  }

  /** Something besides the product changed a user, or Frontline lied about it. */
  doubted(key: string, fields: readonly string[], at: number): void {
    const { doubts } = this.of(key);
    for (const field of fields) Reflect.set(doubts, field, at);
  }

  /** An operator let go what was held of somebody. */
  released(key: string, at: number): void {
    const known = this.of(key);
    known.released.push(at);
    for (const entry of known.entries) entry.held = false;
  }

  /** An operator has every user made as roster and records have it: a lock-out without a record may end by that. */
  reconciled(at: number): void {
    for (const { entries } of this.known.values()) {
      for (const entry of entries) if (entry.unrecorded && entry.accepted !== undefined) entry.reconciled ??= at;
    }
  }

  /** The product changed a user. @param fields what it sent. */
  changed(key: string, before: Seen, after: Seen, fields: readonly string[], at: number): void {
    const known = this.of(key);
    // What it has set itself since is no matter of doubt any more.
    for (const field of fields) Reflect.deleteProperty(known.doubts, field);
    if (before.state === after.state) return;
    if (after.state === 'deactivated') this.lockedOut(known, at);
    else if (!this.mayLetIn(known, at))
      this.note('wrong', known.person.key, at, 'was let in again, and nobody said so');
  }

  private lockedOut(known: Known, at: number): void {
    const { person, released } = known;
    if (person.protected && released.length === 0) {
      this.note('wrong', known.person.key, at, 'is protected, and was locked out');
    } else if (!this.mayLockOut(known, at)) {
      this.note('wrong', known.person.key, at, 'was locked out, and nobody said that they have left');
    }
    if (released.length > 0) return;
    this.lockouts.push({ key: person.key, at });
    const within = new Set(this.lockouts.filter((one) => one.at > at - HOUR_MS).map(({ key }) => key));
    if (within.size > this.options.limit && !this.options.syncFailedSince(at - HOUR_MS)) {
      this.note(
        'wrong',
        known.person.key,
        at,
        `was locked out as the ${within.size}th within an hour; the limit is ${this.options.limit}`,
      );
    }
  }

  private mayLockOut({ entries }: Known, at: number): boolean {
    const settled = at - EXECUTION_MS;
    if (possibleAt(entries, at, settled).left || possibleAt(entries, settled, settled).left) return true;
    if (!this.options.syncFailedSince(settled)) return false;
    return entries.some(({ said: { type, timestamp, effectiveAt = timestamp }, lastSent }) => {
      const isFresh = !this.options.has('outage-age') || timestamp >= at - FRESH_MS - EXECUTION_MS;
      return type === 'offboarded' && lastSent > settled && effectiveAt <= at && isFresh;
    });
  }

  private mayLetIn({ entries }: Known, at: number): boolean {
    const settled = at - EXECUTION_MS;
    const isSaid = entries.some((entry) => isEmployment(entry) && entry.said.type !== 'offboarded');
    return isSaid && (possibleAt(entries, at, settled).in || possibleAt(entries, settled, settled).in);
  }

  /** What must be true of a user at an instant, if nothing has failed for a while. */
  mustAt(key: string, at: number): Must {
    const known = this.of(key);
    const { entries, person, doubts } = known;
    const possible = possibleAt(entries, at);
    const state = possible.left === possible.in ? undefined : possible.left ? 'deactivated' : 'active';
    // Where nothing is on record of it, availability follows the roster; nobody can use it.
    const mayBeUnrecorded = entries.some(({ unrecorded }) => unrecorded);
    if (state === 'deactivated') return { state, ...(!mayBeUnrecorded && { isAvailable: false }) };
    if (state === undefined) return {}; // what was said last may be on record or not
    const duty = this.dutyless.has(key) ? undefined : person.duty;
    // Of somebody off the roster nothing says whether they should be available.
    const isAvailable = this.roster.has(key)
      ? availabilityAt({ ...person, duty }, entries, at, this.options.has)
      : undefined;
    const friendlyName = nameAt(entries, at);
    return {
      ...(doubts.state === undefined && { state }),
      ...(isAvailable !== undefined && doubts.isAvailable === undefined && { isAvailable }),
      ...(friendlyName !== undefined && doubts.friendlyName === undefined && { friendlyName }),
    };
  }

  /** Compares a user with what must be, once everything has had its time. @param since it must have been so since then. */
  check(key: string, seen: Seen | undefined, at: number, since: number): void {
    const known = this.of(key);
    if (!seen) return;
    const before = this.mustAt(key, since);
    for (const [field, must] of Object.entries(this.mustAt(key, at))) {
      // What is to change just now, or changed just before, may not have been done yet.
      if (Reflect.get(before, field) !== must || Reflect.get(seen, field) === must) continue;
      this.note('lost', known.person.key, at, `${field} is ${Reflect.get(seen, field)}, and must be ${must}`);
    }
    for (const { said, accepted, refused } of known.entries) {
      if (accepted === undefined && !refused) this.note('lost', known.person.key, at, `${said.id} was never accepted`);
    }
  }

  note(kind: Mistake['kind'], person: string, at: number, text: string): void {
    this.mistakes.push({ kind, person, at, text });
  }

  private of(key: string): Known {
    const found = this.known.get(key);
    if (!found) throw new RangeError(`nobody is called ${key}`);
    return found;
  }
}
