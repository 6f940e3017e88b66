import { tick } from '../../assets/application/tick/tick';
import { withWorld } from '../support/with-world';
import type { World } from '../support/world';

export const ANA = '+34600000000';
export const BEN = '+12025550101';

const ROSTER = `
version: 1
zone: America/New_York
people:
  ana: { identity: ana@example.com, zone: Europe/Madrid, phone: "${ANA}" }
  ben: { identity: ben@example.com, phone: "${BEN}" }
shifts:
  - { id: early, days: [mon, tue, wed, thu, fri], from: "07:00", to: "15:00", who: [ana] }
  - { id: long & late, days: [mon], from: "06:00", to: "18:00", who: [ben] }
`;

interface Phones {
  readonly world: World;
  /** So many ms pass, and then there is a tick. */
  later(ms: number): Promise<void>;
  isAvailable(key: string): Promise<boolean>;
}

/** A world of two people with phones. Each test begins at 13:00 in Madrid and 07:00 in New York, and both are on shift. */
export function withPhones(): Phones {
  const world = withWorld(ROSTER);
  beforeEach(() => tick(world.execution()));
  return {
    world,
    async later(ms) {
      world.clock.now += ms;
      await tick(world.execution());
    },
    isAvailable: (key) => world.isAvailable(`${key}@example.com`),
  };
}
