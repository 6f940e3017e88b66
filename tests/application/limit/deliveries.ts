import { deliver, deliverOkta, type Received } from '../../support/deliveries';
import { rosterOf } from '../../support/roster';
import type { World } from '../../support/world';

/** A roster of so many people p0, p1 and so on, none of whom has a shift. */
export function crowdOf(people: number): string {
  return rosterOf(
    numbers(people).map((person) => `p${person}`),
    { onDuty: [] },
  );
}

export function identityOf(person: number): string {
  return `p${person}@example.com`;
}

/** Numbers from 0. */
export function numbers(count: number): number[] {
  return [...Array(count).keys()];
}

/** Delivers that so many people have left, in one delivery as Okta sends them. */
export async function leaveInOneDelivery(
  world: World,
  people: readonly number[],
  published = new Date(world.clock.now).toISOString(),
): Promise<Received> {
  const events = people.map((person) => ({
    uuid: `left-${person}`,
    eventType: 'user.lifecycle.deactivate',
    published,
    outcome: { result: 'SUCCESS' },
    target: [{ id: `00u${person}`, type: 'User', alternateId: identityOf(person) }],
  }));
  return deliverOkta(world, events);
}

/** Delivers that one person has left, now or as of `timestamp` (RFC 3339). */
export async function leave(world: World, person: number, timestamp?: string): Promise<Received> {
  return deliver(world, {
    type: 'staff.offboarded',
    id: `left-${person}`,
    data: { identity: identityOf(person) },
    ...(timestamp !== undefined && { timestamp }),
  });
}

/** People whom Frontline has as deactivated. */
export async function lockedOut(world: World): Promise<number> {
  const { body } = await world.twilio.call<{ state: string }[]>('/_local/users');
  return body.filter(({ state }) => state === 'deactivated').length;
}

/** People whose offboarding the records hold because of the limit. */
export async function held(world: World): Promise<number> {
  const { records } = await world.execution().records.all();
  return records.filter((record) => record.held.some(({ reason }) => reason === 'limit')).length;
}
