import type { Alert } from '../../../assets/application/alert';
import { Refused } from '../../../assets/application/conversations';
import { seededRandom } from '../../../emulator/random';
import type { FakeConversation, FakeParticipant } from '../../support/fake-conversations';
import { identityOf } from '../../support/roster';
import { createOffice, type Fate, type Office, sid } from './office';

// Random offices with random events and faults, then healthy ticks. What must be so then is worked out here from what was done to the
// office, not by the product: who is in, who has left, and which workers and customers each conversation began with.

const WORLDS = Number(process.env.HANDOVER_WORLDS ?? 1000);
const FIRST_SEED = Number(process.env.HANDOVER_SEED ?? 1);
const KEYS = ['ana', 'ben', 'cy', 'dan', 'eva', 'fay', 'gus'];

type Random = () => number;

/** A conversation as it began. */
interface Beginning {
  readonly customers: string;
  readonly workers: number;
  readonly numbers: readonly string[];
}

/** What was done to an office, for the check. */
interface Story {
  readonly seed: number;
  readonly office: Office;
  /** Of each conversation its customers as they were, and how many workers it had. */
  readonly began: Map<string, Beginning>;
  readonly departed: Set<string>;
  readonly events: string[];
  readonly violations: string[];
}

const pick = <T>(random: Random, all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
const customersOf = ({ participants }: FakeConversation) =>
  JSON.stringify(participants.filter(({ identity }) => identity === undefined));
const workersOf = ({ participants }: FakeConversation) => participants.flatMap(({ identity }) => identity ?? []);

/** A roster in which some are on duty all day, and some never. */
function drawRoster(random: Random): string {
  const onDuty = KEYS.filter((_, index) => index < 2 || random() < 0.7);
  const policy = (words: readonly string[]) => pick(random, words);
  const left = policy(['sales', 'support', 'manager', 'ana', 'close', 'sales']);
  const leave = policy(['none', 'sales', 'manager', 'cy']);
  const people = KEYS.map((key, index) => {
    const manager = random() < 0.7 ? `, manager: ${KEYS[(index + 1 + Math.floor(random() * 5)) % KEYS.length]}` : '';
    return `  ${key}: { identity: ${identityOf(key)}${manager}, phone: "+3460000000${index}" }`;
  });
  return `version: 1
zone: UTC
people:
${people.join('\n')}
teams: { sales: [ana, ben, cy, dan], support: [eva, fay, gus, ana] }
shifts:
  - { id: day, days: [mon, tue, wed, thu, fri, sat, sun], from: "06:00", to: "20:00", who: [${onDuty.join(', ')}] }
handover: { left: ${left}, leave: ${leave}, after: ${policy(['0 hours', '3 minutes'])} }
`;
}

function drawConversations(random: Random, { office, began }: Story): void {
  const count = 1 + Math.floor(random() * (random() < 0.05 ? 260 : 12));
  for (let number = 0; number < count; number++) {
    const workers = random() < 0.15 ? [pick(random, KEYS), pick(random, KEYS)] : [pick(random, KEYS)];
    const isGroup = random() < 0.15;
    const parts: Omit<FakeParticipant, 'sid'>[] = [...new Set(workers)].map((key, index) => ({
      identity: identityOf(key),
      ...(isGroup && index === 0 && { projectedAddress: `+1999${number}` }),
    }));
    const customers = random() < 0.2 ? 2 : 1;
    for (let one = 0; one < customers; one++) parts.push({ address: `+1555${number}${one}` });
    const state = random() < 0.15 ? 'closed' : random() < 0.3 ? 'inactive' : 'active';
    const made = office.twilio.put(sid(number), parts, state);
    const numbers = parts.flatMap(({ projectedAddress }) => projectedAddress ?? []);
    began.set(made.sid, { customers: customersOf(made), workers: workersOf(made).length, numbers });
  }
}

/** Something happens to somebody. */
function happen(random: Random, { office, departed, events }: Story): void {
  const key = pick(random, KEYS);
  const what = pick(random, [
    'leaves',
    'leaves',
    'leaves',
    'undo',
    'isBack',
    'leave',
    'leave',
    'close',
    'roster',
    'off by hand',
  ] as const);
  events.push(`${new Date(office.now).toISOString().slice(11, 19)} ${what} ${key}`);
  if (what === 'leaves') {
    // Somebody has to be left to take over.
    if (departed.has(key) || departed.size >= 4) return;
    office.leaves(key);
    departed.add(key);
  } else if (what === 'undo' || what === 'isBack') {
    if (!departed.delete(key)) return;
    office[what](key);
  } else if (what === 'off by hand') office.goesOff(key);
  else if (what === 'leave') office.leaveBegins(key, pick(random, [0.05, 0.2, 48]));
  else if (what === 'close') {
    const some = office.twilio.conversations.get(sid(Math.floor(random() * 12)));
    if (some) some.state = 'closed';
  } else if (random() < 0.3) office.deploy(drawRoster(random));
}

function drawFates(random: Random): Office['fate'] {
  const rate = pick(random, [0, 0.02, 0.1, 0.3]);
  const deadly = pick(random, [0, 0.01, 0.05]);
  return (_, call): Fate => {
    const [name] = call.split(' ');
    if (random() < deadly) return random() < 0.5 ? 'kill before' : 'kill after';
    if (random() >= rate) return undefined;
    const isChange = name === 'add' || name === 'remove' || name === 'project' || name === 'close';
    if (isChange && random() < 0.1) return new Refused({ cause: undefined, status: 403, code: 50000 });
    return random() < 0.5 ? 'before' : 'after';
  };
}

/** What must hold at every instant: customers are untouched, nobody is left alone, closed conversations stay as they are. */
function watch(story: () => Story) {
  return (conversation: FakeConversation, what: string) => {
    const { began, violations } = story();
    const at = began.get(conversation.sid);
    if (!at) return;
    if (customersOf(conversation) !== at.customers) violations.push(`${conversation.sid}: ${what} touched a customer`);
    if (what !== 'close' && conversation.state === 'closed' && what.startsWith('add'))
      violations.push(`${conversation.sid}: ${what} in a closed one`);
    if (workersOf(conversation).length === 0) violations.push(`${conversation.sid}: ${what} left the customers alone`);
  };
}

/** What must hold when all is well again. */
function verdict({ office, began, departed, violations }: Story): string[] {
  const isAlert = ({ cause }: Alert) => cause === 'handover-waits' || cause === 'handover-failed';
  const excused = new Set(office.alerts.filter(isAlert).map(({ person }) => person));
  const found = [...violations];
  for (const [conversation, before] of began) {
    const now = office.twilio.conversations.get(conversation);
    if (now) found.push(...faultsOf(now, before, departed, excused));
  }
  return found;
}

function faultsOf(
  now: FakeConversation,
  { customers, workers, numbers }: Beginning,
  departed: ReadonlySet<string>,
  excused: ReadonlySet<string | undefined>,
): string[] {
  const present = workersOf(now);
  const isIn = (key: string) => present.includes(identityOf(key));
  const open = now.state !== 'closed';
  const waits = KEYS.some((key) => excused.has(key) && isIn(key));
  const gone = KEYS.filter((key) => departed.has(key) && isIn(key) && !excused.has(key));
  const hasNumber = now.participants.some(({ projectedAddress }) => projectedAddress !== undefined);
  const faults = [
    customersOf(now) !== customers && 'other customers',
    new Set(present).size !== present.length && 'somebody is in it twice',
    open && gone.length > 0 && `${gone.join(', ')} has left, and is in it`,
    open && present.length === 0 && 'nobody is in it',
    open && present.length > workers && !waits && `${present.join(', ')} are in it, which had ${workers}`,
    open && numbers.length > 0 && !hasNumber && 'the group has lost its number',
  ];
  return faults.flatMap((fault) => (fault === false ? [] : [`${now.sid}: ${fault}`]));
}

async function play(seed: number): Promise<Story> {
  const random = seededRandom(seed);
  const story: Story = {
    seed,
    office: createOffice(drawRoster(random), { seed, onChange: watch(() => story) }),
    began: new Map(),
    departed: new Set(),
    events: [],
    violations: [],
  };
  const { office } = story;
  drawConversations(random, story);
  const steps = 3 + Math.floor(random() * 8);
  for (let step = 0; step < steps; step++) {
    if (random() < 0.6) happen(random, story);
    if (random() < 0.1) office.twilio.crowdedAt = random() < 0.5 ? 2 : 1000;
    if (random() < 0.1) office.twilio.limit = random() < 0.5 ? 3 : 1000;
    office.fate = drawFates(random);
    // Now and then two executions at once: a tick that takes long, an operator.
    await Promise.all(random() < 0.2 ? [office.tick(), office.tick(0)] : [office.tick()]);
  }
  office.fate = () => undefined;
  office.twilio.crowdedAt = 1000;
  office.twilio.limit = 1000;
  // What failed for good was alerted then, and is not alerted again.
  const forGood = office.alerts.filter(({ cause }) => cause === 'handover-failed' || cause === 'handover-unnumbered');
  office.alerts.splice(0, office.alerts.length, ...forGood);
  for (let minute = 0; minute < 25; minute++) await office.tick();
  return story;
}

test(`no conversation of ${WORLDS} random offices is lost, doubled or with somebody who has left (from seed ${FIRST_SEED})`, async () => {
  const wrong: string[] = [];
  let moved = 0;
  let returned = 0;
  for (let seed = FIRST_SEED; seed < FIRST_SEED + WORLDS; seed++) {
    const story = await play(seed);
    for (const key of KEYS) {
      moved += story.office.record(key)?.handover?.moved ?? 0;
      returned += story.office.record(key)?.handover?.returned ?? 0;
    }
    const found = verdict(story);
    if (found.length > 0) wrong.push(`seed ${seed}: ${found.slice(0, 3).join('; ')} (${story.events.join(', ')})`);
  }
  console.log(`${moved} conversations were handed over, ${returned} given back`);
  expect(wrong.slice(0, 10)).toEqual([]);
});
