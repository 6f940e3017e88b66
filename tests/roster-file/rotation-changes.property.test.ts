/** Rotations with changes, as the file has them, against a walk through the calendar. */
import fc from 'fast-check';
import { createResolver } from '../../assets/domain/schedule/resolver';
import { seed } from '../domain/schedule/random';
import { validRoster } from '../support/roster';
import { handOffsOf, type Turn, type WrittenChange, type WrittenRotation } from './rotation-oracle';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NAMES = ['ana', 'ben', 'cy', 'dee', 'eva'];
const WEEK = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const FIRST = Date.UTC(2026, 0, 1);
/** A turn lasts 56 days at most, so a change takes effect before the next one begins. */
const APART = 70 * DAY;
const END = FIRST + 320 * DAY;

/** At least two people, each in one turn; some turns are of several. */
const list: fc.Arbitrary<Turn[]> = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 2 }),
    fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
  )
  .map(([names, together]) => {
    const turns: string[][] = [];
    for (const [index, name] of names.entries()) {
      const last = turns.at(-1);
      if (last !== undefined && index > 1 && together[index]) last.push(name);
      else turns.push([name]);
    }
    return turns;
  });
const hour = fc.nat({ max: 23 });
const LENGTHS: Readonly<Record<WrittenRotation['count'], readonly WrittenRotation['every'][]>> = {
  calendar: [
    [8, 'hour'],
    [36, 'hour'],
    [1, 'day'],
    [3, 'day'],
    [1, 'week'],
    [2, 'week'],
    [1, 'month'],
  ],
  worked: [
    [1, 'day'],
    [3, 'day'],
    [5, 'day'],
    [1, 'week'],
    [2, 'week'],
  ],
};

function change(count: 'calendar' | 'worked', number: number): fc.Arbitrary<WrittenChange> {
  return fc
    .record({
      day: fc.nat({ max: 13 }),
      time: fc.option(hour),
      members: fc.option(list),
      every: fc.option(fc.constantFrom(...LENGTHS[count])),
      pick: fc.option(fc.nat({ max: 4 })),
    })
    .map(({ day, time, members, every, pick }) => {
      const date = new Date(FIRST + 40 * DAY + number * APART + day * DAY).toISOString().slice(0, 10);
      const own = members ?? (every === null ? NAMES.slice(0, 3).map((name) => [name]) : undefined);
      return {
        from: time === null ? date : `${date}T${two(time)}:00`,
        ...(own && { members: own }),
        ...(every && { every }),
        ...(own && pick !== null && { next: pickOf(own, pick) }),
      };
    });
}

/** One of a turn, or all of it. */
function pickOf(turns: readonly Turn[], pick: number): string | Turn {
  const turn = turns[pick % turns.length] ?? [];
  return pick % 2 === 0 ? turn : (turn.at(-1) ?? '');
}

const rotation: fc.Arbitrary<WrittenRotation> = fc.constantFrom('calendar' as const, 'worked' as const).chain((count) =>
  fc
    .record({
      day: fc.nat({ max: 30 }),
      time: hour,
      members: list,
      every: fc.constantFrom(...LENGTHS[count]),
      days: fc.uniqueArray(fc.nat({ max: 6 }), { minLength: 1 }),
      windows: fc.constantFrom<WrittenRotation['windows']>(
        [{ hour: 6, length: 8 }],
        [{ hour: 14, length: 8 }],
        [{ hour: 22, length: 8 }],
        [
          { hour: 8, length: 4 },
          { hour: 16, length: 4 },
        ],
        [
          { hour: 0, length: 2 },
          { hour: 3, length: 5 },
          { hour: 20, length: 4 },
        ],
        [
          { hour: 12, length: 1 },
          { hour: 21, length: 14 },
        ],
      ),
      changes: fc.tuple(change(count, 0), change(count, 1), change(count, 2)),
      many: fc.nat({ max: 3 }),
    })
    .map(({ day, time, many, changes, ...rest }) => ({
      ...rest,
      count,
      start: `2026-01-${two(day + 1)}T${two(time)}:00`,
      changes: changes.slice(0, many),
    })),
);

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** "ana", "[ana, ben]". */
function turnText(turn: Turn): string {
  return turn.length > 1 ? `[${turn.join(', ')}]` : (turn[0] ?? '');
}

function yamlOf({ start, members, every, count, days, windows, changes }: WrittenRotation): string {
  const length = ([number, unit]: WrittenRotation['every']): string => `${number} ${unit}s`;
  const written = changes.map((one) => {
    const parts = [
      `from: ${one.from}`,
      ...(one.members ? [`members: [${one.members.map(turnText)}]`] : []),
      ...(one.every ? [`every: ${length(one.every)}`] : []),
      ...(one.next ? [`next: ${typeof one.next === 'string' ? one.next : turnText(one.next)}`] : []),
    ];
    return `{ ${parts.join(', ')} }`;
  });
  const times = windows.map(
    ({ hour, length }) => `from: "${two(hour)}:00", to: "${two((hour + length) % 24).replace('00', '24')}:00"`,
  );
  const hours =
    windows.length > 1
      ? `hours: [${[...times].reverse().map((time) => `{ ${time} }`)}]`
      : (times[0] ?? '').replace(', ', '\n    ');
  return `version: 1
zone: UTC
people:
${NAMES.map((name) => `  ${name}: { identity: ${name}@example.com }`).join('\n')}
shifts:
  - id: call
    days: [${days.map((day) => WEEK[day])}]
    ${hours}
    rotate: { members: [${members.map(turnText)}], every: ${length(every)}, start: ${start}, count: ${count}, changes: [${written.join(', ')}] }
`;
}

/** Who is on duty at each half hour of the year, by the walk and by the resolver. */
function compare(one: WrittenRotation): void {
  const roster = validRoster(yamlOf(one));
  const windows = createResolver(roster).window(FIRST, END);
  const handOffs = handOffsOf(one, END);
  const spells = windows.flatMap(({ on }, person) =>
    on.map((spell) => ({ ...spell, who: roster.people[person]?.key })),
  );
  const expected: string[] = [];
  const actual: string[] = [];
  for (let day = FIRST; day < END - DAY; day += DAY) {
    if (!one.days.includes(new Date(day).getUTCDay())) continue;
    const halves = one.windows.flatMap(({ hour, length }) =>
      Array.from({ length: 2 * length }, (_, half) => day + hour * HOUR + half * (HOUR / 2)),
    );
    for (const at of halves) {
      const turn = handOffs.findLast((handOff) => handOff.at <= at);
      const time = new Date(at).toISOString().slice(0, 16);
      expected.push(`${time} ${[...(turn?.who ?? [])].sort()}`);
      const there = spells.filter(({ from, to }) => from <= at && at < to);
      actual.push(`${time} ${there.map(({ who }) => who).sort()}`);
    }
  }
  expect(actual).toEqual(expected);
}

test('a rotation with changes agrees with a walk through the calendar', () => {
  fc.assert(fc.property(rotation, compare), { seed: seed(), numRuns: 60 });
});

test('a change moves no turn that begins before it', () => {
  fc.assert(
    fc.property(rotation, (one) => {
      const [change] = one.changes;
      if (change === undefined) return;
      const until = Date.parse(change.from.includes('T') ? `${change.from}:00Z` : change.from);
      const before = (changes: readonly WrittenChange[]) =>
        createResolver(validRoster(yamlOf({ ...one, changes }))).window(FIRST, until);
      expect(before(one.changes)).toEqual(before([]));
    }),
    { seed: seed(), numRuns: 60 },
  );
});
