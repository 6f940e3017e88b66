import { seededRandom } from '../../../emulator/random';
import { deliver } from '../../support/deliveries';
import { identityOf, rosterOf } from '../../support/roster';
import { postTick } from '../../support/ticks';
import { withWorld } from '../../support/with-world';
import { callBack, newConversation, workers } from './callbacks';
import { NUMBER } from './memory';

// Refusals, lost answers, broken connections and reads that lag, in any mixture, on the real SDK against the local Twilio.

const KEYS = ['ana', 'ben', 'cy', 'dee', 'off', 'left'];
const ON_DUTY = KEYS.slice(0, 4);
const world = withWorld(
  rosterOf(KEYS, {
    onDuty: [...ON_DUTY, 'left'],
    more: `teams: { sales: [${KEYS.join(', ')}] }
routing: [ { number: "${NUMBER}", team: sales, sticky: true, otherwise: wait } ]`,
  }),
);

const FAULTS = [
  { status: 429, retryAfter: 1, probability: 0.15 },
  { status: 503, probability: 0.15 },
  { status: 500, after: true, probability: 0.15 },
  { reset: true, after: true, probability: 0.1 },
  { reset: true, probability: 0.1 },
  { host: 'sync.twilio.com', stale: true, probability: 0.3 },
  { host: 'conversations.twilio.com', method: 'POST', status: 500, after: true, probability: 0.4 },
  { host: 'frontline-api.twilio.com', status: 503, probability: 0.5 },
  { delayMs: 1200, probability: 0.2 },
];

test.each([1, 2, 3, 4])(
  'Whatever Twilio does (seed %s), nobody wrong gets a conversation, none has two workers, and all have one in the end',
  async (seed) => {
    const random = seededRandom(seed);
    await postTick(world);
    await deliver(world, { type: 'staff.offboarded', id: 'left', data: { identity: identityOf('left') } });
    const sids: string[] = [];
    for (let customer = 1; customer <= 15; customer++)
      sids.push(await newConversation(world, customer, `+155586753${10 + customer}`));
    const outcomes = new Set<number>();
    for (let round = 0; round < 3; round++) {
      await world.mend();
      await world.fault(...FAULTS.filter(() => random() < 0.4));
      const twice = sids.flatMap((sid) => (random() < 0.5 ? [sid, sid] : [sid]));
      if (random() < 0.5) world.restart();
      const answers = await Promise.all(twice.map((sid) => callBack(world, sid)));
      for (const { status } of answers) outcomes.add(status);
      for (const some of (await workers(world)).values()) expect(some.length).toBeLessThanOrEqual(1);
      world.passMinutes();
      await postTick(world);
    }
    await world.mend();
    for (let ticks = 0; ticks < 2; ticks++) {
      world.passMinutes();
      await postTick(world);
    }
    for (const sid of sids) await callBack(world, sid);
    const all = [...(await workers(world)).values()];
    expect(all.filter((some) => some.length !== 1)).toEqual([]);
    expect(ON_DUTY).toEqual(expect.arrayContaining([...new Set(all.flat())]));
    expect([...outcomes].every((status) => status === 200 || status === 503)).toBe(true);
  },
);
