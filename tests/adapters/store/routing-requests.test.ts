import type { RoutingHold, RoutingRequest, Taken } from '../../../assets/application/ports';
import { rosterOf } from '../../support/roster';
import { storedItems, storeItem } from '../../support/stored';
import { withWorld } from '../../support/with-world';

// The requests in Sync: who holds one, how long, and what is kept of it.

const world = withWorld(rosterOf(['ana']));

const SID = `CH${'0'.repeat(31)}1`;
const MAP = 'rosterline-routing-1';
const CUSTOMER = '+15558675310';

const request = (): RoutingRequest => ({
  conversation: SID,
  number: '+15017122661',
  customer: CUSTOMER,
  at: world.clock.now,
});
const open = () => world.execution().routingRequests.open(request());
const waiting = () => world.execution().routingRequests.waiting();

function held(taken: Taken): RoutingHold {
  if (typeof taken === 'string') throw new Error(taken);
  return taken;
}

describe('A request', () => {
  test('is held by whoever opens it, and by nobody else until the hold ends', async () => {
    expect(held(await open()).isFirst).toBe(true);
    expect(await open()).toBe('held');
    world.clock.now += 14_000;
    expect(await open()).toBe('held');
    expect((await waiting()).requests).toEqual([]);
    world.clock.now += 1500;
    expect((await waiting()).requests).toMatchObject([{ conversation: SID, customer: CUSTOMER }]);
    expect(held(await open()).isFirst).toBe(false);
    expect(await open()).toBe('held');
  });

  test('is held by one of many who open it at once', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, open));
    expect(all.filter((taken) => taken === 'held')).toHaveLength(7);
    world.clock.now += 20_000;
    const again = await Promise.all(Array.from({ length: 8 }, open));
    expect(again.filter((taken) => taken === 'held')).toHaveLength(7);
  });

  test('is taken by one of two ticks', async () => {
    await held(await open()).release();
    const [known] = (await waiting()).requests;
    if (!known) throw new Error('nothing waits');
    const both = await Promise.all([1, 2].map(() => world.execution().routingRequests.take(known)));
    expect(both.filter((taken) => taken === 'held')).toHaveLength(1);
  });

  test('that is done is taken up by nobody, keeps no address, and is forgotten', async () => {
    await held(await open()).complete();
    expect(await open()).toBe('done');
    expect((await waiting()).requests).toEqual([]);
    expect(JSON.stringify(await storedItems(world, MAP))).not.toContain(CUSTOMER);
    world.passMinutes(11);
    expect(held(await open()).isFirst).toBe(true);
  });

  test('that is released waits until somebody takes it', async () => {
    await held(await open()).release();
    expect((await waiting()).requests).toHaveLength(1);
    world.passMinutes(29 * 24 * 60);
    expect((await waiting()).requests).toHaveLength(1);
    expect(held(await open()).isFirst).toBe(false);
  });

  test('whose creation was answered by nothing is held by who created it', async () => {
    await held(await open()).complete();
    world.passMinutes(11);
    await world.fault({
      host: 'sync.twilio.com',
      method: 'POST',
      path: '/v1/Services/default/Maps/*',
      reset: true,
      after: true,
      times: 1,
    });
    expect(held(await open()).isFirst).toBe(true);
  });

  test('that a clock which is wrong holds for an hour is not believed to be held', async () => {
    const data = { v: 1, number: '', at: 0, held: { by: 'x', until: world.clock.now + 3_600_000 } };
    await storeItem(world, MAP, SID, data);
    expect(held(await open()).isFirst).toBe(false);
  });

  test('that cannot be read is named, and can be opened anew', async () => {
    await storeItem(world, MAP, SID, { v: 2 });
    expect(await waiting()).toMatchObject({ requests: [], unreadable: [SID] });
    expect(held(await open()).isFirst).toBe(false);
  });

  test('cannot be opened without Sync', async () => {
    await world.fault({ host: 'sync.twilio.com', status: 503 });
    await expect(open()).rejects.toThrow('Sync cannot be reached');
    await expect(waiting()).rejects.toThrow('Sync cannot be reached');
  });
});
