import { DateTime } from 'luxon';
import { createResolver } from '../../assets/domain/schedule/resolver';
import type { Interval } from '../../assets/domain/schedule/schedule';
import { START } from './clock';
import { CREW } from './rosters';
import { stage } from './stage';

// The timeline against the resolver's own answer: every stretch of 14 days, with the right words, times and place, by the
// viewer's clock and by each person's, while the clocks of Europe and America change.

const scene = stage(CREW);
const DAY = 86_400_000;
/** In days: what a bar may be out of place by, less than a change of the clocks and more than a pixel. */
const HALF_AN_HOUR = 0.5 / 24;

/** As `Mon 19 Oct 07:00–15:00`, worked out apart from the page. */
function span(from: number, to: number, zone: string): string {
  const [start, end] = [DateTime.fromMillis(from, { zone }), DateTime.fromMillis(to, { zone })];
  const day = (at: DateTime) => at.setLocale('en-US').toFormat('ccc d LLL');
  const isMidnight = (at: DateTime) => at.toMillis() === at.startOf('day').toMillis();
  const dayBefore = end.minus({ days: 1 });
  if (isMidnight(start) && isMidnight(end))
    return start.hasSame(dayBefore, 'day') ? `${day(start)}, all day` : `${day(start)} – ${day(dayBefore)}`;
  if (start.hasSame(end, 'day')) return `${day(start)} ${start.toFormat('HH:mm')}–${end.toFormat('HH:mm')}`;
  if (isMidnight(end) && start.hasSame(dayBefore, 'day')) return `${day(start)} ${start.toFormat('HH:mm')}–24:00`;
  return `${day(start)} ${start.toFormat('HH:mm')} – ${day(end)} ${end.toFormat('HH:mm')}`;
}

/** As `Mon 19 Oct 07:00`. */
const moment = (at: number, zone: string) =>
  DateTime.fromMillis(at, { zone }).setLocale('en-US').toFormat('ccc d LLL HH:mm');

/** The same for the viewer, and for the person too where their clocks differ. */
function forBoth(instants: readonly number[], viewer: string, person: string, words: (zone: string) => string): string {
  const offsets = (zone: string) => instants.map((at) => DateTime.fromMillis(at, { zone }).offset).join();
  if (offsets(viewer) === offsets(person)) return words(viewer);
  return `${words(viewer)} your time (${words(person)} in ${person.split('/').at(-1)?.replace('_', ' ')})`;
}

/** When a stretch is; of one that reaches beyond what was asked for, its known end. */
function when({ from, to }: Interval, window: Interval, viewer: string, person: string): string {
  if (from === window.from) return `until ${forBoth([to], viewer, person, (zone) => moment(to, zone))}`;
  if (to === window.to) return `from ${forBoth([from], viewer, person, (zone) => moment(from, zone))} on`;
  return forBoth([from, to], viewer, person, (zone) => span(from, to, zone));
}

interface Bar {
  readonly name: string;
  /** Days from the left edge of the timeline. */
  readonly left: number;
  readonly right: number;
}

/** What the rows show: who, and every bar with its place. */
const ROWS = `[...document.querySelectorAll('[role=row]')].flatMap((row) => {
  const track = row.querySelector('[role=img]')?.parentElement.getBoundingClientRect();
  const days = (x) => ((x - track.left) / track.width) * 14;
  return track ? [{
    who: row.dataset.person ?? row.querySelector('[role=rowheader]').textContent.trim(),
    bars: [...row.querySelectorAll('[role=img]')].map((bar) => {
      const { left, right } = bar.getBoundingClientRect();
      return { name: bar.getAttribute('aria-label'), left: days(left), right: days(right) };
    }),
  }] : [];
})`;

/** Days from the midnight that begins the timeline to an instant, as the wall clock of a zone has them. */
function daysTo(at: number, zone: string, first: DateTime): number {
  const wall = DateTime.fromMillis(at, { zone });
  const asUtc = (time: DateTime) => time.setZone('utc', { keepLocalTime: true }).toMillis();
  return (asUtc(wall) - asUtc(first)) / DAY;
}

/** Everyone's bars as they should be, by name; and where each begins and ends. */
function expected(viewer: string, placedBy: (person: string) => string, first: DateTime): Map<string, Bar[]> {
  const { roster } = scene.deployment;
  const from = DateTime.fromMillis(START, { zone: viewer }).startOf('day').minus({ days: 1 }).toMillis();
  const window = { from, to: from + 16 * DAY };
  const windows = createResolver(roster).window(window.from, window.to);
  return new Map(
    roster.people.map(({ key, zone }, index) => {
      const { on = [], off = [] } = windows[index] ?? {};
      const bars = [...on, ...off].map((stretch) => ({
        name: `${stretch.reason}, ${when(stretch, window, viewer, zone)}`,
        left: Math.max(0, daysTo(stretch.from, placedBy(zone), first)),
        right: Math.min(14, daysTo(stretch.to, placedBy(zone), first)),
      }));
      return [key, bars.filter(({ left, right }) => right > 0 && left < 14)];
    }),
  );
}

const byPlace = (a: Bar, b: Bar) => a.left - b.left || a.name.localeCompare(b.name);

describe.each(['Europe/Madrid', 'America/Los_Angeles', 'Asia/Kathmandu'])('seen from %s', (viewer) => {
  test.each(['my zone', 'each person’s zone'])(
    'the timeline shows every stretch, placed by the clock of %s',
    async (mode) => {
      const { page, signIn } = await scene.visit({ timezoneId: viewer, viewport: { width: 1600, height: 1200 } });
      await signIn();
      await page.getByRole('radio', { name: mode }).check();
      const today = (zone: string) => DateTime.fromMillis(START, { zone }).startOf('day');
      const zones = [viewer, ...scene.deployment.roster.people.map(({ zone }) => zone)];
      // With each on their own clock, the timeline begins on the day of whoever is furthest behind.
      const dates = (mode === 'my zone' ? [viewer] : zones).map((zone) => today(zone).toISODate() ?? '');
      const first = DateTime.fromISO(dates.sort()[0] ?? '', { zone: 'utc' });
      const wanted = expected(viewer, (person) => (mode === 'my zone' ? viewer : person), first);
      const rows = await page.evaluate<{ who: string; bars: Bar[] }[]>(ROWS);
      for (const [who, bars] of wanted) {
        const shown = rows.find((row) => row.who === who)?.bars.sort(byPlace) ?? [];
        expect({ who, bars: shown.map(({ name }) => name) }).toEqual({
          who,
          bars: bars.sort(byPlace).map(({ name }) => name),
        });
        bars.forEach((bar, index) => {
          expect(Math.abs((shown[index]?.left ?? -1) - bar.left)).toBeLessThan(HALF_AN_HOUR);
          expect(Math.abs((shown[index]?.right ?? -1) - bar.right)).toBeLessThan(HALF_AN_HOUR);
        });
      }
    },
  );
});

test('a gap in coverage names how many people are on duty', async () => {
  const { page, signIn } = await scene.visit({ timezoneId: 'UTC', viewport: { width: 1600, height: 1200 } });
  await signIn();
  await page.getByRole('table', { name: 'People' }).waitFor();
  const rows = await page.evaluate<{ who: string; bars: Bar[] }[]>(ROWS);
  const shown = rows
    .filter(({ who }) => who.startsWith('Coverage'))
    .flatMap(({ bars }) => bars.map(({ name }) => name));
  const from = DateTime.fromMillis(START, { zone: 'utc' }).startOf('day').toMillis();
  const gaps = createResolver(scene.deployment.roster)
    .coverage(from, from + 14 * DAY)
    .map(({ id, from, to, have, need }) => `${id}: ${have} of ${need} on duty, ${span(from, to, 'utc')}`);
  expect(gaps.length).toBeGreaterThan(3);
  expect(shown.sort()).toEqual(gaps.sort());
});
