import fc from 'fast-check';
import { dutyTimes, planChanges } from '../../../assets/domain/notify/duty-times';
import {
  decideNotice,
  LATE_MS,
  NO_NOTES,
  type Outlook,
  type PersonNotes,
  reminderState,
} from '../../../assets/domain/notify/notices';
import { quietUntil } from '../../../assets/domain/notify/quiet-hours';
import type { Interval, Segment } from '../../../assets/domain/schedule/schedule';
import { wallAt, zoneNamed } from '../../../assets/domain/schedule/zones';
import { DAY, HOUR, MINUTE } from '../../../assets/domain/time';

const NOON = Date.parse('2026-11-02T12:00:00Z');
const at = (hours: number, minutes = 0) => NOON + hours * HOUR + minutes * MINUTE;
const span = (from: number, to: number): Interval => ({ from: at(from), to: at(to) });
const segment = (from: number, to: number, reason = 'shift a'): Segment => ({
  ...span(from, to),
  available: true,
  kind: 'shift',
  reason,
});
const never = () => undefined;

describe('Times on duty', () => {
  test('are joined where they meet, whatever the reasons', () => {
    expect(dutyTimes([segment(1, 2), segment(2, 3, 'shift b'), segment(4, 5)])).toEqual([span(1, 3), span(4, 5)]);
  });

  test('are in whole minutes', () => {
    const odd = { ...segment(1, 2), to: at(2) + 30_500 };
    expect(dutyTimes([odd])).toEqual([span(1, 2)]);
  });
});

describe('A change of plan', () => {
  const changes = (before: Interval[], after: Interval[]) => planChanges(before, after, NOON, at(100));

  test('is none where the times are the same', () => {
    expect(changes([span(1, 2)], [span(1, 2)])).toEqual([]);
  });

  test('adds, cancels and moves', () => {
    expect(changes([span(1, 3), span(5, 6)], [span(2, 4), span(8, 9)])).toEqual([
      { kind: 'moved', period: span(2, 4), was: span(1, 3) },
      { kind: 'cancelled', period: span(5, 6) },
      { kind: 'added', period: span(8, 9) },
    ]);
  });

  test('that cuts one time in two says so of both', () => {
    expect(changes([span(1, 5)], [span(1, 2), span(3, 5)])).toEqual([
      { kind: 'added', period: span(1, 2) },
      { kind: 'cancelled', period: span(1, 5) },
      { kind: 'added', period: span(3, 5) },
    ]);
  });

  test('is only one of what is still to come', () => {
    expect(changes([span(-5, -3), span(-2, 3)], [span(-1, 3)])).toEqual([]);
    expect(planChanges([span(1, 2)], [span(1, 2), span(7, 9)], NOON, at(7))).toEqual([]);
  });
});

describe('A reminder', () => {
  const state = (start: number, now: number, before: number, held: (instant: number) => number | undefined = never) =>
    reminderState(start, { lead: HOUR, now, before }, held);

  test('is due from its time on, for five minutes', () => {
    expect(state(at(2), at(1) - 1, at(1, -1))).toBe('none');
    expect(state(at(2), at(1), at(1, -1))).toBe('due');
    expect(state(at(2), at(1, 5) - 1, at(1, 4))).toBe('due');
  });

  test('is too late once after that, and never again', () => {
    expect(state(at(2), at(1, 5), at(1, 4))).toBe('expired');
    expect(state(at(2), at(1, 6), at(1, 5))).toBe('none');
    expect(state(at(2), at(30), at(0))).toBe('expired');
  });

  test('that falls into quiet hours is due at their end, if the shift begins later', () => {
    const quiet = (instant: number) => (instant < at(1, 30) ? at(1, 30) : undefined);
    expect(state(at(2), at(1), at(1, -1), quiet)).toBe('none');
    expect(state(at(2), at(1, 30), at(1, 29), quiet)).toBe('due');
    expect(state(at(1, 30), at(1, 30), at(1, 29), quiet)).toBe('none');
  });
});

describe('Quiet hours', () => {
  const until = (from: number, to: number, instant: string, zone = 'Europe/Madrid') => {
    const end = quietUntil({ from, to }, zoneNamed(zone), Date.parse(instant));
    return end && new Date(end).toISOString();
  };

  test('go by the clock of the person', () => {
    expect(until(1320, 420, '2026-11-02T20:59:00Z')).toBeUndefined();
    expect(until(1320, 420, '2026-11-02T21:00:00Z')).toBe('2026-11-03T06:00:00.000Z');
    expect(until(1320, 420, '2026-11-03T05:59:59Z')).toBe('2026-11-03T06:00:00.000Z');
    expect(until(1320, 420, '2026-11-03T06:00:00Z')).toBeUndefined();
    expect(until(1320, 420, '2026-11-02T21:00:00Z', 'America/New_York')).toBeUndefined();
  });

  test('may lie within a day, and end at midnight', () => {
    expect(until(780, 900, '2026-11-02T12:30:00Z')).toBe('2026-11-02T14:00:00.000Z');
    expect(until(1320, 1440, '2026-11-02T22:30:00Z')).toBe('2026-11-02T23:00:00.000Z');
    expect(until(1320, 1440, '2026-11-02T23:00:00Z')).toBeUndefined();
  });
});

describe('Somebody', () => {
  const outlook = (times: Interval[], more: Partial<Outlook> = {}): Outlook => ({
    reminders: [],
    plan: { until: at(300), times },
    mayTell: true,
    ...more,
  });
  const knowing = (times: Interval[]): PersonNotes => ({ ...NO_NOTES, plan: { until: at(300), times } });

  test('who is seen for the first time is told of no changes', () => {
    expect(decideNotice(undefined, outlook([span(1, 2)]), NOON)).toEqual({
      notes: { plan: { until: at(300), times: [span(1, 2)] }, reminded: [], owed: [] },
      dropped: 0,
    });
  });

  test('is told of a change once', () => {
    const told = decideNotice(knowing([span(1, 2)]), outlook([span(1, 3)]), NOON);
    expect(told.notice?.changes).toEqual([{ kind: 'moved', period: span(1, 3), was: span(1, 2) }]);
    expect(decideNotice(told.notes, outlook([span(1, 3)]), NOON).notice).toBeUndefined();
  });

  test('is told of a change in quiet hours at their end, and of none that was taken back', () => {
    const quiet = decideNotice(knowing([span(1, 2), span(9, 10)]), outlook([span(1, 2)], { mayTell: false }), NOON);
    expect(quiet.notice).toBeUndefined();
    expect(decideNotice(quiet.notes, outlook([span(1, 2)]), at(1)).notice?.changes).toEqual([
      { kind: 'cancelled', period: span(9, 10) },
    ]);
    expect(decideNotice(quiet.notes, outlook([span(1, 2), span(9, 10)]), at(1)).notice).toBeUndefined();
    // What has begun and ended meanwhile is no news.
    expect(decideNotice(quiet.notes, outlook([span(1, 2)]), at(10)).notice).toBeUndefined();
  });

  test('gets everything in one message', () => {
    const notes = { ...knowing([]), owed: [{ of: 'ben', count: 3, at: NOON }] };
    const reminders = [{ shift: span(1, 2), state: 'due' as const }];
    const { notice, notes: after } = decideNotice(notes, outlook([span(5, 6)], { reminders }), NOON);
    expect(notice).toEqual({
      reminders: [span(1, 2)],
      changes: [{ kind: 'added', period: span(5, 6) }],
      handovers: [{ of: 'ben', count: 3, at: NOON }],
    });
    expect(after).toEqual({ plan: { until: at(300), times: [span(5, 6)] }, reminded: [at(1)], owed: [] });
  });

  test('is not told what has waited for a day, and that is counted', () => {
    const notes = { ...NO_NOTES, owed: [{ of: 'ben', count: 3, at: NOON - DAY }] };
    expect(decideNotice(notes, outlook([]), NOON)).toMatchObject({ dropped: 1, notes: { owed: [] } });
  });

  test('has their plan taken anew once a day', () => {
    const times = [span(1, 2)];
    const known = knowing(times);
    const later = { until: at(323), times };
    expect(decideNotice(known, outlook([], { plan: later }), NOON).notes.plan).toBe(known.plan);
    const next = { until: at(325), times };
    expect(decideNotice(known, outlook([], { plan: next }), NOON).notes.plan).toBe(next);
  });
});

/** A week of ticks, with gaps, over shifts and quiet hours of any kind. */
describe('Over a week of ticks, reminders', () => {
  const WEEK = 7 * 24 * 60;
  const shifts = fc
    .uniqueArray(fc.integer({ min: 60, max: WEEK }), { maxLength: 12 })
    .map((starts) => starts.map((start) => ({ from: NOON + start * MINUTE, to: NOON + (start + 30) * MINUTE })));
  const minute = fc.integer({ min: 0, max: 1439 });
  const quietHours = fc.record({ from: minute, to: minute }).filter(({ from, to }) => from !== to);
  const gaps = fc.array(fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 600 })), {
    minLength: 50,
    maxLength: 800,
  });
  const lead = fc.integer({ min: 1, max: 48 * 60 });

  test('come once each, never in quiet hours, never on leave, never after the shift began, never late; what is dropped is counted', () => {
    fc.assert(
      fc.property(
        shifts,
        quietHours,
        gaps,
        lead,
        fc.constantFrom('UTC', 'Europe/Madrid', 'Asia/Kathmandu'),
        (all, quiet, steps, minutes, name) => {
          const zone = zoneNamed(name);
          const leave = { from: NOON + 24 * HOUR, to: NOON + 40 * HOUR };
          const held = (instant: number) =>
            instant >= leave.from && instant < leave.to ? leave.to : quietUntil(quiet, zone, instant);
          let notes: PersonNotes | undefined;
          let now = NOON;
          let before = NOON - MINUTE;
          const told: { shift: Interval; at: number }[] = [];
          let dropped = 0;
          for (const step of steps) {
            now += step * MINUTE;
            const times = { lead: minutes * MINUTE, now, before };
            const reminders = all.map((shift) => ({ shift, state: reminderState(shift.from, times, held) }));
            const decided = decideNotice(notes, { reminders, mayTell: held(now) === undefined }, now);
            told.push(...(decided.notice?.reminders ?? []).map((shift) => ({ shift, at: now })));
            dropped += decided.dropped;
            ({ notes } = decided);
            before = now;
          }
          const keys = told.map(({ shift }) => shift.from);
          expect(new Set(keys).size).toBe(keys.length);
          for (const { shift, at: instant } of told) {
            const wall = wallAt(zone, instant) % 1440;
            const isQuiet =
              quiet.from < quiet.to ? wall >= quiet.from && wall < quiet.to : wall >= quiet.from || wall < quiet.to;
            expect(isQuiet).toBe(false);
            expect(instant < leave.from || instant >= leave.to).toBe(true);
            expect(instant).toBeLessThan(shift.from);
            expect(instant).toBeGreaterThanOrEqual(shift.from - minutes * MINUTE);
            let asked = shift.from - minutes * MINUTE;
            for (let end = held(asked); end !== undefined; end = held(asked)) asked = end;
            expect(instant - asked).toBeLessThan(LATE_MS);
          }
          // Each whose time came is told or counted, and none is both.
          const came = all.filter(({ from }) => {
            let asked = from - minutes * MINUTE;
            for (let end = held(asked); end !== undefined; end = held(asked)) asked = end;
            const over = Math.min(asked + LATE_MS, from);
            return asked < from && over > NOON - MINUTE && over <= now;
          });
          expect(told.filter(({ shift }) => came.includes(shift)).length + dropped).toBe(came.length);
        },
      ),
      { numRuns: 200 },
    );
  });
});
