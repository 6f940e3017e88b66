import { employmentAt } from '../../domain/person/employment-history';
import { digest, type PersonRecord, targetState } from '../../domain/person/record';
import { shortName } from '../../domain/policies/drift';
import type { LockoutSighting } from '../../domain/reports/lockout-evidence';
import type { Directory } from '../../domain/roster/directory';
import { DAY, formatInstant, HOUR } from '../../domain/time';
import { describeError } from '../../lib/errors';
import { evidenceUnreadable, evidenceWaits } from '../evidence-alerts';
import type { Alerts, Heartbeat, Target } from '../ports';
import type { Filed, FileLockoutsPorts, Filing } from '../reports/file-lockouts.private';
import { identityOfUser } from '../resolve-identity';
import type { Loaded } from './plan';

/** The ports that tending the evidence of leavers takes. */
export type TendEvidencePorts = FileLockoutsPorts & {
  readonly people: Directory;
  readonly alert: Alerts;
  readonly target: Pick<Target, 'name' | 'dryRun'>;
};

/** So long after a tick began nobody's evidence is begun any more, ms: the heartbeat must still be written. */
const FILING_MS = 6000;
/** Each leaver has a time of day in which that they were seen without access is filed: twice as long as a round of the check, ms. */
const SLOT_MS = 2 * HOUR;
/** So many names the heartbeat has room for. */
const MOST_VERIFIED = 400;

/** What there is to be filed of leavers. */
export interface EvidencePlan extends Pick<Filing, 'sightings' | 'everybody'> {
  /** What the heartbeat notes if there is nothing to file; undefined where there have never been any leavers. */
  readonly before: Heartbeat['evidence'];
  /** Stands for all that the records tell, as of today. */
  readonly current: string;
  readonly slot: number;
  /** Who was verified in this slot before, and whose turn it was now. */
  readonly verified: readonly string[];
  readonly seen: readonly string[];
}

/**
 * What happened to leavers since the last tick, where the records tell anything new, and leavers who were seen without access,
 * once a day of each. Makes no call.
 * @param inProgress identities to whom a change is being made: the next tick sees what came of it.
 * @returns undefined where there have never been any leavers.
 */
export function planEvidence(
  { now, records, check, fetched }: Pick<Loaded, 'now' | 'records' | 'check' | 'fetched'>,
  inProgress: ReadonlySet<string>,
  before: Heartbeat['evidence'],
  ports: TendEvidencePorts,
): EvidencePlan | undefined {
  const told = digestOf(records, now, ports);
  if (told === undefined && before === undefined) return undefined;
  const slot = Math.floor(now / SLOT_MS);
  const verified = before?.verified?.slot === slot ? before.verified.names : [];
  const { sightings, seen } = sightingsOf({ now, records, check, fetched }, slot, verified, inProgress, ports);
  const current = digest(`${Math.floor(now / DAY)} ${told}`);
  return { before, current, slot, verified, seen, sightings, everybody: before?.filed !== current };
}

/** Whether a plan has anything to be filed, which is so only if no dry run is on. */
export function hasEvidence(plan: EvidencePlan | undefined, { target }: Pick<TendEvidencePorts, 'target'>): boolean {
  return plan !== undefined && !target.dryRun && (plan.everybody || plan.sightings.size > 0);
}

/**
 * Files what is planned. Costs no call where that is nothing. Never throws: no tick fails for it, and the next one derives the same.
 * @returns what the heartbeat is to note.
 */
export async function tendEvidence(
  plan: EvidencePlan | undefined,
  { now, records }: Pick<Loaded, 'now' | 'records'>,
  ports: TendEvidencePorts,
): Promise<Heartbeat['evidence']> {
  if (!plan || !hasEvidence(plan, ports)) return plan?.before;
  const { before, current, slot, verified, seen, sightings, everybody } = plan;
  const { isDone: isFiled, unreadable } = await file(
    { records, readAt: now, sightings, everybody, until: now + FILING_MS },
    ports,
  );
  if (unreadable > 0) await ports.alert(evidenceUnreadable(unreadable));
  const failingSince = isFiled ? undefined : (before?.failingSince ?? now);
  if (failingSince !== undefined && now - failingSince > HOUR) {
    await ports.alert(evidenceWaits(formatInstant(failingSince)));
  }
  const filed = isFiled && everybody ? current : before?.filed;
  const names = isFiled ? [...verified, ...seen] : verified;
  return {
    ...(filed !== undefined && { filed }),
    ...(failingSince !== undefined && { failingSince }),
    ...(names.length > 0 && { verified: { slot, names } }),
  };
}

/** What the check of this tick saw of leavers, as far as it is to be filed; `seen`: whose turn it was. */
function sightingsOf(
  { now, records, check, fetched }: Pick<Loaded, 'now' | 'records' | 'check' | 'fetched'>,
  slot: number,
  verified: readonly string[],
  inProgress: ReadonlySet<string>,
  { people, target }: TendEvidencePorts,
): { readonly sightings: ReadonlyMap<string, LockoutSighting>; readonly seen: readonly string[] } {
  const sightings = new Map<string, LockoutSighting>();
  const seen: string[] = [];
  const isTurn = (name: string) =>
    slotOf(name) === slot % SLOTS &&
    !verified.includes(nameInSlot(name)) &&
    verified.length + seen.length < MOST_VERIFIED;
  for (const { name, identity } of check.selection.people.filter(({ departedAt }) => departedAt !== undefined)) {
    const user = fetched.get(identity);
    if (user === undefined || user === 'unreachable' || inProgress.has(identity)) continue;
    if (identityOfUser(user, people) !== identity) continue;
    const { access } = user;
    // A lock-out that is still to be made is reported as such.
    const isWaiting = targetState(records.get(identity), target.name).pending?.change.access === false;
    if (access ? isWaiting : !isTurn(name)) continue;
    if (!access) seen.push(nameInSlot(name));
    sightings.set(identity, { at: now, access });
  }
  return { sightings, seen };
}

const SLOTS = DAY / SLOT_MS;

/** In which slot of the day somebody's turn is. @param name a record name: hexadecimal. */
function slotOf(name: string): number {
  return Number.parseInt(name.slice(-6), 16) % SLOTS;
}

/** Short, as the heartbeat has to hold many. Whoever shares it with somebody is verified a day later. */
function nameInSlot(name: string): string {
  return shortName(name).slice(0, 8);
}

async function file(filing: Filing, ports: TendEvidencePorts): Promise<Filed> {
  try {
    // Loaded only when needed: most ticks have nothing to file.
    const { fileLockouts } = await import('../reports/file-lockouts.private');
    return await fileLockouts(filing, ports);
  } catch (error) {
    ports.log('warn', 'The evidence of leavers could not be filed; the next tick tries again', describeError(error));
    return { isDone: false, unreadable: 0 };
  }
}

/** Stands for all that the records tell of lock-outs; undefined where they tell of none. */
function digestOf(
  records: ReadonlyMap<string, PersonRecord>,
  now: number,
  { records: store, target }: Pick<TendEvidencePorts, 'records' | 'target'>,
): string | undefined {
  const told = [...records.values()].flatMap((record) => {
    const { identity, employmentEvents, held, lastAppliedEvent } = record;
    if (![...employmentEvents, ...held].some(({ kind }) => kind === 'offboarded')) return [];
    const { pending, failed, applied } = targetState(record, target.name);
    const { left } = employmentAt(employmentEvents, now);
    const isWaiting = pending?.change.access === false && { missing: pending.missing };
    const isGivenUp = failed.some(({ change }) => change.access === false);
    // Whoever is back is switched on and off again, which says nothing of the lock-out.
    const made = left && applied;
    return [
      JSON.stringify([store.name(identity), employmentEvents, held, lastAppliedEvent, isWaiting, isGivenUp, made]),
    ];
  });
  return told.length === 0 ? undefined : digest(told.sort().join('\n'));
}
