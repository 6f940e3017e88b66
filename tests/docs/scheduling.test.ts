/** The recipes of docs/scheduling.md: each example does what its table says, which is written by hand and resolved here with Temporal. */
import type { Roster } from '../../assets/domain/roster/roster';
import { createResolver } from '../../assets/domain/schedule/resolver';
import { describeMovedTurns } from '../../assets/roster-file/moved-turns';
import { readRosterWithHolidays } from '../../assets/roster-file/read-with-holidays';
import { checkRoster } from '../../cli/commands/check';
import { Temporal } from '../domain/schedule/temporal';
import { validRoster } from '../support/roster';
import { readProjectFile } from './documents';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const DAYS_A_YEAR = 364;

interface Recipe {
  readonly title: string;
  readonly yaml: string;
  /** The first date of the table. */
  readonly start: string;
  /** A letter is so many days. */
  readonly step: number;
  /** Person → their letters. */
  readonly rows: ReadonlyMap<string, string>;
}

const recipes: Recipe[] = [
  ...readProjectFile('docs/scheduling.md').matchAll(
    /^## (.+)\n(?:(?!^## )[\s\S])*?^```yaml\n([\s\S]*?)^```\n\n^```text\n(\d{4}-\d\d-\d\d)( by week)?, .*\n([\s\S]*?)^```/gm,
  ),
].map(([, title = '', yaml = '', start = '', weeks, table = '']) => {
  const rows = table
    .trimEnd()
    .split('\n')
    .map((row) => /^(\w+) +(.*)$/.exec(row));
  const letters = rows.map((row) => [row?.[1] ?? '', row?.[2]?.replaceAll(' ', '') ?? ''] as const);
  return { title, yaml, start, step: weeks === undefined ? 1 : 7, rows: new Map(letters) };
});

/** What a letter of a table means: from, to (at or before it: of the next day, or of the next week) and the reason. */
interface Letter {
  readonly from: string;
  readonly to: string;
  readonly because: string;
  readonly zone?: string;
}

const NEW_YORK = 'America/New_York';
const MADRID = 'Europe/Madrid';

/** The recipes: their zone, what the letters mean, and whether the table begins again where it ends. */
const MEANINGS: Readonly<Record<string, { zone: string; letters: Readonly<Record<string, Letter>>; once?: true }>> = {
  '4 on, 4 off': {
    zone: NEW_YORK,
    letters: {
      D: { from: '07:00', to: '19:00', because: 'rotation day' },
      N: { from: '19:00', to: '07:00', because: 'rotation night' },
    },
  },
  'Panama (2-2-3)': {
    zone: NEW_YORK,
    letters: {
      D: { from: '06:00', to: '18:00', because: 'rotation day' },
      N: { from: '18:00', to: '06:00', because: 'rotation night' },
    },
  },
  DuPont: {
    zone: MADRID,
    letters: {
      D: { from: '07:00', to: '19:00', because: 'rotation day' },
      N: { from: '19:00', to: '07:00', because: 'rotation night' },
    },
  },
  'Week A and week B': {
    zone: MADRID,
    letters: {
      A: { from: '09:00', to: '17:00', because: 'rotation week-a' },
      B: { from: '09:00', to: '17:00', because: 'rotation week-b' },
      L: { from: '14:00', to: '22:00', because: 'rotation late' },
    },
  },
  'Follow the sun': {
    zone: 'UTC',
    letters: {
      S: { from: '09:00', to: '18:00', because: 'rotation singapore', zone: 'Asia/Singapore' },
      M: { from: '09:00', to: '18:00', because: 'rotation madrid', zone: MADRID },
      Y: { from: '11:00', to: '21:00', because: 'rotation new-york', zone: NEW_YORK },
    },
  },
  'Skeleton crew on holidays': {
    zone: 'Europe/London',
    letters: {
      D: { from: '09:00', to: '17:00', because: 'shift desk' },
      H: { from: '09:00', to: '13:00', because: 'shift desk' },
      C: { from: '10:00', to: '14:00', because: 'override' },
      F: { from: '12:00', to: '20:00', because: 'shift front-door' },
    },
    once: true,
  },
  'On call, with primary and secondary': {
    zone: MADRID,
    letters: {
      P: { from: '09:00', to: '09:00', because: 'rotation primary' },
      S: { from: '09:00', to: '09:00', because: 'rotation secondary' },
    },
  },
  'Editing a rotation': {
    zone: MADRID,
    letters: { W: { from: '09:00', to: '09:00', because: 'rotation on-call' } },
    once: true,
  },
};

interface Duty {
  readonly from: number;
  readonly to: number;
  readonly because: string;
}

function instant(date: string, days: number, time: string, zone: string): number {
  const day = Temporal.PlainDate.from(date).add({ days });
  return day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
}

/** A row of a table as times, within `[start, start + days)`; times that meet are one. */
function dutiesOf({ start, step, title }: Recipe, letters: string, days: number): Duty[] {
  const meaning = MEANINGS[title];
  const duties: Duty[] = [];
  for (let index = 0; index * step < days; index++) {
    const letter = meaning?.letters[letters[index % letters.length] ?? ''];
    if (letter === undefined) continue;
    const { from, to, because, zone = meaning?.zone ?? '' } = letter;
    const day = index * step;
    const span = {
      from: instant(start, day, from, zone),
      to: instant(start, day + (to <= from ? step : 0), to, zone),
      because,
    };
    const last = duties.at(-1);
    if (last?.to === span.from && last.because === because) duties[duties.length - 1] = { ...last, to: span.to };
    else duties.push(span);
  }
  return duties;
}

async function compiled(yaml: string): Promise<Roster> {
  const read = await readRosterWithHolidays(yaml, 'roster.yaml', NOW);
  if ('errors' in read) throw new Error(JSON.stringify(read.errors));
  return read.roster;
}

test('docs/scheduling.md has a table for each of its examples', () => {
  expect(recipes.map(({ title }) => title)).toEqual(Object.keys(MEANINGS));
  expect(readProjectFile('docs/scheduling.md').split('```yaml').length - 1).toBe(recipes.length);
});

test.each(recipes)('$title: everybody works when the table says', async (recipe) => {
  const { yaml, start, step, rows, title } = recipe;
  const roster = await compiled(yaml);
  expect([...rows.keys()]).toEqual(roster.people.map(({ key }) => key));
  expect(new Set([...rows.values()].map((letters) => letters.length)).size).toBe(1);
  const [letters = ''] = rows.values();
  const days = MEANINGS[title]?.once ? letters.length * step : DAYS_A_YEAR;
  expect(days).toBeGreaterThanOrEqual(letters.length * step);
  // The last duty may go on after the last day: that much is looked at, and cut on both sides alike.
  const zone = MEANINGS[title]?.zone ?? '';
  const window = { from: instant(start, 0, '00:00', zone), to: instant(start, days, '00:00', zone) };
  const shown = createResolver(roster).window(window.from, window.to);
  for (const [index, { key }] of roster.people.entries()) {
    const expected = dutiesOf(recipe, rows.get(key) ?? '', days)
      .filter(({ from, to }) => from < window.to && to > window.from)
      .map((duty) => ({ ...duty, to: Math.min(duty.to, window.to) }));
    const found = (shown[index]?.on ?? []).map(({ from, to, reason: because }) => ({ from, to, because }));
    expect({ key, found }).toEqual({ key, found: expected });
  }
});

test.each(recipes)('$title: check finds nothing, now and on the day on which it begins', async ({ yaml, start }) => {
  for (const now of [NOW, Date.parse(`${start}T12:00:00Z`)]) {
    const { lines, code } = await checkRoster(yaml, 'roster.yaml', now);
    expect([code, lines.filter((line) => line.includes('warning'))]).toEqual([0, []]);
  }
});

test('the coverage of the recipes that are never without anybody holds for a whole year', async () => {
  const always = recipes.filter(({ yaml }) => yaml.includes('coverage:'));
  expect(always).toHaveLength(5);
  for (const { yaml } of always) {
    const resolver = createResolver(await compiled(yaml));
    expect(resolver.coverage(Date.UTC(2026, 0, 7), Date.UTC(2027, 0, 7))).toEqual([]);
  }
});

describe('of the edits that docs/scheduling.md lists', () => {
  const yaml = recipes.find(({ title }) => title === 'Editing a rotation')?.yaml ?? '';
  const base = yaml.replace(/ {6}changes:\n.*\n/, '');
  const worked = base
    .replace('every: 1 week', 'every: 2 days\n      count: worked')
    .replace('[ana, ben, cy]', '[ana, ben, cy, dee]');
  const moved = (before: string, after: string): number => {
    expect(after).not.toBe(before);
    return describeMovedTurns({ roster: validRoster(before), name: 'before' }, validRoster(after), NOW).length;
  };

  test.each([
    ['members', base, base.replace('[ana, ben, cy]', '[ana, ben, dee]')],
    ['every', base, base.replace('1 week', '2 weeks')],
    ['start', base, base.replace('2026-11-02T09:00', '2026-11-03T09:00')],
    ['count', worked.replace('tue, ', ''), worked.replace('tue, ', '').replace('worked', 'calendar')],
    ['days with count worked', worked, worked.replace('tue, ', '')],
  ])('%s moves turns', (_, before, after) => {
    expect(moved(before, after)).toBe(1);
  });

  test.each([
    ['days with count calendar', base, base.replace('tue, ', '')],
    [
      'the times of the shift',
      base,
      base.replace('from: "00:00"', 'from: "08:00"').replace('to: "24:00"', 'to: "20:00"'),
    ],
    ['leave', base, `${base}leave: [{ who: ana, from: 2026-11-27, to: 2026-12-20 }]\n`],
    [
      'holidays',
      base,
      `${base.replace('ana@example.com', 'ana@example.com, holidays: [es]')}holidays: { es: [2026-12-08] }\n`,
    ],
    ['a swap', base, `${base}swaps: [{ shift: on-call, date: 2026-12-01, give: ben, take: dee }]\n`],
    ['an override', base, `${base}overrides: [{ who: dee, from: 2026-12-01, to: 2026-12-02, available: true }]\n`],
  ])('%s moves no turn', (_, before, after) => {
    expect(moved(before, after)).toBe(0);
  });

  test('a change from a date on moves turns from then on, and none before', () => {
    const { message } =
      describeMovedTurns({ roster: validRoster(base), name: 'before' }, validRoster(yaml), NOW)[0] ?? {};
    expect(message).toContain('before: ana instead of cy Mon 7 Dec 09:00 – Mon 14 Dec 09:00');
  });
});
