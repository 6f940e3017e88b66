import type { Outcome } from '../decisions/decision';
import { Conflict, type DutyShard, describeError, dutyShards, tell } from '../twilio/twilio.private';
import { type LateEffect, lateEffects, perform } from './late-effects';
import type { Ports } from './ports';
import { changedShards, type Standing, standingsOf } from './standings';

/** A change that a tick makes, or would make. `person` is the roster's key, absent for someone it does not know. */
export interface TickResult {
  readonly event: string;
  readonly type: 'shift change' | 'late effect';
  readonly person?: string;
  readonly state?: string;
  readonly available?: boolean;
  readonly because: string;
  /** Absent in a dry run. */
  readonly outcome?: Outcome;
  readonly user?: string;
}

/** What a tick saw and did, or, in a dry run, would have done. */
export interface TickReport {
  readonly dryRun: boolean;
  readonly results: readonly TickResult[];
  readonly people: number;
  readonly onDuty: number;
  /** People of the roster for whom Frontline has no user. */
  readonly missing: number;
}

/** How many of the people whom Frontline did not know are looked for again in one tick. */
const MISSING_A_TICK = 20;

/**
 * Makes everyone as roster and records want them at this instant. Reads, then changes only what differs from what was
 * last applied, then writes down what was applied: a tick that finds nothing to do tells Frontline nothing, and one that
 * was killed is made up for by the next.
 */
export async function tick(ports: Ports, dryRun: boolean): Promise<TickReport> {
  const now = ports.now();
  const { records, shards } = await look(ports);
  const late = lateEffects(records.values(), ports);
  const inHand = new Set(late.map(({ identity }) => identity));
  const standings = await Promise.all(
    standingsOf(records, shards, now, ports).map((standing) => known(standing, inHand, now, ports)),
  );
  const flips = standings.filter(
    ({ last, should, busy, identity }) =>
      typeof last === 'boolean' && last !== should && !busy && !inHand.has(identity),
  );
  const [lateResults, flipResults] = await Promise.all([
    Promise.all(late.map((effect) => lateResult(effect, dryRun, ports))),
    Promise.all(flips.map((flip) => flipResult(flip, dryRun, ports))),
  ]);
  if (!dryRun) await writeDown(standings, flips, flipResults, shards, now, ports);
  return {
    dryRun,
    results: [...lateResults, ...flipResults],
    people: standings.length,
    onDuty: standings.filter(({ should }) => should).length,
    missing: standings.filter(({ last }) => last === 'missing').length,
  };
}

/** Reads the records and the duty table, side by side. */
async function look({ records, duty, people }: Ports) {
  const [stored, shards] = await Promise.all([
    records.all(),
    Promise.all(Array.from({ length: dutyShards(people.size) }, (_, shard) => duty.read(shard))),
  ]);
  return { records: new Map(stored.map((record) => [record.identity, record] as const)), shards };
}

/** The standing, with a look at Frontline for someone of whom nothing was applied yet, or who was not there before. */
async function known(standing: Standing, inHand: ReadonlySet<string>, now: number, ports: Ports): Promise<Standing> {
  const { last, identity, name } = standing;
  if (typeof last === 'boolean' || inHand.has(identity)) return standing;
  if (last === 'missing' && !isTurn(name, now, ports.people.size)) return standing;
  try {
    const user = await ports.users.fetch(identity);
    return { ...standing, last: user ? user.isAvailable : 'missing' };
  } catch (error) {
    ports.log('warn', 'A user could not be looked at', { who: name, ...describeError(error) });
    return standing;
  }
}

/** Spreads the people over the minutes, so that about {@link MISSING_A_TICK} have their turn in each. */
function isTurn(name: string, now: number, people: number): boolean {
  const turns = Math.ceil(people / MISSING_A_TICK);
  const place = Buffer.from(name, 'base64url').readUInt32BE(0) % turns;
  return Math.floor(now / 60_000) % turns === place;
}

async function lateResult(effect: LateEffect, dryRun: boolean, ports: Ports): Promise<TickResult> {
  const { change } = effect.decision;
  const person = ports.people.byIdentity(effect.identity);
  const line: TickResult = {
    event: effect.event,
    type: 'late effect',
    ...(person !== undefined && { person: ports.people.keyOf(person) }),
    ...(change?.state !== undefined && { state: change.state }),
    ...(change?.isAvailable !== undefined && { available: change.isAvailable }),
    because: 'due',
  };
  if (dryRun) return line;
  try {
    return { ...line, ...(await perform(effect, ports)) };
  } catch (error) {
    ports.log('error', 'A late effect has to wait', {
      who: ports.records.name(effect.identity),
      ...describeError(error),
    });
    return { ...line, outcome: 'retrying' };
  }
}

async function flipResult({ key, identity, name, should, because }: Standing, dryRun: boolean, ports: Ports) {
  const line: TickResult = { event: 'tick', type: 'shift change', person: key, available: should, because: because() };
  if (dryRun) return line;
  const applied = await tell(ports.users, identity, { isAvailable: should }, name, ports.log);
  if ('user' in applied) return { ...line, outcome: applied.result, user: applied.user.sid };
  return { ...line, outcome: applied.result === 'failed' ? ('retrying' as const) : applied.result };
}

/** What was not applied stays as it was in the table, so that the next tick tries again. */
async function writeDown(
  standings: readonly Standing[],
  flips: readonly Standing[],
  results: readonly TickResult[],
  shards: readonly DutyShard[],
  now: number,
  ports: Ports,
): Promise<void> {
  const outcomes = new Map(flips.map(({ name }, index) => [name, results[index]?.outcome] as const));
  const after = standings.map((standing): Standing => {
    const outcome = outcomes.get(standing.name);
    if (outcome === 'applied') return { ...standing, last: standing.should };
    return outcome === 'unknown_user' ? { ...standing, last: 'missing' } : standing;
  });
  await Promise.all(
    changedShards(after, shards, now).map(async ({ shard, table }) => {
      try {
        await ports.duty.write(shard, table);
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        ports.log('warn', 'Another tick wrote the duty table meanwhile; the next one compares again', { shard });
      }
    }),
  );
}
