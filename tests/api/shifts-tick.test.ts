import { callBack, newConversation, workers } from '../application/routing/callbacks';
import { NUMBER } from '../application/routing/memory';
import { postTick } from '../support/ticks';
import { withWorld } from '../support/with-world';

// What `POST /shifts/tick` does for new conversations that wait, on the real SDK against the local Twilio.

const WITHOUT = `version: 1
zone: UTC
people:
  ana: { identity: ana@example.com }
  cy: { identity: cy@example.com }
teams: { sales: [ana], night: [cy] }
shifts:
  - { id: day, days: [mon], from: "08:00", to: "16:00", who: [ana] }
  - { id: night, days: [mon], from: "20:00", to: "23:00", who: [cy] }
`;
const routing = (team: string) => `${WITHOUT}routing: [ { number: "${NUMBER}", team: ${team}, otherwise: wait } ]\n`;
const world = withWorld(routing('night'));

describe('What waits when the roster loses its `routing`', () => {
  test('is alerted when it has waited for an hour, and taken up once there is a rule again', async () => {
    await postTick(world);
    const [first, second] = [await newConversation(world, 1), await newConversation(world, 2, '+15558675399')];
    for (const sid of [first, second]) expect(await callBack(world, sid)).toMatchObject({ outcome: 'waits' });
    world.deploy(WITHOUT);
    world.passMinutes(30);
    await postTick(world);
    expect(world.logged.join()).not.toContain('routing-waits-long');
    world.passMinutes(31);
    await postTick(world);
    expect(world.logged.join()).toContain('"alert":"routing-waits-long"');
    world.deploy(routing('sales'));
    world.passMinutes();
    await postTick(world);
    expect((await workers(world)).get(first)).toHaveLength(1);
    expect((await workers(world)).get(second)).toHaveLength(1);
  });

  test('is looked for by four calls a tick, and by none after 30 days', async () => {
    await postTick(world);
    world.deploy(WITHOUT);
    const lookedFor = async (minutes: number) => {
      world.passMinutes(minutes);
      const before = (await world.calls('sync')).length;
      await postTick(world);
      return (await world.calls('sync')).slice(before).filter(({ path }) => path.includes('routing')).length;
    };
    expect(await lookedFor(1)).toBe(4);
    expect(await lookedFor(29 * 24 * 60)).toBe(4);
    expect(await lookedFor(24 * 60)).toBe(0);
  });
});

describe('A quiet tick', () => {
  const callsOf = async (roster: string) => {
    world.deploy(roster);
    // What it changes is done by the first; the two after it read the duty table.
    for (let count = 0; count < 3; count++) {
      await postTick(world);
      world.passMinutes();
    }
    const before = (await world.calls('sync')).length;
    await postTick(world);
    return (await world.calls('sync')).slice(before).map(({ path }) => path);
  };

  test('asks for waiting conversations by four calls, and by none where the roster has no routing', async () => {
    const without = await callsOf(WITHOUT);
    const withRouting = await callsOf(routing('night'));
    expect(without.filter((path) => path.includes('routing'))).toEqual([]);
    expect(withRouting.filter((path) => path.includes('routing'))).toHaveLength(4);
    expect(withRouting).toHaveLength(without.length + 4);
  });
});
