import type { Decision, Situation } from '../domain/person/decision';
import { opposedBy } from '../domain/person/other-sources';
import type { TargetUser } from '../domain/person/target';
import type { Directory } from '../domain/roster/directory';
import { describeError } from '../lib/errors';
import type { Log } from '../lib/log';
import { heldForOtherSource, heldOffboarding, limitNotChecked } from './alerts';
import { bothSidesInWords, type TitleOf } from './held-in-words';
import type { Admissions, Verdict } from './lockout-admission';
import type { Alerts, Clock, RecordStore, Target } from './ports';

/** What the names that operators know are made of. */
export interface PersonNames {
  readonly people: Pick<Directory, 'byIdentity' | 'keyOf'>;
  readonly records: Pick<RecordStore, 'name'>;
}

/** What the limit takes. */
export interface LockoutLimitPorts {
  readonly admissions: Admissions;
  readonly target: Pick<Target, 'name' | 'find'>;
  readonly records: Pick<RecordStore, 'name'>;
  readonly log: Log;
}

type ReportHeldPorts = PersonNames & {
  readonly admissions: Pick<Admissions, 'firstToReport'>;
  readonly alert: Alerts;
  readonly titleOf: TitleOf;
  readonly now: Clock;
  readonly log: Log;
};

/** The way of one person's lock-out through the hourly limit. */
export interface LockoutGate {
  /** The lock-out takes effect now: fetches the user while other things are waited for. */
  fetchAhead(): void;
  /**
   * Decides, and decides again with the limit reached where the decision would lock out one too many within the hour.
   * Only users who exist and have access count.
   */
  within<T extends Decision | undefined>(situation: Situation, decideWithin: (situation: Situation) => T): Promise<T>;
  /** The lock-out is being done without waiting: whatever is still asked counts as admitted. */
  pass(): void;
  /** Ends when what was asked has been counted, or could not be. */
  counted(): Promise<unknown>;
  /** Nothing more is asked. Other lock-outs of the execution do not wait for this one. */
  close(): void;
  /** What the limit said; undefined if it was not asked, or not yet. */
  verdict(): Verdict | undefined;
  /** Whether the record wants the person locked out; undefined as long as it has not been read. */
  locksOut(): boolean | undefined;
  /** The user as this execution has just fetched it; undefined if it was not fetched, or there is none. */
  fetched(): TargetUser | undefined;
  /** The user could not be fetched. */
  fetchFailed(): boolean;
}

/**
 * To be opened before anything is waited for.
 * @param known the user as this execution has just fetched it.
 */
export function openLockoutGate(identity: string, ports: LockoutLimitPorts, known?: TargetUser): LockoutGate {
  const { admissions, target, records, log } = ports;
  const ticket = admissions.announce();
  let fetching: Promise<TargetUser | 'failed' | undefined> | undefined;
  let user: TargetUser | 'failed' | undefined = known;
  let asking: Promise<Verdict> | undefined;
  let verdict: Verdict | undefined;
  let wanted: boolean | undefined;
  let pass: () => void = () => undefined;
  const passed = new Promise<'admitted'>((resolve) => {
    pass = () => resolve('admitted');
  });

  async function fetchUser(): Promise<TargetUser | 'failed' | undefined> {
    if (known) return known;
    try {
      user = await target.find(identity);
    } catch (error) {
      log('warn', 'Could not fetch a user; it counts against the hourly limit', {
        who: records.name(identity),
        ...describeError(error),
      });
      user = 'failed';
    }
    return user;
  }

  async function judge(): Promise<Verdict> {
    fetching ??= fetchUser();
    const found = await fetching;
    const counts = found === 'failed' || found?.access === true;
    if (!counts) return 'admitted';
    asking ??= ticket.ask(records.name(identity));
    return asking;
  }

  return {
    fetchAhead() {
      ticket.hurry();
      fetching ??= fetchUser();
    },
    async within(situation, decideWithin) {
      const decision = decideWithin(situation);
      wanted = decision?.claimed?.[target.name]?.access === false;
      if (!decision?.locksOut) {
        ticket.withdraw();
        return decision;
      }
      verdict ??= await Promise.race([judge(), passed]);
      ticket.withdraw();
      return verdict === 'admitted' ? decision : decideWithin({ ...situation, limitReached: true });
    },
    pass() {
      ticket.pass();
      pass();
    },
    counted: async () => asking,
    close: () => ticket.withdraw(),
    verdict: () => verdict,
    locksOut: () => wanted,
    fetched: () => (user === 'failed' ? undefined : user),
    fetchFailed: () => user === 'failed',
  };
}

/** Tells the operators of an event on somebody's employment that waits for them. */
export async function reportHeld(
  identity: string,
  { record }: Decision,
  ports: ReportHeldPorts,
  verdict?: Verdict,
): Promise<void> {
  const last = record.held.at(-1);
  const person = nameOf(identity, ports);
  ports.log('warn', 'An event on employment is held', {
    who: ports.records.name(identity),
    reason: last?.reason ?? 'limit',
    ...(verdict && { verdict }),
  });
  if (last?.reason === 'other_source') {
    const opposing = opposedBy(record.employmentEvents, last, ports.now());
    await ports.alert(heldForOtherSource(bothSidesInWords(last, opposing, person, ports.titleOf, 'UTC'), person));
    return;
  }
  const reason = last?.reason ?? 'limit';
  if (reason === 'limit' && !ports.admissions.firstToReport()) return;
  await ports.alert(verdict === 'uncounted' ? limitNotChecked() : heldOffboarding(reason, person));
}

/** What operators know a person by: the roster's key, else the start of the record's name. */
export function nameOf(identity: string, { people, records }: PersonNames): string {
  const person = people.byIdentity(identity);
  return person === undefined ? records.name(identity).slice(0, 12) : people.keyOf(person);
}
