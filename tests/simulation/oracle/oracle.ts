// Written from the contract alone: of the product it knows what senders, operators and Frontline see, and nothing else.
import type { SimPerson } from '../people';
import type { HasRule } from '../rules';
import type { Said } from '../said';
import { noteAnswer } from './answers';
import { availabilityAt, nameAt } from './availability';
import { type Erasure, erasedSince } from './erasures';
import { admittedAt, type Entry, isEmployment } from './ledger';
import { HourlyLimit, type LimitOptions } from './limit';
import type { Mistake, Must, Seen } from './mistake';
import { possibleAt } from './possible';

/** Whoever began before this, ms, and is still at work may act on what was true then. */
const EXECUTION_MS = 12_000;
/** By then a tick has filed the records under another key, ms, and found who was let in meanwhile. */
const REFILING_MS = 3_600_000;
/** A lock-out without a record is allowed for an event of this age, ms. */
const FRESH_MS = 5 * 60_000;

interface Known {
  readonly person: SimPerson;
  entries: Entry[];
  /** Since when something besides the product, or a lie, has decided a field: it may be either until the product sets it. */
  readonly doubts: { state?: number; isAvailable?: number; friendlyName?: number };
  /** An operator released what was held of this person. */
  released: boolean;
  /** What ends a lock-out and was said before one of these does not count if it is delivered again. */
  readonly erasures: Erasure[];
  /** The record cannot be read: anything that was said may count or not. */
  blind: boolean;
}

export interface OracleOptions extends LimitOptions {
  readonly people: readonly SimPerson[];
  /** The senders whose word ends what any source said. */
  readonly authority: ReadonlySet<string>;
  readonly has: HasRule;
}

export class Oracle {
  readonly mistakes: Mistake[] = [];
  private readonly known: Map<string, Known>;
  private readonly limit: HourlyLimit;
  private roster = new Set<string>();
  private dutyless = new Set<string>();
  private recordKey: string | undefined;
  private keyChanged = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: OracleOptions) {
    this.limit = new HourlyLimit(options);
    this.known = new Map(
      options.people.map((person) => [
        person.key,
        { person, entries: [], doubts: {}, released: false, erasures: [], blind: false },
      ]),
    );
  }

  /** Another roster was deployed. */
  deployed(listed: ReadonlySet<string>, dutyless: ReadonlySet<string>, at: number, recordKey: string): void {
    this.limit.deployed(at);
    if (this.recordKey !== recordKey) this.keyChanged = at;
    this.recordKey = recordKey;
    this.roster = new Set(listed);
    this.dutyless = new Set(dutyless);
  }

  /** A delivery begins. */
  sent(said: Said, at: number): void {
    const { entries, person, erasures } = this.of(said.person);
    const erased = erasedSince(said, erasures);
    const before = entries.find((entry) => entry.said === said);
    if (before) {
      before.lastSent = at;
      // Once this is answered, it is on record (again), unless it does not count any more.
      if (erased === 'no') delete before.mayBeErased;
      else before.mayBeErased = true;
      // The roster may have learnt to know them since it was answered: until the next answer it may count or not.
      if (before.unknown) {
        before.refused = false;
        delete before.accepted;
      }
    } else {
      const shiftless = this.dutyless.has(person.key) || !this.roster.has(person.key);
      entries.push({
        said,
        liftsAll: this.options.authority.has(said.sender),
        sent: at,
        lastSent: at,
        unrecorded: false,
        held: false,
        refused: false,
        unknown: false,
        mayBeHeld: false,
        shiftless,
        forgotten: erased === 'yes',
        ...(erased === 'maybe' && { mayBeErased: true }),
      });
    }
  }

  /** A delivery was answered. @param outcome of this event; undefined where the answer names none. */
  answered(said: Said, at: number, status: number, outcome: string | undefined): void {
    const { entries, person } = this.of(said.person);
    const entry = entries.find((one) => one.said === said);
    if (!entry) return;
    const listed = this.roster.has(person.key);
    if (entry.accepted === undefined) entry.shiftless ||= !listed || this.dutyless.has(person.key);
    const syncFailed = this.options.syncFailedSince(entry.lastSent);
    const mistake = noteAnswer(entry, person, { at, status, outcome, listed, syncFailed });
    if (mistake !== undefined) this.note('lost', person.key, at, mistake);
  }

  /** Something besides the product changed a user, or Frontline lied about it. */
  doubted(key: string, fields: readonly string[], at: number): void {
    const { doubts } = this.of(key);
    for (const field of fields) Reflect.set(doubts, field, at);
  }

  /**
   * An operator let go what was held of somebody. @param named by name; without one only what the limit held goes, and an
   * offboarding by SID may be held because Frontline could not be asked whether the account is protected.
   */
  released(key: string, named: boolean): void {
    const known = this.of(key);
    for (const entry of known.entries) {
      if (named && !entry.liftsAll) entry.mayLiftAll = true;
      if (!entry.held) continue;
      entry.mayBeHeld = !named && entry.said.spelling === known.person.sid;
      entry.held = false;
      known.released = true;
    }
  }

  /**
   * An operator erased what is kept of somebody: it is as if it had never been said, and the user stays as it is. What was under
   * way meanwhile may be on record all the same.
   */
  erased(key: string, erasure: Erasure): void {
    const known = this.of(key);
    known.erasures.push(erasure);
    if (!erasure.done) return;
    const { began, ended } = erasure;
    known.entries = known.entries.filter(({ accepted = Infinity }) => accepted > began);
    for (const entry of known.entries) if (entry.lastSent > began - EXECUTION_MS) entry.mayBeErased = true;
    known.blind = false;
    this.doubted(key, ['state', 'isAvailable', 'friendlyName'], ended);
  }

  /** The record of somebody was damaged. */
  blinded(key: string): void {
    this.of(key).blind = true;
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
    if (person.protected && !released) {
      this.note('wrong', known.person.key, at, 'is protected, and was locked out');
    } else if (!this.mayLockOut(known, at)) {
      this.note('wrong', known.person.key, at, 'was locked out, and nobody said that they have left');
    }
    if (released) return;
    const tooMany = this.limit.lockedOut(person.key, admittedAt(known.entries, at));
    for (const entry of known.entries) delete entry.retrying;
    if (tooMany !== undefined) this.note('wrong', person.key, at, tooMany);
  }

  private mayLockOut({ entries, blind }: Known, at: number): boolean {
    if (blind && entries.some(({ said }) => said.type === 'offboarded')) return true;
    const settled = at - EXECUTION_MS;
    if (possibleAt(entries, at, settled).left || possibleAt(entries, settled, settled).left) return true;
    if (!this.options.syncFailedSince(settled)) return false;
    return entries.some(({ said: { type, timestamp, effectiveAt = timestamp }, lastSent }) => {
      const isFresh = !this.options.has('outage-age') || timestamp >= at - FRESH_MS - EXECUTION_MS;
      return type === 'offboarded' && lastSent > settled && effectiveAt <= at && isFresh;
    });
  }

  private mayLetIn({ entries, blind }: Known, at: number): boolean {
    // Until a tick has filed the records under another key, deliveries know nothing of anybody.
    if (blind || at - this.keyChanged < REFILING_MS) return true;
    const settled = at - EXECUTION_MS;
    // An announced leaving may be put off, too, after it has taken effect.
    const mayEndLockout = ({ said: { type, effectiveAt } }: Entry) =>
      type !== 'offboarded' || effectiveAt !== undefined;
    const isSaid = entries.some((entry) => isEmployment(entry) && !entry.forgotten && mayEndLockout(entry));
    return isSaid && (possibleAt(entries, at, settled).in || possibleAt(entries, settled, settled).in);
  }

  /** What must be true of a user at an instant, if nothing has failed for a while. */
  mustAt(key: string, at: number): Must {
    const { entries, doubts, blind } = this.of(key);
    if (blind) return {};
    const possible = possibleAt(entries, at);
    const state = possible.left === possible.in ? undefined : possible.left ? 'deactivated' : 'active';
    // Where nothing is on record of it, availability follows the roster; nobody can use it.
    const mayBeUnrecorded = entries.some(({ unrecorded }) => unrecorded);
    // ... and whoever lets them in by hand is not contradicted by any record.
    if (state === 'deactivated' && mayBeUnrecorded && doubts.state !== undefined) return {};
    if (state === 'deactivated') return { state, ...(!mayBeUnrecorded && { isAvailable: false }) };
    if (state === undefined) return {}; // what was said last may be on record or not
    const isAvailable = this.availability(this.of(key), at);
    const friendlyName = nameAt(entries, at);
    return {
      ...(doubts.state === undefined && { state }),
      ...(isAvailable !== undefined && doubts.isAvailable === undefined && { isAvailable }),
      ...(friendlyName !== undefined && doubts.friendlyName === undefined && { friendlyName }),
    };
  }

  private availability({ person, entries }: Known, at: number): boolean | undefined {
    const { key } = person;
    // A roster without most of its shifts is held until an operator releases it.
    if (this.dutyless.has(key)) return undefined;
    if (this.roster.has(key)) return availabilityAt(person, entries, at, this.options.has);
    if (!person.onRoster) return undefined; // nothing says whether an outsider should be available
    // Taken off the roster: switched off, unless something else has been said of them.
    return availabilityAt({ ...person, duty: undefined }, entries, at, this.options.has) === false ? false : undefined;
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

  /** Whatever waits for an operator, or had no effect, must have been alerted. @param alerts their causes, and when. */
  checkAlerts(alerts: readonly { readonly at: number; readonly cause: string }[], now: number): void {
    for (const { person, entries } of this.known.values()) {
      for (const entry of entries) {
        const { alert, sent, said } = entry;
        if (alert === undefined || alerts.some(({ at, cause }) => at >= sent && cause.startsWith(alert))) continue;
        this.note('lost', person.key, now, `${said.id} was answered, had no effect, and nobody was alerted (${alert})`);
        delete entry.alert;
      }
    }
  }

  /** Whether somebody is locked out because of something that is on record: then an operator can undo it. */
  isUndoable(key: string, at: number): boolean {
    const { entries, blind } = this.of(key);
    const { left, in: isIn } = possibleAt(entries, at);
    return left && !isIn && !blind && !entries.some(({ unrecorded }) => unrecorded);
  }

  note(kind: Mistake['kind'], person: string, at: number, text: string): void {
    this.mistakes.push({ kind, person, at, text });
  }

  private of(key: string): Known {
    const found = this.known.get(key);
    if (found) return found;
    throw new RangeError(`nobody is called ${key}`);
  }
}
