import { tick } from '../../assets/application/tick/tick';
import type { Ports } from '../../assets/main/ports';
import { deliver } from '../support/deliveries';
import type { Death } from '../support/mortal-transport';
import { operate } from '../support/operators';
import { rosterOf } from '../support/roster';
import { fromNoon, MONDAY_NOON, withWorld } from '../support/with-world';

// Every execution of every flow is killed before and after each of its outgoing calls. Whoever called was not answered, so
// they call again; and the scheduler goes on calling. Then everything must be as if nothing had been killed.

const ADA = 'ada@example.com';
const BEN = 'ben@example.com';
const ROSTER = rosterOf(['ada', 'ben'], {
  onDuty: ['ada'],
  more: '  - { id: late, days: [mon], from: "12:00", to: "20:00", who: [ben] }\n',
});

const world = withWorld(ROSTER);

/** What is done, to be killed at every point; what was before it; and how the users are in the end. */
interface Scenario {
  readonly before?: () => Promise<unknown>;
  readonly act: (ports?: Ports) => Promise<unknown>;
  readonly end: { readonly ada?: object; readonly ben?: object };
}

const event =
  (type: string, id: string, data: object = {}, minutes = 0) =>
  (ports?: Ports) =>
    deliver(
      world,
      { type: `staff.${type}`, id, timestamp: fromNoon(minutes), data: { identity: ADA, ...data } },
      ports,
    );
const run = (ports = world.execution()) => tick(ports);
const later = (minutes: number) => {
  world.clock.now += minutes * 60_000;
};
const on = { state: 'active', is_available: true };
const off = { state: 'active', is_available: false };
const out = { state: 'deactivated', is_available: false };

const SCENARIOS: Record<string, Scenario> = {
  'an offboarding': { before: run, act: event('offboarded', 'l'), end: { ada: out, ben: on } },
  'an offboarding while a change of the profile is pending': {
    before: async () => {
      await run();
      await world.fault({ host: 'frontline-api.twilio.com', method: 'POST', status: 503 });
      await event('profile', 'p', { friendlyName: 'Ada' }, -1)();
      await world.mend();
    },
    act: event('offboarded', 'l'),
    end: { ada: { ...out, friendly_name: 'Ada' }, ben: on },
  },
  'a reinstatement': {
    before: () => event('offboarded', 'l')(),
    act: event('reinstated', 'b', {}, 1),
    end: { ada: on },
  },
  'the announcement of an offboarding': {
    before: run,
    act: event('offboarded', 'l', { effectiveAt: fromNoon(60) }),
    end: { ada: on },
  },
  'the cancellation of an offboarding': {
    before: async () => {
      await run();
      await event('offboarded', 'l', { effectiveAt: fromNoon(2) })();
    },
    act: event('offboarding_cancelled', 'c', {}, 1),
    end: { ada: on },
  },
  'leave that begins': {
    before: run,
    act: event('leave', 'v', { from: fromNoon(-1), to: fromNoon(600) }),
    end: { ada: off },
  },
  'leave that is cancelled': {
    before: () => event('leave', 'v', { from: fromNoon(-1), to: fromNoon(600), id: 'v' })(),
    act: event('leave_cancelled', 'c', { id: 'v' }, 1),
    end: { ada: on },
  },
  'an override': {
    before: run,
    act: event('availability', 'o', { available: false, until: fromNoon(600) }),
    end: { ada: off },
  },
  'a profile': {
    before: run,
    act: event('profile', 'p', { friendlyName: 'Ada' }),
    end: { ada: { ...on, friendly_name: 'Ada' } },
  },
  'a tick at a shift boundary': { act: run, end: { ada: on, ben: on } },
  'a tick at which an offboarding is due': {
    before: async () => {
      await run();
      await event('offboarded', 'l', { effectiveAt: fromNoon(1) })();
      later(1);
    },
    act: run,
    end: { ada: out, ben: on },
  },
  'a tick that finds a leaver let in': {
    before: async () => {
      await event('offboarded', 'l')();
      await world.put(ADA, { state: 'active', is_available: true });
      later(1);
    },
    act: run,
    end: { ada: out, ben: on },
  },
  'the release of what is held': {
    before: async () => {
      world.deploy(`${ROSTER}protect: [${ADA}]\n`);
      await run();
      await event('offboarded', 'l')();
    },
    act: (ports) => operate(world, 'release', { person: 'ada' }, { ports }),
    end: { ada: out },
  },
  'the end of an override, by an operator': {
    before: async () => {
      await run();
      await event('availability', 'o', { available: false, until: fromNoon(600) })();
    },
    act: (ports) => operate(world, 'override', { person: 'ada', end: 'override' }, { ports }),
    end: { ada: on },
  },
  'an override by an operator': {
    before: run,
    act: (ports) =>
      operate(world, 'override', { person: 'ada', available: false, until: fromNoon(600), id: 'o' }, { ports }),
    end: { ada: off },
  },
  'the cancellation of an announced leaving, by an operator': {
    before: async () => {
      await run();
      await event('offboarded', 'l', { effectiveAt: fromNoon(60) })();
    },
    act: (ports) => operate(world, 'undo', { person: 'ada', what: 'plan' }, { ports }),
    end: { ada: on },
  },
  'the replay of what failed': {
    before: async () => {
      await run();
      await world.fault({ host: 'frontline-api.twilio.com', method: 'POST', status: 400 });
      await event('offboarded', 'l')();
      await world.mend();
    },
    act: (ports) => operate(world, 'replay', { person: 'ada' }, { ports }),
    end: { ada: out },
  },
  'the undoing of a lock-out': {
    before: async () => {
      await run();
      await event('offboarded', 'l')();
    },
    act: (ports) => operate(world, 'undo', { person: 'ada' }, { ports }),
    end: { ada: on },
  },
  'the erasing of a person': {
    before: async () => {
      await run();
      await event('profile', 'p', { friendlyName: 'Ada' })();
    },
    act: (ports) => operate(world, 'erase', { person: 'ada' }, { ports }),
    end: { ada: on },
  },
  'a reconciliation': {
    before: async () => {
      await run();
      await world.put(ADA, { is_available: false });
    },
    act: (ports) => operate(world, 'reconcile', { apply: true }, { ports }),
    end: { ada: on },
  },
};

/** Does it with an execution that dies; settles with its death, or with its end. */
async function actUntil(scenario: Scenario, death: Death): Promise<void> {
  await new Promise<unknown>((resolve, reject) => {
    scenario.act(world.execution({ ...death, onDeath: () => resolve(undefined) })).then(resolve, reject);
  });
}

async function prepare(scenario: Scenario): Promise<void> {
  world.deploy(ROSTER);
  await world.reset(MONDAY_NOON);
  await world.seed();
  await scenario.before?.();
}

async function users(): Promise<{ ada: object; ben: object }> {
  return { ada: await world.user(ADA), ben: await world.user(BEN) };
}

let points = 0;
afterAll(() => process.stdout.write(`Crash points: ${points}, none excluded\n`));

test.each(Object.entries(SCENARIOS))(
  '%s can be killed at any call, and ends as if it had not been',
  async (_, scenario) => {
    await prepare(scenario);
    let calls = 0;
    await actUntil(scenario, { at: Number.POSITIVE_INFINITY, when: 'before', onCall: () => calls++ });
    expect(calls).toBeGreaterThan(0);
    later(1);
    await run();
    expect(await users()).toMatchObject(scenario.end);

    for (let at = 1; at <= calls; at++) {
      for (const when of ['before', 'after'] as const) {
        points++;
        await prepare(scenario);
        await actUntil(scenario, { at, when });
        later(1);
        await run();
        // What is on record has been done by now, called again or not.
        const { records: recorded } = await world.execution().records.all();
        expect(recorded.flatMap(({ targets }) => targets.frontline?.pending ?? [])).toEqual([]);
        await scenario.act();
        later(1);
        await run();
        expect({ at, when, ...(await users()) }).toMatchObject({ at, when, ...scenario.end });
      }
    }
  },
);
