import { startedBefore } from './started';
import { SECRETS, startWorld, type World } from './world';

interface Options {
  /** Variables of the environment, beside {@link SECRETS}. */
  readonly env?: Record<string, string>;
  /** Every test begins at this time; by default {@link MONDAY_NOON}. */
  readonly start?: string;
  /** Whose users there are before each test; by default everybody's of the roster. */
  readonly users?: readonly string[];
}

export const MONDAY_NOON = '2026-11-02T12:00:00Z';

/** So many minutes after {@link MONDAY_NOON}, or before it. */
export function fromNoon(minutes: number): string {
  return new Date(Date.parse(MONDAY_NOON) + minutes * 60_000).toISOString();
}

/** Variables of a deployment that sends its alerts as text messages. */
export const ALERTS = { ALERT_SMS_FROM: '+14155550100', ALERT_SMS_TO: '+14155550101' };

/** One world for all tests of a file; before each, this roster and environment are deployed, and its users are as new. */
export function withWorld(roster: string, { env, start = MONDAY_NOON, users }: Options = {}): World {
  const world = startedBefore(() => startWorld(roster, { ...SECRETS, ...env }));
  afterAll(() => world.end());
  beforeEach(async () => {
    world.configure({});
    world.deploy(roster);
    await world.reset(start);
    if (!users) await world.seed();
    for (const identity of users ?? []) await world.put(identity, {});
  });
  return world;
}
