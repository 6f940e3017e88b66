import { oracle, type Word } from '../domain/person/oracle';

/** Something said of a person. Minutes count from the start of the run; no two things of one person share one. */
export interface Said {
  readonly person: number;
  readonly id: string;
  readonly type: string;
  readonly minute: number;
  readonly data: Readonly<Record<string, unknown>>;
  /** When it is delivered: more than once, late, and so not in order. */
  readonly deliveries: readonly number[];
}

export interface Plan {
  readonly said: readonly Said[];
  /** How every user has to be in the end, by person. */
  readonly expected: readonly {
    readonly state: string;
    readonly is_available: boolean;
    readonly friendly_name: string;
  }[];
}

/** In the minutes of the outage only these people leave: see docs/reliability.md for what is not promised meanwhile. */
export interface Outage {
  readonly from: number;
  readonly to: number;
}

const TYPES = [
  'offboarded',
  'reinstated',
  'offboarding_cancelled',
  'leave',
  'leave_cancelled',
  'availability',
  'profile',
] as const;

/** Draws what is said of whom, and works out from the rules alone what must come of it. */
export function drawPlan(
  events: number,
  people: number,
  minutes: number,
  outage: Outage,
  random: () => number,
  iso: (minute: number) => string,
): Plan {
  const below = (n: number) => Math.floor(random() * n);
  const taken = Array.from({ length: people }, () => new Set<number>());
  const free = (person: number, from: number, span: number): number => {
    for (;;) {
      const minute = from + below(span);
      if (taken[person]?.has(minute)) continue;
      taken[person]?.add(minute);
      return minute;
    }
  };
  const said: Said[] = [];
  for (let n = 0; n < events; n++) {
    const person = below(people);
    const type = TYPES[below(TYPES.length)] ?? 'profile';
    let minute = free(person, 0, minutes);
    while (minute >= outage.from && minute < outage.to) minute = free(person, 0, minutes);
    const late = () => minute + (random() < 0.3 ? below(30) : 0);
    const first = late();
    said.push({
      person,
      id: `e${n}`,
      type,
      minute,
      data: dataOf(type, minute, n, () => free(person, minute + 1, 200), below, iso),
      deliveries: random() < 0.2 ? [first, first + below(20)] : [first],
    });
  }
  return {
    said,
    expected: Array.from({ length: people }, (_, person) =>
      outcome(
        said.filter((one) => one.person === person),
        person,
        minutes,
      ),
    ),
  };
}

function dataOf(
  type: (typeof TYPES)[number],
  minute: number,
  n: number,
  later: () => number,
  below: (n: number) => number,
  iso: (minute: number) => string,
) {
  switch (type) {
    case 'offboarded':
    case 'reinstated':
      return below(3) === 0 ? { effectiveAt: iso(later()) } : {};
    case 'leave':
      return { id: `leave ${below(3)}`, from: iso(minute), to: iso(below(2) === 0 ? minute + 60 : 100_000) };
    case 'leave_cancelled':
      return { id: `leave ${below(3)}` };
    case 'availability':
      return { available: below(2) === 0, until: iso(below(2) === 0 ? minute + 60 : 100_000) };
    case 'profile':
      return { friendlyName: `Name ${n}` };
    default:
      return {};
  }
}

/** Every second person is on duty round the clock, the others never. */
export function isOnDuty(person: number): boolean {
  return person % 2 === 0;
}

function outcome(said: readonly Said[], person: number, minutes: number) {
  const end = minutes + 400;
  const endIso = Number.POSITIVE_INFINITY;
  const words = said.flatMap(({ type, minute, data }): Word[] => {
    if (type !== 'offboarded' && type !== 'reinstated' && type !== 'offboarding_cancelled') return [];
    return [{ type, said: minute, due: minuteOf(data.effectiveAt) }];
  });
  const left = oracle(words, end);
  const newest = (type: string) => said.filter((one) => one.type === type).sort((a, b) => b.minute - a.minute)[0];
  const override = newest('availability');
  const leaves = new Map<unknown, Said>();
  for (const one of [...said].sort((a, b) => a.minute - b.minute))
    if (one.type.startsWith('leave')) leaves.set(one.data.id, one);
  const onLeave = [...leaves.values()].some(
    ({ type, data }) => type === 'leave' && (minuteOf(data.to) ?? endIso) > end,
  );
  const overridden =
    override && (minuteOf(override.data.until) ?? endIso) > end ? override.data.available === true : undefined;
  return {
    state: left ? 'deactivated' : 'active',
    is_available: left ? false : (overridden ?? (onLeave ? false : isOnDuty(person))),
    friendly_name: String(newest('profile')?.data.friendlyName ?? ''),
  };
}

/** The instant at which minute 0 is. */
export const START = Date.parse('2026-11-02T00:00:00Z');

function minuteOf(iso: unknown): number | undefined {
  return typeof iso === 'string' ? Math.round((Date.parse(iso) - START) / 60_000) : undefined;
}
