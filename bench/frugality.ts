/**
 * The calls of a day for 1,000 people in three shifts, a tick each minute, on a virtual clock: how many are changes that were
 * due, and how many would be made by setting everyone every minute. `npx tsx bench/frugality.ts`
 */
import { cpus } from 'node:os';
import { Table } from 'console-table-printer';
import { shiftsTick } from '../assets/api/shifts-tick.private';
import type { Roster } from '../assets/domain/roster/roster';
import { createResolver } from '../assets/domain/schedule/resolver';
import type { User } from '../emulator/users';
import { median } from './resolver/spawn';
import { type BenchWorld, SECRETS, startBenchWorld } from './world';

const PEOPLE = 1000;
const MINUTES = 1440;
const MINUTE_MS = 60_000;
const WANTED_SYNC = 14;
/** A Wednesday, 00:00 UTC: the night shift of the day before is on duty. */
const START = Date.UTC(2026, 10, 18);

/** Thirds of the people, each on for eight hours a day: 06–14, 14–22, 22–06. */
function roster(): Roster {
  const identities = Array.from({ length: PEOPLE }, (_, index) => `p${index}`);
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

async function wholeTick(world: BenchWorld): Promise<void> {
  const headers = { authorization: `Bearer ${SECRETS.TICK_SECRET}` };
  const ports = world.execution();
  const { status } = await shiftsTick({ headers, payload: {} }, ports);
  await ports.audit.flush();
  if (status !== 200) throw new Error(`a tick was answered ${status}`);
}

export async function run(): Promise<void> {
  const everyone = roster();
  const world = await startBenchWorld(everyone, START);
  try {
    await world.seed();
    await wholeTick(world); // fetches who is available, and creates the duty table
    const resolver = createResolver(everyone);
    let before = resolver.available(world.clock.now);
    let due = 0;
    let updates = 0;
    let looks = 0;
    const quiet: { sync: number; kinds: Map<string, number> }[] = [];
    for (let minute = 0; minute < MINUTES; minute++) {
      world.clock.now += MINUTE_MS;
      const should = resolver.available(world.clock.now);
      const changed = should.filter((bit, person) => bit !== before[person]).length;
      before = should;
      due += changed;
      world.calls.length = 0;
      await wholeTick(world);
      updates += count(world, 'frontline', 'POST');
      looks += count(world, 'frontline', 'GET');
      if (changed === 0) quiet.push({ sync: count(world, 'sync'), kinds: kinds(world) });
    }
    await check(world, before);
    report({ due, updates, looks, quiet });
    if (world.logged.length > 0) throw new Error(`${world.logged.length} warnings, the first: ${world.logged[0]}`);
  } finally {
    await world.end();
  }
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

function report(day: {
  due: number;
  updates: number;
  looks: number;
  quiet: { sync: number; kinds: Map<string, number> }[];
}): void {
  const { due, updates, looks, quiet } = day;
  const naive = PEOPLE * MINUTES;
  const sync = quiet.map((one) => one.sync);
  const most = Math.max(...sync);
  const table = new Table({
    shouldDisableColors: true,
    title: `A day of ${PEOPLE} people in three shifts, ticks each minute`,
  });
  table.addRow({ what: 'changes due', measured: due });
  table.addRow({ what: 'UpdateUser calls', measured: updates, wanted: due, kept: updates === due ? 'yes' : 'NO' });
  table.addRow({
    what: 'setting everyone every minute',
    measured: naive,
    wanted: `${Math.round(naive / updates)} × ours`,
  });
  table.addRow({ what: 'looks at users (everyone within the hour)', measured: looks });
  table.addRow({
    what: `Sync calls of a quiet tick, most of ${quiet.length}`,
    measured: most,
    wanted: `≤ ${WANTED_SYNC}`,
    kept: most <= WANTED_SYNC ? 'yes' : 'NO',
  });
  table.addRow({ what: 'Sync calls of a quiet tick, median', measured: median(sync) });
  table.printTable();
  const typical = quiet.find((one) => one.sync === median(sync));
  const list = [...(typical?.kinds ?? [])].map(([kind, times]) => `${times} × ${kind}`).join(', ');
  console.log(`A quiet tick calls Sync for: ${list}.`);
  console.log(
    `Counts do not depend on the machine; ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}.`,
  );
}

if (require.main === module) void run();
