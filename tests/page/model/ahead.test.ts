/** Until when somebody stays on or off duty. */
import type { WindowView } from '../../../assets/api/views/views';
import { answerOf } from '../../../assets/page/dialogs/answer';
import { aheadOf } from '../../../assets/page/model/ahead';
import { clockOf } from '../../../assets/page/model/wall-clock';
import { NOON, ON, person } from './people';

const HOUR = 3_600_000;
const at = (hours: number): string => new Date(NOON + hours * HOUR).toISOString();
const stretch = (from: number, to: number, because = 'shift early', kind: 'shift' | 'leave' = 'shift') => ({
  from: at(from),
  to: at(to),
  because,
  kind,
});
const windowOf = (on: WindowView['on'], off: WindowView['off'] = []): WindowView => ({ on, off });
const off = (until: number) => person('lukas', { name: 'Lukas Weiß', should: { until: at(until) } });
const hours = (ahead: { readonly until: number | null }) => ahead.until !== null && (ahead.until - NOON) / HOUR;

test('somebody off duty is off until they come on duty next, with the leave that begins before', () => {
  const window = windowOf([stretch(67, 75)], [stretch(12, 36, 'leave', 'leave')]);
  const ahead = aheadOf(off(12), window, NOON);
  expect([hours(ahead), ahead.because]).toEqual([67, 'no shift, then leave']);
});

test('somebody on leave is off until their next shift, and not until their leave ends', () => {
  const away = person('lukas', { should: { because: 'leave', kind: 'leave', until: at(12) } });
  const ahead = aheadOf(away, windowOf([stretch(19, 27)], [stretch(-12, 12, 'leave', 'leave')]), NOON);
  expect([hours(ahead), ahead.because]).toEqual([19, 'leave, then no shift']);
});

test('somebody on duty is on until the shifts that follow without a break have ended', () => {
  const window = windowOf([stretch(-2, 2), stretch(2, 6, 'shift late'), stretch(7, 9)]);
  const ahead = aheadOf(person('ana', { should: ON }), window, NOON);
  expect([hours(ahead), ahead.because]).toEqual([6, 'shift early, then shift late']);
});

test('nobody is off duty until an end that is not in sight, and a plain end stays as the server has it', () => {
  expect(hours(aheadOf(off(12), windowOf([]), NOON))).toBe(false);
  expect(aheadOf(off(12), windowOf([stretch(12, 20)]), NOON)).toEqual({
    until: NOON + 12 * HOUR,
    because: 'no shift',
  });
  expect(hours(aheadOf(off(12), undefined, NOON))).toBe(12);
  const endless = windowOf([stretch(-2, 2), stretch(2, 14 * 24, 'shift late')]);
  expect(hours(aheadOf(person('ana', { should: ON }), endless, NOON))).toBe(false);
});

test('Why names the person as the roster does, and the next time on duty', () => {
  const window = windowOf([stretch(67, 75)], [stretch(12, 36, 'leave', 'leave')]);
  expect(answerOf({ ...off(12), zone: 'UTC' }, window, clockOf('UTC'), NOON)[0]).toMatch(
    /^Lukas Weiß is off duty until Wed.* 07:00: no shift, then leave\.$/,
  );
});
