import { tick } from '../../../assets/application/tick/tick';
import { emptyRecord } from '../../../assets/domain/person/record';
import type { JournalEntry } from '../../../emulator/journal';
import { deliver } from '../../support/deliveries';
import { operate } from '../../support/operators';
import { rosterOf } from '../../support/roster';
import { storeDocument, storeItem, storeRecord } from '../../support/stored';
import { postTick } from '../../support/ticks';
import { fromNoon, withWorld } from '../../support/with-world';

// A tick with nothing to change takes no lease, and does not read what it knows.

const KEYS = ['ada', 'ben', 'cy', 'dee', 'eli'];
const [ADA, BEN] = ['ada@example.com', 'ben@example.com'];
const ROSTER = rosterOf(KEYS);
const FRONTLINE = 'frontline-api.twilio.com';
const HEARTBEAT = 'rosterline-heartbeat';

const world = withWorld(ROSTER);

const run = (minutes = 1) => {
  world.passMinutes(minutes);
  return tick(world.execution());
};
const runs = async (count: number) => {
  for (let ticks = 0; ticks < count; ticks++) await run();
};
/** What comes to Twilio meanwhile. */
async function callsOf(act: () => Promise<unknown>): Promise<JournalEntry[]> {
  const all = async () => (await world.twilio.call<JournalEntry[]>('/_local/journal')).body;
  const before = (await all()).length;
  await act();
  return (await all()).slice(before);
}
const shortened = ({ method, path }: JournalEntry) =>
  `${method} ${path.replace('/v1/Services/default/', '').replace(/\/Items.*/, '')}`;
const syncCalls = async (act: () => Promise<unknown>) =>
  (await callsOf(act)).filter(({ host }) => host === 'sync.twilio.com').map(shortened);
const hasLease = ({ form }: JournalEntry) => String(form.Data).includes('"lease"');
const isWrite = ({ method }: JournalEntry) => method !== 'GET';
const tableReads = async (act: () => Promise<unknown>) =>
  (await syncCalls(act)).filter((call) => call.startsWith('GET Documents/rosterline-duty')).length;

const MAPS = [0, 1, 2, 3].map((shard) => `GET Maps/rosterline-people-${shard}`);
const HEAD = 'GET Documents/rosterline-roster';

/** Another process writes the heartbeat. */
async function writeHeartbeat(more: object): Promise<void> {
  const { beat } = await world.execution().heartbeat.read();
  await storeDocument(world, HEARTBEAT, { ...beat, settled: beat.fullyAppliedAt, ...more });
}

describe('A quiet tick', () => {
  test('makes seven calls to Sync in a process that knows nothing, and six in one that made the tick before', async () => {
    for (const map of [0, 1, 2, 3]) await storeItem(world, `rosterline-people-${map}`, `${map}`, emptyRecord('x'));
    for (const map of [0, 1, 2, 3]) await world.execution().records.remove(`${map}`);
    await runs(4);
    world.passMinutes();
    world.restart();
    const cold = await syncCalls(() => postTick(world));
    expect(cold.sort()).toEqual([`GET Documents/${HEARTBEAT}`, HEAD, ...MAPS, `POST Documents/${HEARTBEAT}`].sort());
    world.passMinutes();
    const warm = await syncCalls(() => postTick(world));
    expect(warm.sort()).toEqual([HEAD, ...MAPS, `POST Documents/${HEARTBEAT}`].sort());
  });

  test('of a process that remembers a heartbeat of before begins anew on the one that is there, and keeps what that says', async () => {
    await runs(4);
    await writeHeartbeat({ erasing: world.clock.now });
    const looks = async () => (await syncCalls(run)).filter((call) => call === 'GET Maps/rosterline-erasures').length;
    expect(await looks()).toBe(1);
    const { beat } = await world.execution().heartbeat.read();
    expect(beat.last).toMatchObject({ at: world.clock.now });
    expect(beat).not.toHaveProperty('lease');
    expect(await looks()).toBe(0);
  });

  test('ends at once where another has the lease when it is to write, and leaves that as it is', async () => {
    await runs(4);
    world.passMinutes();
    const lease = { by: 'another', until: world.clock.now + 12_000 };
    await writeHeartbeat({ lease });
    const { beat } = await world.execution().heartbeat.read();
    expect(await tick(world.execution())).toBeUndefined();
    expect((await world.execution().heartbeat.read()).beat).toEqual(beat);
  });
});

describe('The lease is taken before anything else is written', () => {
  const left = (identity: string, data: object = {}) =>
    deliver(world, { type: 'staff.offboarded', id: `left-${identity}`, data: { identity, ...data } });

  test.each<[string, () => Promise<unknown>]>([
    ['by a tick that switches people', async () => world.deploy(rosterOf(KEYS, { onDuty: ['ada', 'ben', 'cy'] }))],
    ['by a tick at which an announced leaving is due', async () => left(ADA, { effectiveAt: fromNoon(5) })],
    [
      'by a tick that finds a leaver let in by hand',
      async () => {
        await left(ADA);
        await runs(4);
        await world.put(ADA, { state: 'active', is_available: true });
      },
    ],
    [
      'by a tick that finds a leaver who had no user before',
      async () => {
        await left('late@example.com');
        await runs(2);
        await world.put('late@example.com', { is_available: true });
      },
    ],
    ['by a tick that compares what is filed of leavers', () => left(ADA, { effectiveAt: fromNoon(24 * 60) })],
    ['by a tick that meets somebody taken off the roster', async () => world.deploy(rosterOf(KEYS.slice(1)))],
    [
      'by a tick that refiles a record of another RECORD_KEY',
      async () => {
        await left(ADA);
        world.configure({ RECORD_KEY: 'another-record-key-of-the-tests' });
      },
    ],
  ])('%s', async (_, set) => {
    await runs(4);
    await set();
    let writes: JournalEntry[] = [];
    // The check of all users may come to somebody some ticks later.
    for (let ticks = 0; ticks < 4 && !writes.some(hasLease); ticks++) {
      writes = (await callsOf(run)).filter(isWrite);
      if (!writes.some(hasLease)) expect(writes.map(shortened)).toEqual([`POST Documents/${HEARTBEAT}`]);
    }
    expect(writes[0] && hasLease(writes[0])).toBe(true);
  });

  test('so that of two ticks at a boundary one does everything, once', async () => {
    await runs(4);
    world.clock.now = Date.parse(fromNoon(4 * 60));
    const posts = (await callsOf(() => Promise.all([tick(world.execution()), tick(world.execution())]))).filter(
      ({ host, method }) => host === FRONTLINE && method === 'POST',
    );
    expect(posts).toHaveLength(KEYS.length);
    expect(await Promise.all(KEYS.map((key) => world.isAvailable(`${key}@example.com`)))).not.toContain(true);
  });
});

describe('The duty table', () => {
  test('is noted only if it is the one that is stored, however long a read answers what was there before', async () => {
    const stale = {
      host: 'sync.twilio.com',
      method: 'GET',
      path: '/v1/Services/default/Documents/rosterline-duty-0',
      stale: true,
    };
    await runs(4);
    world.deploy(rosterOf(KEYS, { onDuty: ['ada', 'ben', 'cy'] }));
    await run();
    expect(await world.isAvailable('dee@example.com')).toBe(false);
    // What is read now is right for this roster, and was so before.
    world.deploy(ROSTER);
    await world.fault(stale);
    await runs(6);
    await world.mend();
    await run();
    expect(await world.isAvailable('dee@example.com')).toBe(true);
  });

  test('is read twice, and then no more until somebody is switched', async () => {
    await run();
    expect([await tableReads(run), await tableReads(run), await tableReads(() => runs(5))]).toEqual([1, 1, 0]);
    world.deploy(rosterOf(KEYS, { onDuty: ['ada', 'ben', 'cy'] }));
    expect(await tableReads(run)).toBe(1);
    expect(await world.isAvailable('dee@example.com')).toBe(false);
    expect([await tableReads(run), await tableReads(run), await tableReads(run)]).toEqual([1, 1, 0]);
  });

  test('is read again once an hour', async () => {
    await runs(4);
    expect(await tableReads(() => runs(120))).toBe(2);
  });

  test('is read where somebody has no user, too, until it is known who', async () => {
    world.deploy(rosterOf([...KEYS, 'new']));
    await runs(4);
    expect(await tableReads(() => runs(4))).toBe(0);
    await world.put('new@example.com', {});
    await runs(4);
    expect(await world.isAvailable('new@example.com')).toBe(true);
  });

  test('is read by each tick while a record cannot be read', async () => {
    await runs(4);
    await storeRecord(world, BEN, { v: 9 });
    expect([await tableReads(run), await tableReads(run), await tableReads(run)]).toEqual([1, 1, 1]);
  });
});

describe('Nobody is taken for as the duty table said before', () => {
  /** Ada is on duty for half an hour. */
  const HALF_AN_HOUR = rosterOf(KEYS, {
    onDuty: ['ben'],
    more: '  - { id: half, days: [mon], from: "12:10", to: "12:40", who: [ada] }\n',
  });
  const at = (minutes: number) => {
    world.clock.now = Date.parse(fromNoon(minutes));
  };
  beforeEach(async () => {
    world.deploy(HALF_AN_HOUR);
    await runs(5);
  });

  test('after a tick that was killed between its writes of the table and of the heartbeat', async () => {
    at(10);
    const isTableWritten = (calls: readonly JournalEntry[]) =>
      calls.some((call) => isWrite(call) && call.path.includes('rosterline-duty'));
    for (let call = 1; !isTableWritten(await callsOf(() => killed(call))); call++) {
      // A lease that was left expires.
      world.clock.now += 15_000;
      if (call > 60) throw new Error('nobody was switched');
    }
    expect(await world.isAvailable(ADA)).toBe(true);
    at(40);
    await tick(world.execution());
    expect(await world.isAvailable(ADA)).toBe(false);
  });

  /** A tick of another process, which is killed after so many calls. */
  async function killed(call: number): Promise<void> {
    world.restart();
    await new Promise<void>((end) => {
      void tick(world.execution({ at: call, when: 'after', onDeath: end })).finally(end);
    });
  }

  test('when a read answers what was there before the last write', async () => {
    at(10);
    await tick(world.execution());
    expect(await world.isAvailable(ADA)).toBe(true);
    at(40);
    await world.fault({
      host: 'sync.twilio.com',
      method: 'GET',
      path: '/v1/Services/default/Documents/rosterline-duty-0',
      stale: true,
    });
    await tick(world.execution());
    await world.mend();
    await run();
    expect(await world.isAvailable(ADA)).toBe(false);
  });

  test('when a reconciliation has written it between two ticks', async () => {
    at(10);
    expect((await operate(world, 'reconcile', { apply: true })).outcomes).toEqual(['applied']);
    expect(await world.isAvailable(ADA)).toBe(true);
    at(40);
    await tick(world.execution());
    expect(await world.isAvailable(ADA)).toBe(false);
  });
});
