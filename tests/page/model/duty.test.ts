/** Being on duty, by a timeline: until when, and when next. */
import type { StretchView, WindowView } from '../../../assets/api/views/views';
import { dutyOf } from '../../../assets/page/model/duty';
import { NOON } from './people';

const HOUR = 3_600_000;
const hours = (from: number, to: number, because = 'shift early'): StretchView => ({
  from: new Date(NOON + from * HOUR).toISOString(),
  to: new Date(NOON + to * HOUR).toISOString(),
  because,
  kind: 'shift',
});
const window = (...on: StretchView[]): WindowView => ({ on, off: [hours(-1, 50, 'leave')] });
const REACH = { from: NOON - 48 * HOUR, to: NOON + 48 * HOUR };
const duty = (...on: StretchView[]) => dutyOf(window(...on), REACH, NOON);

test('duty ends where the last of the shifts that follow each other without a break ends', () => {
  expect(duty(hours(-4, 2), hours(2, 6, 'shift late'), hours(7, 9))).toEqual({ on: true, until: NOON + 6 * HOUR });
});

test('a shift begins at its first instant, and is over at its end', () => {
  expect(duty(hours(0, 1))).toEqual({ on: true, until: NOON + HOUR });
  expect(duty(hours(-1, 0))).toEqual({ on: false });
});

test('whoever is off duty has a next shift, if one is in sight', () => {
  expect(duty(hours(-8, -4), hours(3, 5), hours(8, 9))).toEqual({ on: false, next: NOON + 3 * HOUR });
  expect(duty()).toEqual({ on: false });
});

test('duty that goes on beyond the timeline has no end in sight', () => {
  expect(duty(hours(-1, 20), hours(20, 48))).toEqual({ on: true });
});
