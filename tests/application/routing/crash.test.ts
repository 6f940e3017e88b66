import { rosterOf } from '../../support/roster';
import { postTick } from '../../support/ticks';
import { MONDAY_NOON, withWorld } from '../../support/with-world';
import { callBack, newConversation, workers } from './callbacks';
import { NUMBER } from './memory';

// A callback that the platform kills before or after each of its calls, on the real SDK against the local Twilio.

const KEYS = ['ana', 'ben', 'cy'];
const world = withWorld(
  rosterOf(KEYS, {
    more: `teams: { sales: [ana, ben, cy] }
routing: [ { number: "${NUMBER}", team: sales, sticky: true, otherwise: wait } ]`,
  }),
);

// Whoever was killed is waited for to the end.
afterEach(() => world.reset(MONDAY_NOON));

/** Ends as soon as the execution has died, or answered. */
async function killedAt(at: number, when: 'before' | 'after', sid: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const ports = world.execution({ at, when, onDeath: resolve });
    void callBack(world, sid, {}, ports).then(() => resolve());
  });
}

describe.each(['before', 'after'] as const)('A callback that is killed %s one of its calls', (when) => {
  test('leaves its conversation to the next tick, which gives it one worker, and a repeated callback adds nobody', async () => {
    await postTick(world);
    const outcomes: string[] = [];
    for (let at = 1; at <= 13; at++) {
      const sid = await newConversation(world, at, `+1555867531${at}`);
      world.restart();
      await killedAt(at, when, sid);
      const afterwards = (await workers(world)).get(sid) ?? [];
      expect(afterwards.length).toBeLessThanOrEqual(1);
      world.passMinutes();
      await postTick(world);
      const taken = (await workers(world)).get(sid) ?? [];
      outcomes.push(`${afterwards.length}${taken.length}`);
      await callBack(world, sid);
      expect((await workers(world)).get(sid)).toHaveLength(1);
    }
    // The request is the first call: killed before that, nothing is known of the conversation until the callback is repeated.
    expect(outcomes.map((outcome) => outcome === '00')).toEqual(
      outcomes.map((_, index) => when === 'before' && index === 0),
    );
    expect(outcomes).toEqual(expect.arrayContaining(['01', '11']));
    expect(outcomes.at(-1)).toBe('11');
  });
});
