import { type TickReport, tick } from '../../assets/application/tick/tick';
import { deliver } from './deliveries';
import { identityOf, rosterOf } from './roster';
import { withWorld } from './with-world';
import type { World } from './world';

export const people = Array.from({ length: 12 }, (_, n) => `p${n}`);

/** Twelve people who share a day shift, and one who is protected. The limit is five lock-outs an hour. */
export const ROSTER = rosterOf([...people, 'root'], {
  onDuty: people,
  days: 'mon, tue, wed, thu, fri',
  more: 'protect: [root@example.com]',
});

export const id = identityOf;

/** What happens to the team. */
interface Team {
  readonly world: World;
  /** Delivers the person's offboarding. @returns its outcome */
  leave(key: string, more?: object): Promise<string | undefined>;
  run(): Promise<TickReport | undefined>;
  /** The change of p3's display name to Pia fails for longer than it is retried. */
  failProfileChange(): Promise<void>;
}

/** One world with the team of {@link ROSTER} for all tests of a file, as new before each of them. */
export function withTeam(): Team {
  const world = withWorld(ROSTER);
  const run = () => tick(world.execution());
  return {
    world,
    async leave(key, more = {}) {
      const event = { type: 'staff.offboarded', id: `left-${key}`, data: { identity: id(key), ...more } };
      return (await deliver(world, event)).results[0]?.outcome;
    },
    run,
    async failProfileChange() {
      await world.fault({ host: 'frontline-api.twilio.com', method: 'POST', status: 500 });
      await deliver(world, { type: 'staff.profile', id: 'p', data: { identity: id('p3'), friendlyName: 'Pia' } });
      for (let hours = 0; hours < 26; hours++) {
        world.passMinutes(60);
        await run();
      }
      await world.mend();
    },
  };
}
