/** Two hundred customers who write at the same moment, on the real SDK against the local Twilio with Sync's limits, in injected time. */
import { deliver } from '../../support/deliveries';
import { identityOf } from '../../support/roster';
import { postTick } from '../../support/ticks';
import type { World } from '../../support/world';
import { newConversation, workers } from './callbacks';
import { NUMBER } from './memory';

export const TEAM = Array.from({ length: 10 }, (_, index) => `p${index}`);
const OFF = ['p8', 'p9'];
const LEFT = ['p2', 'p5'];
export const ON_DUTY = TEAM.filter((key) => !OFF.includes(key) && !LEFT.includes(key));

export const ROSTER_OF_TEN = `version: 1
zone: UTC
people:
${TEAM.map((key) => `  ${key}: { identity: ${identityOf(key)} }`).join('\n')}
teams: { sales: [${TEAM.join(', ')}] }
shifts:
  - { id: day, days: [mon], from: "08:00", to: "16:00", who: [${TEAM.filter((key) => !OFF.includes(key)).join(', ')}] }
routing:
  - { number: "${NUMBER}", team: sales, sticky: true, otherwise: wait }
`;

export const CUSTOMERS = 200;
/** Every answer of Twilio's takes so long, ms. */
export const LATENCY_MS = 50;

/** What became of them. */
export interface Outcome {
  /** How long each callback took, ms on the world's clock. */
  readonly took: readonly number[];
  /** How many conversations each person of the team has. */
  readonly shares: ReadonlyMap<string, number>;
  /** Conversations with somebody who has left or is off duty. */
  readonly wrong: number;
  /** Conversations that have not exactly one worker. */
  readonly notOne: number;
}

/**
 * Two of ten leave after the tick, two are off duty; then everybody's callback comes at once, each in a process of its own that knows
 * nothing.
 * @param route what a callback does.
 */
export async function manyCustomers(
  world: World,
  route: (conversation: string, address: string) => Promise<unknown>,
): Promise<Outcome> {
  await postTick(world);
  for (const key of LEFT)
    await deliver(world, { type: 'staff.offboarded', id: key, data: { identity: identityOf(key) } });
  const addressOf = (customer: number) => `+1555867${String(customer).padStart(4, '0')}`;
  const sids: string[] = [];
  for (let customer = 0; customer < CUSTOMERS; customer++) {
    sids.push(await newConversation(world, customer, addressOf(customer)));
  }
  world.passMinutes();
  await world.fault({ delayMs: LATENCY_MS });
  const began = world.clock.now;
  const took = await Promise.all(
    sids.map(async (sid, customer) => {
      world.restart();
      await route(sid, addressOf(customer));
      return world.clock.now - began;
    }),
  );
  await world.mend();
  const all = [...(await workers(world)).values()];
  const shares = new Map(ON_DUTY.map((key) => [key, 0]));
  for (const key of all.flat()) shares.set(key, (shares.get(key) ?? 0) + 1);
  return {
    took,
    shares,
    wrong: all.filter((some) => some.some((key) => !ON_DUTY.includes(key))).length,
    notOne: all.filter((some) => some.length !== 1).length,
  };
}

/** By how much shares differ at most. */
export function spreadOf(shares: Iterable<number>): number {
  const all = [...shares];
  return Math.max(...all) - Math.min(...all);
}

export function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
