/** The eight worked cases of shifts on the night of a clock change, and the rule behind them, against Temporal. */

import type { Weekly } from '../../../assets/domain/roster/roster';
import { occurrenceOn } from '../../../assets/domain/schedule/occurrences';
import { createResolver } from '../../../assets/domain/schedule/resolver';
import { toInstant, zoneNamed } from '../../../assets/domain/schedule/zones';
import { dateOf, occurrence, opinion } from './oracle';
import { randomFrom, seed } from './random';
import { oneShift } from './rosters';

const HOUR = 3_600_000;
const FORTNIGHT = 14 * 24 * HOUR;
const days = (date: string): number => Date.parse(date) / 86_400_000;
const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

describe('a shift on the night of a clock change', () => {
  test.each([
    ['America/New_York', '2026-03-08', '02:30', '10:30', '2026-03-08T07:30Z', '2026-03-08T14:30Z', 7],
    ['America/New_York', '2026-03-07', '18:00', '02:30', '2026-03-07T23:00Z', '2026-03-08T07:30Z', 8.5],
    ['America/New_York', '2026-11-01', '01:30', '09:30', '2026-11-01T05:30Z', '2026-11-01T14:30Z', 9],
    ['America/New_York', '2026-10-31', '17:00', '01:30', '2026-10-31T21:00Z', '2026-11-01T05:30Z', 8.5],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '10:15', '2026-10-03T15:45Z', '2026-10-03T23:15Z', 7.5],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '09:45', '2026-04-04T14:45Z', '2026-04-04T23:15Z', 8.5],
    ['America/Santiago', '2026-09-06', '00:00', '08:00', '2026-09-06T04:00Z', '2026-09-06T11:00Z', 7],
    ['Africa/Cairo', '2026-10-29', '23:30', '07:30', '2026-10-29T20:30Z', '2026-10-30T05:30Z', 9],
  ])('%s %s %s–%s runs from %s to %s and lasts %d hours', (zone, date, from, to, start, end, hours) => {
    const roster = oneShift({
      zone,
      days: 127,
      from: minutes(from),
      to: minutes(to),
      since: days(date),
      until: days(date),
    });
    const [window] = createResolver(roster).window(
      Date.parse(`${date}T00:00Z`) - 48 * HOUR,
      Date.parse(`${date}T00:00Z`) + 72 * HOUR,
    );

    expect(window?.on.map(({ from, to }) => [from, to])).toEqual([[Date.parse(start), Date.parse(end)]]);
    expect((Date.parse(end) - Date.parse(start)) / HOUR).toBe(hours);
  });
});

describe('over every time zone, 2000–2040', () => {
  const SHIFTS = 40;
  const INSTANTS = 6;
  const zones = Intl.supportedValuesOf('timeZone');
  const FROM = Date.UTC(2000, 0, 5);
  const TO = Date.UTC(2040, 11, 20);

  /** Instants within a day of which the zone's clocks change: where mistakes are. Found with Intl alone. */
  function changesOf(zone: string): number[] {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    const offsetAt = (at: number): string => format.format(at).split(', ')[1] ?? '';
    const changes: number[] = [];
    for (let at = FROM; at < TO; at += FORTNIGHT) {
      if (offsetAt(at) === offsetAt(at + FORTNIGHT)) continue;
      let near = at;
      while (offsetAt(near + 24 * HOUR) === offsetAt(near)) near += 24 * HOUR;
      changes.push(near);
    }
    return changes;
  }

  /** A shift whose times are often the small hours, in which clocks change. */
  function randomShift(random: (below: number) => number, zone: string): Weekly {
    const from = random(4) === 0 ? random(5) * 30 : random(1440);
    const to = random(4) === 0 ? 1 + random(5) * 30 : 1 + random(1440);
    return { zone, days: 1 + random(127), from, to };
  }

  /** Where the resolver and Temporal differ about a shift, at instants up to 36 h before and after one. */
  function differences(shift: Weekly, around: number, random: (below: number) => number): string[] {
    const roster = oneShift(shift);
    const resolver = createResolver(roster);
    const instants = Array.from({ length: INSTANTS }, () => around + (random(144) - 72) * (HOUR / 2));
    return instants
      .filter((at) => (resolver.available(at)[0] === 1) !== opinion(roster, 0, at).available)
      .map((at) => `${JSON.stringify(shift)} at ${new Date(at).toISOString()}`);
  }

  test('the resolver and Temporal agree on 100,000 random shifts and instants', () => {
    const random = randomFrom(seed());
    const wrong: string[] = [];
    for (const zone of zones) {
      const changes = changesOf(zone);
      for (let i = 0; i < SHIFTS; i++) {
        const near = i % 2 === 0 ? changes[random(Math.max(1, changes.length))] : undefined;
        wrong.push(...differences(randomShift(random, zone), near ?? FROM + random(TO - FROM), random));
      }
    }
    expect(wrong).toEqual([]);
    expect(zones.length * SHIFTS * INSTANTS).toBeGreaterThanOrEqual(100_000);
  });

  test('starts and ends fall on the instants that Temporal gives them', () => {
    const random = randomFrom(seed());
    const wrong: string[] = [];
    for (const zone of zones) {
      const changes = changesOf(zone);
      for (let i = 0; i < 40; i++) {
        const near = changes[random(Math.max(1, changes.length))] ?? FROM + random(TO - FROM);
        const day = Math.floor(near / (24 * HOUR)) + random(3) - 1;
        const weekly = { zone, days: 127, from: random(360), to: random(360) };
        const ours = occurrenceOn(weekly, day);
        const theirs = occurrence(weekly, dateOf(day));
        if (ours.from !== theirs.from || ours.to !== theirs.to)
          wrong.push(`${zone} ${dateOf(day)} ${weekly.from}–${weekly.to}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('a day that a zone left out (Apia, 30 December 2011) has no length', () => {
    const apia = zoneNamed('Pacific/Apia');
    const midnight = days('2011-12-30') * 1440;
    expect(toInstant(apia, midnight)).toBe(toInstant(apia, midnight + 1440));
  });
});
