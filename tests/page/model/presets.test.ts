/** Presets of the Set dialog: the text matches the request, on the person's clock. */
import type { Stretch } from '../../../assets/page/model/bars';
import { type Draft, emptyDraft, type PresetId } from '../../../assets/page/model/draft';
import { nextShiftChange, settingOf } from '../../../assets/page/model/presets';
import { clockOf } from '../../../assets/page/model/wall-clock';
import { NOON, person } from './people';

const newYork = clockOf('America/New_York'); // 07:00 at noon UTC
const ana = person('ana'); // Madrid: 13:00
const draft = (preset: PresetId, more: Partial<Draft> = {}): Draft => ({
  ...emptyDraft(ana, newYork, NOON),
  preset,
  ...more,
});
const body = (preset: PresetId, more?: Partial<Draft>, stretches: readonly Stretch[] = []) => {
  const setting = settingOf(draft(preset, more), ana, stretches, newYork);
  if (setting && 'address' in setting) return setting.address;
  return setting && ('order' in setting ? setting.order.body : setting.fault);
};
const shift = (from: string, to: string, kind: Stretch['kind'] = 'shift'): Stretch => ({
  from: Date.parse(from),
  to: Date.parse(to),
  on: true,
  kind,
  because: 'shift early',
  begun: false,
  open: false,
});

test('a draft without a preset sends nothing', () => {
  expect(settingOf(emptyDraft(ana, newYork, NOON), ana, [], newYork)).toBeUndefined();
});

test('"for 2 hours" counts from the choice, rounded up to the minute', () => {
  expect(body('off-2h', { chosen: NOON + 30_000 })).toEqual({
    person: 'ana',
    available: false,
    until: '2026-11-22T14:01:00.000Z',
  });
  expect(body('on-2h')).toEqual({ person: 'ana', available: true, until: '2026-11-22T14:00:00.000Z' });
});

test('"tomorrow" is the day on the person’s clock', () => {
  expect(body('off-tomorrow')).toEqual({ person: 'ana', available: false, until: '2026-11-22T23:00:00.000Z' });
});

test('an override without an end lasts until the next shift change, which is named if the timeline shows it', () => {
  expect(body('off-boundary')).toEqual({ person: 'ana', available: false });
  const stretches = [shift('2026-11-22T06:00Z', '2026-11-22T14:00Z'), shift('2026-11-23T06:00Z', '2026-11-23T14:00Z')];
  const setting = settingOf(draft('off-boundary'), ana, stretches, newYork);
  expect(setting).toMatchObject({
    consequence: [
      'ana is off duty from now until the next shift change, 09:00 your time (15:00 in Madrid), whatever the roster says.',
      'Frontline gives them no new conversations.',
    ],
  });
});

test('nextShiftChange is the end of adjoining shifts or the start of the next, and undefined if the schedule is hidden', () => {
  const joined = [shift('2026-11-22T06:00Z', '2026-11-22T14:00Z'), shift('2026-11-22T14:00Z', '2026-11-22T18:00Z')];
  expect(nextShiftChange(ana, joined, NOON)).toBe(Date.parse('2026-11-22T18:00Z'));
  const later = [shift('2026-11-23T06:00Z', '2026-11-23T14:00Z')];
  expect(nextShiftChange(ana, later, NOON)).toBe(Date.parse('2026-11-23T06:00Z'));
  expect(nextShiftChange(ana, [], NOON)).toBeUndefined();
  expect(nextShiftChange(ana, [shift('2026-11-22T13:00Z', '2026-11-22T14:00Z', 'override')], NOON)).toBeUndefined();
  const overridden = person('ana', { override: { available: true, until: null, event: 'evt_1' } });
  expect(nextShiftChange(overridden, later, NOON)).toBeUndefined();
});

test('a leave covers whole days on the person’s clock, including the last, also across clock changes', () => {
  expect(body('leave-today')).toEqual({
    person: 'ana',
    leave: { from: '2026-11-21T23:00:00.000Z', to: '2026-11-22T23:00:00.000Z' },
  });
  expect(body('leave-dates', { firstDay: '2027-03-27', lastDay: '2027-03-28' })).toEqual({
    person: 'ana',
    leave: { from: '2027-03-26T23:00:00.000Z', to: '2027-03-28T22:00:00.000Z' },
  });
});

test('a typed end is on the viewer’s clock', () => {
  expect(body('off-until', { until: '2026-11-22T16:00' })).toEqual({
    person: 'ana',
    available: false,
    until: '2026-11-22T21:00:00.000Z',
  });
});

test('invalid input is reported before anything is sent', () => {
  expect(body('off-until', { until: '2026-11-22T06:00' })).toBe('That is in the past: enter a later date or time.');
  expect(body('off-until', { until: '' })).toBe('Enter a date and a time, such as 2026-11-23 16:00.');
  expect(body('leave-dates', { firstDay: '2026-11-25', lastDay: '2026-11-24' })).toBe(
    'The last day is before the first.',
  );
  expect(body('leave-dates', { firstDay: '', lastDay: '' })).toBe(
    'Enter the first and the last day, such as 2026-11-23.',
  );
  expect(body('leave-dates', { firstDay: '2026-11-01', lastDay: '2026-11-02' })).toBe(
    'Those days are in the past: enter later ones.',
  );
});

test('a year of too many digits is reported, in a date and in a time', () => {
  const fault = 'That is more than three years ahead: check the year, which has four digits.';
  expect(body('off-until', { until: '20261-11-22T16:00' })).toMatch(/^Enter a date and a time/);
  expect(body('off-until', { until: '2062-11-22T16:00' })).toBe(fault);
  expect(body('leave-dates', { firstDay: '2026-11-23', lastDay: '2062-11-23' })).toBe(fault);
});

test('what was set is told with its end, also where Frontline had it so already', () => {
  const told = (preset: PresetId) => {
    const setting = settingOf(draft(preset), ana, [], newYork);
    return setting && 'told' in setting ? setting.told : undefined;
  };
  expect(told('off-2h')).toEqual({
    about: 'ana',
    done: 'ana is off duty until 09:00 your time (15:00 in Madrid).',
    already: 'ana was already off duty; now until 09:00 your time (15:00 in Madrid).',
  });
  expect(told('on-boundary')?.done).toBe('ana is on duty until the next shift change.');
});

test('a leave during an override that puts the person on duty says that the override counts more', () => {
  const overridden = person('ana', { override: { available: true, until: null, event: 'evt_1' } });
  const consequences = (of: typeof ana) => settingOf(draft('leave-today'), of, [], newYork);
  expect(consequences(ana)).toMatchObject({
    consequence: [expect.any(String), expect.stringMatching(/^Off duty throughout/)],
  });
  expect(consequences(overridden)).toMatchObject({
    consequence: [expect.any(String), expect.stringMatching(/^Off duty as soon as the override .* has ended/)],
  });
});
