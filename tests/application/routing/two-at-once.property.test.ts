import fc from 'fast-check';
import { Unavailable } from '../../../assets/application/ports';
import { CUSTOMER, conversationSid, NUMBER, routingInMemory } from './memory';

// Callbacks of one conversation at once and repeated, killed, or with answers lost, in any order of their calls; then ticks.

const KEYS = ['ana', 'ben', 'cy', 'dee'];
const YAML = `version: 1
zone: UTC
people:
${KEYS.map((key) => `  ${key}: { identity: ${key}@example.com }`).join('\n')}
teams: { sales: [${KEYS.join(', ')}] }
shifts:
  - { id: day, days: [mon], from: "08:00", to: "16:00", who: [${KEYS.join(', ')}] }
routing:
  - { number: "${NUMBER}", team: sales, sticky: true, otherwise: wait }
`;
const CONVERSATION = conversationSid(1);

/** What becomes of one call of an execution. */
type Mishap = 'killed before' | 'killed after' | 'failed before' | 'failed after';
const MISHAPS: readonly Mishap[] = ['killed before', 'killed after', 'failed before', 'failed after'];

/** At which call of which execution something goes wrong. */
interface Plan {
  readonly callbacks: number;
  /** The number of the conversation: it decides whose turn it is by chance. */
  readonly number: number;
  readonly at: number;
  readonly mishap: Mishap;
  /** Who turns out to be locked out as soon as anybody looks. */
  readonly lockedOut: number;
}

const plans: fc.Arbitrary<Plan> = fc.record({
  callbacks: fc.integer({ min: 1, max: 3 }),
  number: fc.integer({ min: 1, max: 8 }),
  at: fc.integer({ min: 1, max: 14 }),
  mishap: fc.constantFrom(...MISHAPS),
  lockedOut: fc.integer({ min: -1, max: 3 }),
});

const failure = () => new Unavailable('not reached', { cause: undefined, status: 503, code: undefined });

/** Calls in an order that the scheduler chooses, one of which goes wrong. Those of a killed execution never come back. */
function mishapAt({ at, mishap }: Pick<Plan, 'at' | 'mishap'>, scheduler: fc.Scheduler) {
  let calls = 0;
  const numbers: number[] = [];
  const strike = async (when: 'before' | 'after', number: number) => {
    if (number !== at || !mishap.endsWith(when)) return;
    if (mishap.startsWith('failed')) throw failure();
    await new Promise(() => undefined);
  };
  return {
    async before() {
      await scheduler.schedule(Promise.resolve());
      const number = ++calls;
      numbers.push(number);
      await strike('before', number);
    },
    async after() {
      const number = numbers.shift() ?? 0;
      await strike('after', number);
      await scheduler.schedule(Promise.resolve());
    },
  };
}

function world({ lockedOut, number }: Pick<Plan, 'lockedOut' | 'number'>) {
  const somebody = KEYS.map((key, index) => ({ key, user: index === lockedOut ? 'deactivated' : 'on' }) as const);
  const memory = routingInMemory(YAML, somebody);
  memory.conversations.put(conversationSid(number), [{ address: CUSTOMER, proxy: NUMBER }]);
  return memory;
}

/** Lets what is under way go as far as it gets: what was killed never ends. */
async function goOn(scheduler: fc.Scheduler, under: readonly Promise<unknown>[]): Promise<void> {
  void Promise.allSettled(under);
  for (let quiet = 0; quiet < 3; ) {
    if (scheduler.count() > 0) {
      await scheduler.waitOne();
      quiet = 0;
    } else {
      await new Promise((resume) => setImmediate(resume));
      quiet++;
    }
  }
}

test('A conversation never has two workers, and always has one after the next tick, whatever becomes of callbacks that come at once', async () => {
  const outcomes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(plans, fc.scheduler(), async (plan, scheduler) => {
      const memory = world(plan);
      const conversation = conversationSid(plan.number);
      const { clock, conversations, calls } = memory;
      calls.around = mishapAt(plan, scheduler);
      const callbacks = Array.from({ length: plan.callbacks }, () =>
        memory.callback({ conversation }).then(({ outcome }) => outcomes.add(outcome)),
      );
      await goOn(scheduler, callbacks);
      expect(conversations.workersIn(conversation).length).toBeLessThanOrEqual(1);
      calls.around = {};
      clock.now += 60_000;
      await memory.tick();
      const isNoted = [...memory.sync.maps.values()].some((map) => map.size > 0);
      // Killed before its first call came through, nothing is known of it; that is all.
      const workers = conversations.workersIn(conversation);
      if (isNoted) expect(workers).toHaveLength(1);
      expect(workers).not.toContain(`${KEYS[plan.lockedOut]}@example.com`);
      // Once more, and once more: nothing is added.
      await memory.callback({ conversation });
      await memory.tick();
      expect(conversations.workersIn(conversation)).toHaveLength(1);
      expect(conversations.changes).toEqual([{ what: 'add', sid: conversation }]);
    }),
    { numRuns: 1500 },
  );
  expect([...outcomes].sort()).toEqual(expect.arrayContaining(['assigned', 'busy', 'waits']));
});

test('A callback that is repeated right after one was killed leaves the conversation to it, and the next tick takes it up', async () => {
  for (let at = 1; at <= 12; at++) {
    for (const mishap of ['killed before', 'killed after'] as const) {
      const memory = world({ lockedOut: -1, number: 1 });
      let count = 0;
      const strike = async (when: string) => {
        if (count === at && mishap.endsWith(when)) await new Promise(() => undefined);
      };
      memory.calls.around = {
        before: async () => {
          count++;
          await strike('before');
        },
        after: () => strike('after'),
      };
      const first = memory.callback();
      await Promise.race([first, new Promise((resume) => setTimeout(resume, 0))]);
      memory.calls.around = {};
      memory.clock.now += 1000;
      await memory.callback();
      memory.clock.now += 60_000;
      await memory.tick();
      expect(memory.conversations.workersIn(CONVERSATION)).toHaveLength(1);
    }
  }
});
