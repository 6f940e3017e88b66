import fc from 'fast-check';
import { identityOf } from '../../support/roster';
import { CUSTOMER, conversationSid, NUMBER, type RecordState, routingInMemory, type Somebody } from './memory';

// Whoever gets a new conversation, and that somebody does: worlds by the hundred, beside an oracle of a few lines.

const RECORDS: readonly RecordState[] = [
  'none',
  'none',
  'left',
  'held',
  'unreadable',
  'switched on',
  'switched off',
  'on leave',
  'back',
];

interface Person extends Somebody {
  readonly onShift: boolean;
  readonly team: 'sales' | 'support' | 'none';
}

interface World {
  readonly people: readonly Person[];
  readonly sticky: boolean;
  readonly otherwise: 'wait' | 'support' | number;
  /** Whose conversation with this customer was the last. */
  readonly last?: number | undefined;
  /** Who is in the new conversation already. */
  readonly present?: number | undefined;
  readonly full: readonly number[];
}

const person = (index: number): fc.Arbitrary<Person> =>
  fc.record({
    key: fc.constant(`p${index}`),
    record: fc.constantFrom(...RECORDS),
    user: fc.constantFrom('on', 'on', 'off', 'deactivated', 'missing'),
    applied: fc.boolean(),
    onShift: fc.boolean(),
    team: fc.constantFrom('sales', 'sales', 'support', 'none'),
  });

const worlds: fc.Arbitrary<World> = fc.integer({ min: 2, max: 9 }).chain((size) =>
  fc.record({
    people: fc.tuple(...Array.from({ length: size }, (_, index) => person(index))),
    sticky: fc.boolean(),
    otherwise: fc.oneof(fc.constant('wait' as const), fc.constant('support' as const), fc.nat(size - 1)),
    last: fc.option(fc.nat(size - 1), { nil: undefined }),
    present: fc.option(fc.nat(size - 1), { nil: undefined, freq: 4 }),
    full: fc.uniqueArray(fc.nat(size - 1), { maxLength: 2 }),
  }),
);

/** A roster has no empty teams; a team of one who is nobody stands for it. */
function yamlOf({ people, sticky, otherwise }: World): string {
  const keysOf = (team: Person['team']) =>
    [...people.filter((one) => one.team === team).map(({ key }) => key), 'nobody-there'].join(', ');
  const onShift = [...people.filter((one) => one.onShift).map(({ key }) => key), 'somebody-else'].join(', ');
  return `version: 1
zone: UTC
people:
${[...people.map(({ key }) => key), 'nobody-there', 'somebody-else'].map((key) => `  ${key}: { identity: ${identityOf(key)} }`).join('\n')}
teams: { sales: [${keysOf('sales')}], support: [${keysOf('support')}] }
shifts:
  - { id: day, days: [mon], from: "08:00", to: "16:00", who: [${onShift}] }
routing:
  - { number: "${NUMBER}", team: sales, sticky: ${sticky}, otherwise: ${typeof otherwise === 'number' ? `p${otherwise}` : otherwise} }
`;
}

/** Neither departed nor held, as far as anybody can tell. */
function mayBeIn({ record, user }: Person): boolean {
  return record !== 'left' && record !== 'held' && record !== 'unreadable' && (user === 'on' || user === 'off');
}

function isOnDuty(one: Person): boolean {
  const { record, onShift, user, applied } = one;
  const isWanted = record === 'switched on' || (onShift && record !== 'switched off' && record !== 'on leave');
  return mayBeIn(one) && isWanted && !(user === 'off' && applied);
}

/** Who may get the conversation, and in which order of preference. */
function oracle({ people, sticky, otherwise, last, full }: World): string[][] {
  const isFree = (_: Person, index: number) => !full.includes(index);
  const able = people.filter(isFree);
  const keys = (some: readonly Person[]) => some.map(({ key }) => key);
  const last_ = last === undefined ? undefined : people[last];
  const named = typeof otherwise === 'number' ? people[otherwise] : undefined;
  return [
    sticky && last_ && able.includes(last_) && isOnDuty(last_) ? keys([last_]) : [],
    keys(able.filter((one) => one.team === 'sales' && isOnDuty(one))),
    named && able.includes(named) && mayBeIn(named) ? keys([named]) : [],
    otherwise === 'support' ? keys(able.filter((one) => one.team === 'support' && isOnDuty(one))) : [],
  ];
}

async function routed(world: World, recordsFail = false) {
  const memory = routingInMemory(yamlOf(world), world.people, {
    before: async (call) => {
      if (recordsFail && (call === 'all' || call === 'writeItem')) throw new Error('Sync is down');
    },
  });
  const { conversations } = memory;
  const { last, present, people, full } = world;
  const identity = (index: number) => ({ identity: identityOf(people[index]?.key ?? '') });
  const customer = { address: CUSTOMER, proxy: NUMBER };
  if (last !== undefined) conversations.put(conversationSid(9), [customer, identity(last)], { updatedAt: 5 });
  conversations.put(conversationSid(1), [customer, ...(present === undefined ? [] : [identity(present)])]);
  for (const index of full) conversations.full.add(identityOf(people[index]?.key ?? ''));
  const answer = await memory.callback();
  const workers = conversations.workersIn(conversationSid(1)).map((one) => one.replace(/@.*/, ''));
  const added = workers.filter((key) => present === undefined || key !== people[present]?.key);
  return { ...memory, answer, workers, added };
}

test('A new conversation goes to the first of whom the rule names who may have it, to nobody else, and waits where there is nobody', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      const { added, answer, conversations, alerts } = await routed(world);
      const isServed = world.people.some(
        (one, index) =>
          index === world.present && one.record !== 'left' && one.user !== 'deactivated' && one.user !== 'missing',
      );
      const wanted = isServed ? [] : (oracle(world).find((some) => some.length > 0) ?? []);
      seen.add(answer.outcome);
      expect(added.length).toBe(wanted.length > 0 ? 1 : 0);
      expect(wanted).toEqual(expect.arrayContaining(added));
      expect(answer.outcome).toBe(isServed ? 'present' : wanted.length > 0 ? 'assigned' : 'waits');
      expect(alerts.map(({ cause }) => cause)).toEqual(
        answer.outcome === 'waits' ? [`routing-waits-nobody-on-duty-${NUMBER}`] : [],
      );
      expect(conversations.changes.every(({ what }) => what === 'add')).toBe(true);
    }),
    { numRuns: 1000 },
  );
  expect([...seen].sort()).toEqual(['assigned', 'present', 'waits']);
});

test('Without records a new conversation goes to nobody whom Frontline does not show as let in and available, and operators are told', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      const { added, answer, alerts } = await routed({ ...world, present: undefined }, true);
      seen.add(answer.outcome);
      const isFit = (key: string) => world.people.find((one) => one.key === key)?.user === 'on';
      expect(added.every(isFit)).toBe(true);
      expect(alerts.map(({ cause }) => cause)).toEqual([
        answer.outcome === 'assigned' ? 'routing-without-records' : 'routing-lost',
      ]);
      // Twice is the same.
      const again = await routed({ ...world, present: undefined }, true);
      expect(again.added).toEqual(added);
    }),
    { numRuns: 300 },
  );
  expect([...seen].sort()).toEqual(['assigned', 'lost']);
});
