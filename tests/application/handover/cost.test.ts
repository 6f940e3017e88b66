import { deliver } from '../../support/deliveries';
import { identityOf, rosterOf } from '../../support/roster';
import { runTick } from '../../support/ticks';
import { withWorld } from '../../support/with-world';

// On the real SDK and the local Twilio, on a clock that moves by what calls take: 120 ms each.

const PEOPLE = ['ana', 'ben', 'cy', 'dan'];
const CALL_MS = 120;
const MANY = 1000;

const roster = (policy: string) =>
  rosterOf(PEOPLE, { days: 'mon', to: '20:00', more: `teams: { sales: [ana, cy, dan] }\n${policy}` });

const world = withWorld(roster('handover: { left: sales }'));

const sidOf = (number: number) => `CH${number.toString(16).padStart(32, '0')}`;

interface Seen {
  readonly sid: string;
  readonly state: string;
  readonly participants: readonly { readonly identity: string | null }[];
}

async function conversations(): Promise<Seen[]> {
  return (await world.twilio.call<Seen[]>('/_local/conversations')).body;
}

async function give(key: string, count: number): Promise<void> {
  for (let number = 0; number < count; number++) {
    const participants = [{ identity: identityOf(key) }, { address: `+1555${100000 + number}`, proxy: '+15017122661' }];
    const json = { participants };
    const { status } = await world.twilio.call(`/_local/conversations/${sidOf(number)}`, { method: 'PUT', json });
    if (status >= 300) throw new Error(`${status}`);
  }
}

async function workersOf(key: string): Promise<number> {
  const all = await conversations();
  return all.filter(({ participants }) => participants.some(({ identity }) => identity === identityOf(key))).length;
}

const benLeaves = () => deliver(world, { type: 'staff.offboarded', id: 'l', data: { identity: identityOf('ben') } });

test('1,000 conversations of a leaver are handed over by four ticks, at 120 ms a call', async () => {
  await runTick(world);
  await give('ben', MANY);
  await benLeaves();
  await world.fault(
    { host: 'frontline-api.twilio.com', delayMs: CALL_MS },
    { host: 'conversations.twilio.com', delayMs: CALL_MS },
    { host: 'sync.twilio.com', delayMs: CALL_MS },
  );
  let ticks = 0;
  const took: number[] = [];
  for (let step: string | undefined; step !== 'done' && ticks < 8; ticks++) {
    world.passMinutes();
    const began = world.clock.now;
    await runTick(world);
    took.push(world.clock.now - began);
    step = (await world.execution().records.read(identityOf('ben'))).record?.handover?.step;
  }
  console.log(`${MANY} conversations: ${ticks} ticks of ${took.join(', ')} ms`);
  expect(ticks).toBeLessThanOrEqual(4);
  expect(Math.max(...took)).toBeLessThan(8500);
  expect(await workersOf('ben')).toBe(0);
  const shares = await Promise.all(['ana', 'cy', 'dan'].map(workersOf));
  expect(shares.reduce((sum, share) => sum + share)).toBe(MANY);
  expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(3);
});

/** When Ben was locked out, ms after his offboarding came due; a tick has it to do, beside other hand-overs. */
async function lockoutAfter(policy: string): Promise<number> {
  world.deploy(roster(policy));
  await runTick(world);
  await give('cy', 60);
  await deliver(world, { type: 'staff.offboarded', id: 'c', data: { identity: identityOf('cy') } });
  const effectiveAt = new Date(world.clock.now + 60_000).toISOString();
  await deliver(world, { type: 'staff.offboarded', id: 'l', data: { identity: identityOf('ben'), effectiveAt } });
  await world.fault(
    { host: 'frontline-api.twilio.com', delayMs: CALL_MS },
    { host: 'conversations.twilio.com', delayMs: CALL_MS },
    { host: 'sync.twilio.com', delayMs: CALL_MS },
  );
  world.passMinutes();
  const began = world.clock.now;
  await runTick(world);
  const updates = await world.calls('frontline', 'POST');
  const lockout = updates.findLast(({ form }) => form?.State === 'deactivated');
  return Date.parse(String(lockout?.at)) - began;
}

test('a lock-out is made as early with a hand-over to do as without', async () => {
  const without = await lockoutAfter('');
  await world.reset('2026-11-02T12:00:00Z');
  await world.seed();
  const beside = await lockoutAfter('handover: { left: sales }');
  console.log(`locked out ${without} ms after a tick began, ${beside} ms with a hand-over`);
  expect(without).toBeGreaterThan(0);
  expect(beside).toBeLessThanOrEqual(without);
});
