import { startWorld, type World } from './world';

interface Options {
  /** The environment's variables; by default {@link SECRETS}. */
  readonly env?: Record<string, string>;
  /** Every test begins at this time; by default {@link MONDAY_NOON}. */
  readonly start?: string;
}

export const MONDAY_NOON = '2026-11-02T12:00:00Z';

/** One world for all tests of a file; before each, this roster is deployed, and its users are as new. */
export function withWorld(
  roster: string,
  started: (world: World) => void,
  { env, start = MONDAY_NOON }: Options = {},
): void {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(roster, env);
    started(world);
  });
  afterAll(() => world.end());
  beforeEach(async () => {
    world.deploy(roster);
    await world.reset(start);
    await world.seed();
  });
}
