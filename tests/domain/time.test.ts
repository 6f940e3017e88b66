import { dayOf, wallOf } from '../../assets/domain/schedule/dates';
import { createResolver } from '../../assets/domain/schedule/resolver';
import { toInstant, wallAt, zoneNamed } from '../../assets/domain/schedule/zones';
import type { Day, EpochMs, MinuteOfDay, WallMinute } from '../../assets/domain/time';
import { smallRoster, validRoster } from '../support/roster';

const zone = zoneNamed('Europe/Madrid');
const day: Day = 20_780; // 2026-11-23
const minute: MinuteOfDay = 9 * 60;
const wall: WallMinute = wallOf(day, minute);
const instant: EpochMs = toInstant(zone, wall);

test('a date and a time of day become a wall time and an instant, and back', () => {
  expect(new Date(instant).toISOString()).toBe('2026-11-23T08:00:00.000Z');
  expect(wallAt(zone, instant)).toBe(wall);
  expect(dayOf(wall)).toBe(day);
});

// tsc (npm run check) is what tests these lines: it fails on an @ts-expect-error that has no error beneath it.
test('a value of one unit is no argument for another', () => {
  const resolver = createResolver(validRoster(smallRoster()));
  const mixed = [
    // @ts-expect-error: a date
    () => toInstant(zone, day),
    // @ts-expect-error: an instant
    () => toInstant(zone, instant),
    // @ts-expect-error: a wall time
    () => wallAt(zone, wall),
    // @ts-expect-error: a date
    () => wallAt(zone, day),
    // @ts-expect-error: an instant
    () => dayOf(instant),
    // @ts-expect-error: a time of day
    () => dayOf(minute),
    // @ts-expect-error: a wall time
    () => wallOf(wall),
    // @ts-expect-error: a wall time
    () => resolver.available(wall),
    // @ts-expect-error: a date
    () => resolver.verdict(0, day),
    // @ts-expect-error: a wall time
    () => resolver.nextBoundary(0, wall),
    // @ts-expect-error: a wall time
    () => resolver.window(instant, wall),
    // @ts-expect-error: a date
    () => resolver.coverage(day, instant),
  ];
  expect(mixed).toHaveLength(12);
});
