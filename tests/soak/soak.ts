import { tick } from '../../assets/application/tick/tick';
import type { Fault } from '../../emulator/faults';
import { seededRandom } from '../../emulator/random';
import type { User } from '../../emulator/users';
import { deliver } from '../support/deliveries';
import { SECRETS, startWorld, type World } from '../support/world';
import { drawPlan, isOnDuty, type Said, START } from './plan';

/** How large a soak is, and from which seed everything in it is drawn. */
export interface Size {
  readonly events: number;
  readonly people: number;
  readonly minutes: number;
  /** How many calls hang until they are given up: each takes 2.5 s of real time. */
  readonly hangs: number;
  readonly seed: number;
}

export interface Report {
  readonly deliveries: number;
  readonly asked_again: number;
  readonly ticks: number;
  readonly outcomes: Readonly<Record<string, number>>;
  /** HTTP calls to Twilio by what was answered; `reset` are those whose connection broke. */
  readonly answers: Readonly<Record<string, number>>;
  readonly lost: number;
  readonly wrong: readonly string[];
}

/** A fifth of all calls fails, in every way that a call can fail. */
const FAULTS: Fault[] = [
  { status: 429, probability: 0.04 },
  { status: 429, retryAfter: 1, probability: 0.03 },
  { status: 500, probability: 0.04 },
  { status: 503, probability: 0.04 },
  { reset: true, probability: 0.03 },
  { reset: true, after: true, probability: 0.02 },
  { delayMs: 4, probability: 0.05 },
];

/** Says so much of so many people, through everything that can go wrong, and compares the end with the oracle's. */
export async function soak(size: Size, progress: (text: string) => void): Promise<Report> {
  const random = seededRandom(size.seed);
  const iso = (minute: number) => new Date(START + minute * 60_000).toISOString();
  const syncDown = { from: Math.floor(size.minutes * 0.4), to: Math.floor(size.minutes * 0.4) + 5 };
  const frontlineDown = { from: Math.floor(size.minutes * 0.6), to: Math.floor(size.minutes * 0.6) + 30 };
  const plan = drawPlan(size.events, size.people, size.minutes, syncDown, random, iso);
  const leavers = [0, 1, 2].map((n) => `outage${n}@example.com`);

  const people = Array.from({ length: size.people }, (_, n) => `  p${n}: { identity: p${n}@example.com }`);
  const onDuty = people.flatMap((_, n) => (isOnDuty(n) ? [`p${n}`] : []));
  const world = await startWorld(
    `version: 1\nzone: UTC\npeople:\n${people.join('\n')}\nshifts:\n  - { id: always, days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00", who: [${onDuty.join(', ')}] }\n`,
    { ...SECRETS, OFFBOARDING_LIMIT: '999999' },
  );
  const outcomes: Record<string, number> = {};
  const accepted = new Set<string>();
  let deliveries = 0;
  let askedAgain = 0;
  let ticks = 0;

  const send = async (said: Said): Promise<boolean> => {
    deliveries++;
    const { id, type, minute, data } = said;
    const event = {
      id,
      type: `staff.${type}`,
      timestamp: iso(minute),
      data: { identity: `p${said.person}@example.com`, ...data },
    };
    const { status, results } = await deliver(world, event);
    const outcome = status === 200 ? (results[0]?.outcome ?? 'none') : String(status);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    if (status === 200) accepted.add(id);
    else askedAgain++;
    return status === 200;
  };
  const ring = async () => {
    ticks++;
    await tick(world.execution()).catch(() => undefined);
  };

  await world.reset(iso(0));
  await world.seed();
  for (const identity of leavers) await world.put(identity, {});
  const queue = plan.said.flatMap((said) => said.deliveries.map((minute) => ({ said, minute })));
  await world.fault({ delayMs: 2600, times: size.hangs }, ...FAULTS);
  for (let minute = 0; minute <= size.minutes + 100; minute++) {
    world.clock.now = START + minute * 60_000;
    await outages(world, minute, syncDown, frontlineDown);
    if (minute === syncDown.from + 2) await leaveDuring(world, leavers, iso(minute));
    for (const due of queue.filter((one) => one.minute === minute)) {
      // Whoever is not answered with 200 comes again a few minutes later, as senders do.
      if (!(await send(due.said))) queue.push({ said: due.said, minute: minute + 1 + Math.floor(random() * 5) });
    }
    // Schedulers are not exact: now and then two ticks come at once, and now and then none.
    if (random() < 0.1) await Promise.all([ring(), ring()]);
    else if (random() < 0.9) await ring();
    if (minute % 50 === 0) progress(`minute ${minute} of ${size.minutes + 100}, ${deliveries} deliveries`);
  }

  await world.mend();
  for (let quarter = 0; quarter < 20; quarter++) {
    world.clock.now += 15 * 60_000;
    await ring();
  }
  const wrong = await mistakes(world, plan.expected, leavers);
  const answers = await answered(world);
  const lost = plan.said.filter(({ id }) => !accepted.has(id)).length;
  await world.end();
  return { deliveries, asked_again: askedAgain, ticks, outcomes, answers, lost, wrong };
}

async function outages(
  world: World,
  minute: number,
  sync: { from: number; to: number },
  frontline: { from: number; to: number },
) {
  const down = (host: string): Fault => ({ host, status: 503 });
  const change = [sync.from, sync.to, frontline.from, frontline.to].includes(minute);
  if (!change) return;
  await world.mend();
  const now = [
    ...(minute >= sync.from && minute < sync.to ? [down('sync.twilio.com')] : []),
    ...(minute >= frontline.from && minute < frontline.to ? [down('frontline-api.twilio.com')] : []),
  ];
  await world.fault(...now, ...FAULTS);
}

/** People who leave while no record can be written: each is locked out at once, or the sender is asked to come again. */
async function leaveDuring(world: World, leavers: readonly string[], timestamp: string) {
  for (const [n, identity] of leavers.entries()) {
    for (let tries = 0; tries < 20; tries++) {
      const event = { type: 'staff.offboarded', id: `outage-${n}`, timestamp, data: { identity } };
      if ((await deliver(world, event)).status === 200) break;
    }
  }
}

async function mistakes(world: World, expected: readonly object[], leavers: readonly string[]): Promise<string[]> {
  const { body } = await world.twilio.call<User[]>('/_local/users');
  const users = new Map(body.map((user) => [user.identity, user]));
  const wanted = [
    ...expected.map((user, n) => [`p${n}@example.com`, user] as const),
    ...leavers.map((identity) => [identity, { state: 'deactivated', is_available: false }] as const),
  ];
  return wanted.flatMap(([identity, want]) => {
    const user = users.get(identity);
    const differ = Object.entries(want).filter(([field, value]) => (Reflect.get(user ?? {}, field) ?? '') !== value);
    return differ.map(
      ([field, value]) => `${identity} ${field}: ${Reflect.get(user ?? {}, field)}, should be ${value}`,
    );
  });
}

async function answered(world: World): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { status } of [...(await world.calls('frontline')), ...(await world.calls('sync'))]) {
    const name = status === 0 ? 'reset' : String(status);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
