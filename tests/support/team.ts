import { type TickReport, tick } from '../../assets/application/tick/tick';
import { deliver } from './deliveries';
import { withWorld } from './with-world';
import type { World } from './world';

export { MONDAY_NOON } from './with-world';

export const people = Array.from({ length: 12 }, (_, n) => `p${n}`);

/** Twelve people who share a day shift, and one who is protected. The limit is five lock-outs an hour. */
export const ROSTER = `
version: 1
zone: UTC
people:
${people.map((key) => `  ${key}: { identity: ${key}@example.com }`).join('\n')}
  root: { identity: root@example.com }
shifts:
  - { id: day, days: [mon, tue, wed, thu, fri], from: "08:00", to: "16:00", who: [${people.join(', ')}] }
protect: [root@example.com]
`;

export const id = (key: string) => `${key}@example.com`;

/** What happens to the team. */
interface TeamActs {
  /** Delivers the person's offboarding. @returns its outcome */
  leave(key: string, more?: object): Promise<string | undefined>;
  run(): Promise<TickReport | undefined>;
  /** A minute passes. */
  minute(): void;
  /** The change of p3's display name to Pia fails for longer than it is retried. */
  failProfileChange(): Promise<void>;
}

/** One world with the team of {@link ROSTER} for all tests of a file, as new before each of them. */
export function withTeam(started: (world: World) => void): TeamActs {
  let world: World;
  withWorld(ROSTER, (it) => {
    world = it;
    started(it);
  });
  const run = () => tick(world.execution());
  return {
    async leave(key, more = {}) {
      const event = { type: 'staff.offboarded', id: `left-${key}`, data: { identity: id(key), ...more } };
      return (await deliver(world, event)).results[0]?.outcome;
    },
    run,
    minute() {
      world.clock.now += 60_000;
    },
    async failProfileChange() {
      await world.fault({ host: 'frontline-api.twilio.com', method: 'POST', status: 500 });
      await deliver(world, { type: 'staff.profile', id: 'p', data: { identity: id('p3'), friendlyName: 'Pia' } });
      for (let hours = 0; hours < 26; hours++) {
        world.clock.now += 3_600_000;
        await run();
      }
      await world.mend();
    },
  };
}
