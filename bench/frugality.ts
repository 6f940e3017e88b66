/**
 * The calls of a month for 100, 1,000 and 10,000 people in three shifts, a tick each minute, on a virtual clock: how many are changes
 * that were due, and how many would be made by setting everyone every minute. An hour with one boundary is measured, and a month
 * reckoned from its quiet ticks and from those of the boundary. `npx tsx bench/frugality.ts [people…]`
 */
import { cpus } from 'node:os';
import { Table } from 'console-table-printer';
import { shiftsTick } from '../assets/api/shifts-tick.private';
import { emptyRecord, type PersonRecord } from '../assets/domain/person/record';
import type { Roster } from '../assets/domain/roster/roster';
import { createResolver } from '../assets/domain/schedule/resolver';
import { DAY, MINUTE } from '../assets/domain/time';
import type { User } from '../emulator/users';
import { peopleMap, storeItem } from '../tests/support/stored';
import { median } from './resolver/spawn';
import { type BenchWorld, SECRETS, startBenchWorld } from './world';

const SIZES = [100, 1000, 10_000];
/** Ticks that are measured, and before: one files the evidence of as many leavers as Sync takes at once, 200 at most. */
const [MINUTES, WARMING] = [60, 10];
const [TICKS_A_MONTH, BOUNDARIES_A_MONTH] = [43_200, 90];
/** A boundary's own tick, and the two in which the duty table is read again. */
const TICKS_A_BOUNDARY = 3;
/** Of each hundred people so many have a record: an announced leave, or, of people who are no longer on the roster, that they left. */
const [ON_LEAVE, DEPARTED] = [27, 3];
/** Sync calls of a quiet tick of 1,000 people and 300 records. */
const WANTED = { people: 1000, calls: 6 };
/** A Wednesday, 05:30 UTC: the night shift of the day before is on duty until 06:00. */
const START = Date.UTC(2026, 10, 18, 5, 30);
const RECORDS_AT_ONCE = 40; // that Sync takes of four Maps within a few seconds

/** Thirds of the people, each on for eight hours a day: 06–14, 14–22, 22–06. */
function roster(people: number): Roster {
  const identities = Array.from({ length: people }, (_, index) => `p${index}`);
  const shifts = [6, 14, 22].map((hour, shift) => ({
    id: `from ${hour}`,
    zone: 'UTC',
    days: 0b1111111,
    from: hour * 60,
    to: ((hour + 8) % 24) * 60,
    who: identities.flatMap((_, person) => (person % 3 === shift ? [person] : [])),
  }));
  const nothing = { holidays: {}, leave: [], overrides: [], swaps: [], coverage: [], protect: [], feeds: [] };
  return {
    version: 1,
    zone: 'UTC',
    people: identities.map((key) => ({ key, identity: `${key}@example.com`, zone: 'UTC', holidays: [], ids: {} })),
    shifts,
    ...nothing,
  };
}

function records(people: number): PersonRecord[] {
  const leave = {
    key: 'leave',
    from: START + 20 * DAY,
    to: START + 30 * DAY,
    occurredAt: START - DAY,
    cancelled: false,
  };
  const leftAt = START - 20 * DAY;
  const departure = {
    kind: 'offboarded' as const,
    occurredAt: leftAt,
    effectiveAt: leftAt,
    event: 'left',
    key: 'left',
  };
  const some = (share: number) => Array.from({ length: (people * share) / 100 }, (_, index) => index);
  return [
    ...some(ON_LEAVE).map((index) => ({ ...emptyRecord(`p${index}@example.com`), leave: [leave] })),
    ...some(DEPARTED).map((index) => ({
      ...emptyRecord(`left${index}@example.com`),
      employmentEvents: [{ ...departure, source: 'okta' }],
      lastAppliedEvent: departure.key,
      // Without it each tick would look only four of them up in the audit, for when they were locked out.
      targets: { frontline: { failed: [], applied: { available: false, at: leftAt } } },
    })),
  ];
}

async function store(world: BenchWorld, all: readonly PersonRecord[]): Promise<void> {
  world.clock.now = START - DAY;
  const { records } = world.execution();
  for (const [index, record] of all.entries()) {
    const name = records.name(record.identity);
    await storeItem(world, peopleMap(name), name, record);
    if (index % RECORDS_AT_ONCE === 0) world.clock.now += 10_000;
  }
  for (const { identity } of all.filter(({ employmentEvents }) => employmentEvents.length > 0)) {
    const json = { state: 'deactivated' };
    await world.twilio.call(`/_local/users/${encodeURIComponent(identity)}`, { method: 'PUT', json });
  }
  world.clock.now = START;
}

async function wholeTick(world: BenchWorld): Promise<void> {
  const headers = { authorization: `Bearer ${SECRETS.TICK_SECRET}` };
  const ports = world.execution();
  const { status } = await shiftsTick({ headers, payload: {} }, ports);
  await ports.audit.flush();
  if (status !== 200) throw new Error(`a tick was answered ${status}`);
}

/** The calls of one tick. */
interface TickCalls {
  /** How many changes were due. */
  readonly due: number;
  readonly updates: number;
  readonly looks: number;
  readonly sync: number;
}

/** What an hour took. */
interface Counted {
  readonly people: number;
  readonly records: number;
  readonly boundary: readonly TickCalls[];
  readonly quiet: readonly TickCalls[];
  /** What a typical quiet tick calls Sync for. */
  readonly kinds: ReadonlyMap<string, number>;
  /** Sync calls of a few quiet ticks, each in a process that knows nothing. */
  readonly cold: readonly number[];
}

export async function run(sizes: readonly number[] = SIZES): Promise<void> {
  for (const people of sizes) report(await measure(people));
  console.log(
    `Counts do not depend on the machine; ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}.`,
  );
}

async function measure(people: number): Promise<Counted> {
  const everyone = roster(people);
  const known = records(people);
  const world = await startBenchWorld(everyone, START, 0, undefined, false);
  try {
    await world.seed();
    await store(world, known);
    // Fetches who is available, creates the duty table, files the evidence of leavers.
    for (let minute = 0; minute < WARMING; minute++) await nextTick(world);
    world.logged.length = 0; // that Sync's limits put some of it off
    const resolver = createResolver(everyone);
    let before = resolver.available(world.clock.now);
    const ticks: (TickCalls & { readonly kinds: ReadonlyMap<string, number> })[] = [];
    for (let minute = 0; minute < MINUTES; minute++) {
      world.calls.length = 0;
      await nextTick(world);
      const should = resolver.available(world.clock.now);
      const due = should.filter((bit, person) => bit !== before[person]).length;
      before = should;
      const [updates, looks] = [count(world, 'frontline', 'POST'), count(world, 'frontline', 'GET')];
      ticks.push({ due, updates, looks, sync: count(world, 'sync'), kinds: kinds(world) });
    }
    await check(world, before);
    const cold: number[] = [];
    for (let tick = 0; tick < 9; tick++) {
      world.restart();
      world.calls.length = 0;
      await nextTick(world);
      cold.push(count(world, 'sync'));
    }
    if (world.logged.length > 0) throw new Error([...new Set(world.logged)].join('\n'));
    const first = ticks.findIndex(({ due }) => due > 0);
    const boundary = ticks.splice(first, TICKS_A_BOUNDARY);
    const typical = ticks.find(({ sync }) => sync === median(ticks.map((tick) => tick.sync)));
    return { people, records: known.length, boundary, quiet: ticks, cold, kinds: typical?.kinds ?? new Map() };
  } finally {
    await world.end();
  }
}

async function nextTick(world: BenchWorld): Promise<void> {
  world.clock.now += MINUTE;
  await wholeTick(world);
}

function count({ calls }: BenchWorld, api: string, method?: string): number {
  return calls.filter((call) => call.host.startsWith(api) && (method === undefined || call.method === method)).length;
}

function kinds({ calls }: BenchWorld): Map<string, number> {
  const counted = new Map<string, number>();
  for (const { host, method, kind } of calls) {
    if (host.startsWith('sync')) counted.set(`${method} ${kind}`, (counted.get(`${method} ${kind}`) ?? 0) + 1);
  }
  return counted;
}

/** Checks that updating everyone every minute would have had the same result. */
async function check({ twilio }: BenchWorld, should: Uint8Array): Promise<void> {
  const users = new Map(
    (await twilio.call<User[]>('/_local/users')).body.map((user) => [user.identity, user.is_available]),
  );
  const wrong = [...should].findIndex((bit, person) => users.get(`p${person}@example.com`) !== (bit === 1));
  if (wrong >= 0) throw new Error(`p${wrong} is not as the roster says`);
}

/** The calls of a month, reckoned. */
function month({ boundary, quiet }: Counted, kind: keyof TickCalls): number {
  const sum = (ticks: readonly TickCalls[]) => ticks.reduce((total, tick) => total + tick[kind], 0);
  const quietTicks = TICKS_A_MONTH - BOUNDARIES_A_MONTH * TICKS_A_BOUNDARY;
  return (sum(quiet) / quiet.length) * quietTicks + sum(boundary) * BOUNDARIES_A_MONTH;
}

function report(counted: Counted): void {
  const { people, records: known, boundary, quiet, kinds: typical, cold } = counted;
  const whole = (calls: number) => Math.round(calls).toLocaleString('en');
  const most = (kind: keyof TickCalls) => Math.max(...quiet.map((tick) => tick[kind]));
  const middle = (kind: keyof TickCalls) => median(quiet.map((tick) => tick[kind]));
  const [due, updates] = [month(counted, 'due'), month(counted, 'updates')];
  const kept = (is: boolean) => (is ? 'yes' : 'NO');
  const table = new Table({
    shouldDisableColors: true,
    title: `${people} people in three shifts and ${known} records: ${quiet.length} quiet ticks and a boundary`,
  });
  const sync = middle('sync');
  const isWanted = people === WANTED.people;
  table.addRow({ what: 'changes due', 'a month': whole(due) });
  table.addRow({ what: 'UpdateUser', 'a month': whole(updates), wanted: whole(due), kept: kept(updates === due) });
  const naive = people * TICKS_A_MONTH;
  table.addRow({
    what: 'setting everyone every minute',
    'a month': whole(naive),
    wanted: `${Math.round(naive / updates)} × ours`,
  });
  table.addRow({
    what: 'users fetched (everyone within the hour)',
    'a quiet tick': middle('looks'),
    'at most': most('looks'),
    'a month': whole(month(counted, 'looks')),
  });
  table.addRow({
    what: 'Sync, a process that made the tick before',
    'a quiet tick': sync,
    'at most': most('sync'),
    'a month': whole(month(counted, 'sync')),
    ...(isWanted && { wanted: `≤ ${WANTED.calls}`, kept: kept(sync <= WANTED.calls) }),
  });
  table.addRow({ what: 'Sync, a process that knows nothing', 'a quiet tick': median(cold) });
  table.printTable();
  const list = [...typical].map(([kind, times]) => `${times} × ${kind}`).join(', ');
  console.log(
    `A quiet tick calls Sync for: ${list}. The boundary: ${boundary.map((tick) => tick.sync).join(', ')} calls.`,
  );
}

if (require.main === module) {
  void run(process.argv.length > 2 ? process.argv.slice(2).map(Number) : SIZES);
}
