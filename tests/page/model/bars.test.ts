/** Bars are placed by a wall clock, in any zone and across clock changes. The reference is Temporal. */
import fc from 'fast-check';
import { type Bar, barsOf, currentOf, labelsOf, type Stretch, stretchesOf } from '../../../assets/page/model/bars';
import { type Frame, frameAt, place, windowAround } from '../../../assets/page/model/frame';
import { clockOf, dayOf, type WallClock } from '../../../assets/page/model/wall-clock';
import { Temporal } from '../../domain/schedule/temporal';

const HOUR = 3_600_000;
const at = (text: string): number => Date.parse(text);
const stretch = (from: string, to: string, because = 'shift early', on = true): Stretch => ({
  from: at(from),
  to: at(to),
  on,
  because,
  kind: because.startsWith('shift') ? 'shift' : because.startsWith('leave') ? 'leave' : 'override',
  begun: false,
  open: false,
});

/** On two weeks of 45 px a day. */
const labelled = (bars: readonly Bar[], frame: Frame, clock: WallClock, current?: number, letters = 104) =>
  labelsOf(bars, { frame, clock, letters, current });

const ZONES = ['Europe/Madrid', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia', 'UTC'];

test('place gives an instant’s wall-clock position in days from the left edge, also around clock changes', () => {
  const instants = fc.oneof(
    fc.integer({ min: at('2026-10-24T00:00Z'), max: at('2026-11-03T00:00Z') }),
    fc.integer({ min: at('2027-03-13T00:00Z'), max: at('2027-04-05T00:00Z') }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), instants, fc.integer({ min: 0, max: 13 }), (zone, instant, day) => {
      const wall = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime();
      const first = wall.toPlainDate().subtract({ days: day });
      const frame = { first: Temporal.PlainDate.from('1970-01-01').until(first).days, days: 14 };
      const expected = day + (wall.hour * 60 + wall.minute) / 1440;
      expect(place(instant, frame, clockOf(zone))).toBeCloseTo(expected, 9);
    }),
  );
});

test('a shift keeps its position in the day when the clocks go back or forward', () => {
  const madrid = clockOf('Europe/Madrid');
  const autumn = { first: dayOf(madrid.wall(at('2026-10-24T12:00Z'))), days: 14 };
  const shifts = [
    stretch('2026-10-24T05:00Z', '2026-10-24T13:00Z'),
    stretch('2026-10-25T06:00Z', '2026-10-25T14:00Z'),
    stretch('2026-10-26T06:00Z', '2026-10-26T14:00Z'),
  ];
  const bars = barsOf(shifts, autumn, madrid);
  expect(bars.map(({ left }) => Math.round((left % 1) * 24))).toEqual([7, 7, 7]);
  expect(bars.map(({ width }) => Math.round(width * 24))).toEqual([8, 8, 8]);
  const newYork = clockOf('America/New_York');
  const spring = { first: dayOf(newYork.wall(at('2027-03-13T12:00Z'))), days: 14 };
  const nights = [stretch('2027-03-14T05:00Z', '2027-03-14T11:00Z')];
  expect(barsOf(nights, spring, newYork).map(({ left, width }) => [left, Math.round(width * 24)])).toEqual([[1, 7]]);
});

test('a stretch within a repeated hour stays visible', () => {
  const madrid = clockOf('Europe/Madrid');
  const frame = { first: dayOf(madrid.wall(at('2026-10-25T12:00Z'))), days: 14 };
  // 02:50 the first time until 02:10 the second time.
  const [bar] = barsOf([stretch('2026-10-25T00:50Z', '2026-10-25T01:10Z')], frame, madrid);
  expect(bar?.width).toBeGreaterThan(0);
});

test('one shift has different positions on two clocks', () => {
  const [madrid, singapore] = [clockOf('Europe/Madrid'), clockOf('Asia/Singapore')];
  const frame = { first: dayOf(madrid.wall(at('2026-11-23T12:00Z'))), days: 14 };
  const shift = [stretch('2026-11-23T00:00Z', '2026-11-23T09:00Z')];
  expect(barsOf(shift, frame, madrid)[0]?.left).toBeCloseTo(1 / 24);
  expect(barsOf(shift, frame, singapore)[0]?.left).toBeCloseTo(8 / 24);
});

test('bars are clipped to the frame; stretches outside have none', () => {
  const utc = clockOf('UTC');
  const frame = { first: dayOf(utc.wall(at('2026-11-23T12:00Z'))), days: 14 };
  const bars = barsOf(
    [
      stretch('2026-11-20T00:00Z', '2026-11-22T00:00Z'),
      stretch('2026-11-22T12:00Z', '2026-11-23T12:00Z'),
      stretch('2026-12-06T12:00Z', '2026-12-09T00:00Z'),
      stretch('2026-12-07T00:00Z', '2026-12-08T00:00Z'),
    ],
    frame,
    utc,
  );
  expect(bars.map(({ left, width }) => [left, width])).toEqual([
    [0, 0.5],
    [13.5, 0.5],
  ]);
});

test('stretchesOf sorts on and off by time and marks stretches that extend beyond the window', () => {
  const reach = { from: at('2026-11-21T00:00Z'), to: at('2026-12-07T00:00Z') };
  const one = (from: string, to: string) => ({ from, to, because: 'x', kind: 'shift' as const });
  const window = {
    on: [one('2026-11-21T00:00:00Z', '2026-11-22T00:00:00Z'), one('2026-12-01T00:00:00Z', '2026-12-07T00:00:00Z')],
    off: [one('2026-11-25T00:00:00Z', '2026-11-26T00:00:00Z')],
  };
  expect(stretchesOf(window, reach).map(({ on, begun, open }) => [on, begun, open])).toEqual([
    [true, true, false],
    [false, false, false],
    [true, false, true],
  ]);
});

test('neighbouring bars of one reason share a label, with the hours if all are the same', () => {
  const utc = clockOf('UTC');
  const frame = { first: dayOf(utc.wall(at('2026-11-23T12:00Z'))), days: 14 };
  const days = ['23', '24', '25', '26', '27', '30'];
  const shifts = days.map((day) => stretch(`2026-11-${day}T07:00Z`, `2026-11-${day}T15:00Z`));
  expect(labelled(barsOf(shifts, frame, utc), frame, utc).map(({ text }) => text)).toEqual(['early 07–15']);
});

test('a label omits hours that are only the window’s edge', () => {
  const utc = clockOf('UTC');
  const frame = { first: dayOf(utc.wall(at('2026-11-23T12:00Z'))), days: 14 };
  const bars = barsOf([{ ...stretch('2026-11-22T00:00Z', '2026-11-23T09:00Z'), begun: true }], frame, utc);
  expect(labelled(bars, frame, utc).map(({ text }) => text)).toEqual(['early']);
});

test('of two overlapping labels the exception stays, not the rule', () => {
  const utc = clockOf('UTC');
  const frame = { first: dayOf(utc.wall(at('2026-11-23T12:00Z'))), days: 14 };
  const bars = barsOf(
    [
      stretch('2026-11-24T07:00Z', '2026-11-24T09:00Z'),
      stretch('2026-11-24T09:00Z', '2026-11-24T12:00Z', 'override', false),
      stretch('2026-11-24T12:00Z', '2026-11-24T15:00Z'),
    ],
    frame,
    utc,
  );
  expect(labelled(bars, frame, utc).map(({ text }) => text)).toEqual(['override 09–12']);
});

test('of two overlapping labels of rules the more frequent one stays', () => {
  const utc = clockOf('UTC');
  const frame = { first: dayOf(utc.wall(at('2026-11-23T12:00Z'))), days: 14 };
  const days = ['23', '24', '25'].map((day) =>
    stretch(`2026-11-${day}T09:00Z`, `2026-11-${day}T17:00Z`, 'shift office'),
  );
  const bars = barsOf([stretch('2026-11-23T00:00Z', '2026-11-23T06:00Z', 'shift night'), ...days], frame, utc);
  expect(labelled(bars, frame, utc).map(({ text }) => text)).toEqual(['office 09–17']);
});

test('the label of what decides now comes before its neighbour’s, however short it is', () => {
  const utc = clockOf('UTC');
  const frame = { first: dayOf(utc.wall(at('2026-11-23T12:00Z'))), days: 14 };
  const override = stretch('2026-11-23T10:00Z', '2026-11-23T10:30Z', 'override');
  const leave = stretch('2026-11-23T08:00Z', '2026-11-23T10:00Z', 'leave', false);
  const bars = barsOf([leave, override], frame, utc);
  expect(currentOf([leave, override], at('2026-11-23T10:10Z'))).toBe(override.from);
  expect(currentOf([leave, override], at('2026-11-23T11:00Z'))).toBeUndefined();
  expect(labelled(bars, frame, utc).map(({ text }) => text)).toEqual(['leave 08–10']);
  expect(labelled(bars, frame, utc, override.from).map(({ text }) => text)).toEqual(['override 10–10:30']);
});

test('a label begins at its bar, and at the right edge it is left out where fewer than five letters have room', () => {
  const utc = clockOf('UTC');
  const frame = { first: dayOf(utc.wall(at('2026-11-23T12:00Z'))), days: 14 };
  const evening = (from: string) => barsOf([stretch(from, '2026-12-06T23:00Z', 'shift evening')], frame, utc);
  expect(labelled(evening('2026-12-06T06:00Z'), frame, utc)).toEqual([{ left: 13.25, width: 0.75, text: 'evening' }]);
  expect(labelled(evening('2026-12-06T18:00Z'), frame, utc)).toEqual([]);
});

test('every label begins at a bar, runs neither over the next one nor beyond the edge, and has room for five letters, however wide letters are', () => {
  const utc = clockOf('UTC');
  const frame = { first: dayOf(utc.wall(at('2026-11-23T12:00Z'))), days: 14 };
  const shift = fc.record({
    hour: fc.integer({ min: 0, max: 14 * 24 - 1 }),
    hours: fc.integer({ min: 1, max: 30 }),
    because: fc.constantFrom('shift early', 'leave', 'override', 'shift weekend-on-call'),
  });
  fc.assert(
    fc.property(fc.array(shift, { maxLength: 30 }), fc.integer({ min: 20, max: 400 }), (shifts, letters) => {
      const start = at('2026-11-23T00:00Z');
      const stretches = shifts
        .map(({ hour, hours, because }) => ({ ...stretch('', '', because), from: start + hour * HOUR, hours }))
        .map(({ hours, ...one }) => ({ ...one, to: one.from + hours * HOUR }))
        .sort((a, b) => a.from - b.from);
      const bars = barsOf(stretches, frame, utc);
      const labels = labelled(bars, frame, utc, undefined, letters);
      const room = (5 * frame.days) / letters;
      expect(labels.length > 0).toBe(bars.some(({ left }) => left <= frame.days - room));
      const places = new Set(bars.map(({ left }) => left));
      expect(labels.filter(({ left }) => !places.has(left))).toEqual([]);
      labels.forEach(({ left, width }, index) => {
        expect(left + width).toBeLessThanOrEqual((labels[index + 1]?.left ?? frame.days) + 1e-9);
        expect(width).toBeGreaterThanOrEqual(room - 1e-9);
      });
    }),
  );
});

test('before letters have been measured there are no labels', () => {
  const utc = clockOf('UTC');
  const frame = { first: dayOf(utc.wall(at('2026-11-23T12:00Z'))), days: 14 };
  const bars = barsOf([stretch('2026-11-24T07:00Z', '2026-11-24T15:00Z')], frame, utc);
  expect(labelled(bars, frame, utc, undefined, 0)).toEqual([]);
});

test('the frame begins today; with each person’s own clock, on the earliest local day', () => {
  const adelaide = clockOf('Australia/Adelaide');
  const others = [clockOf('America/Los_Angeles'), clockOf('Asia/Tokyo')];
  const now = at('2026-11-22T20:00Z'); // Monday in Adelaide, Sunday in Los Angeles
  const monday = dayOf(adelaide.wall(now));
  expect(frameAt(now, adelaide, others, 'mine').first).toBe(monday);
  expect(frameAt(now, adelaide, others, 'theirs').first).toBe(monday - 1);
});

test('the requested window covers every day shown, in any zone, across clock changes', () => {
  const zones = ['America/Los_Angeles', 'Europe/Madrid', 'Australia/Adelaide', 'Asia/Kolkata'];
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.constantFrom(...zones),
      fc.integer({ min: at('2026-10-20T00:00Z'), max: at('2026-11-05T00:00Z') }),
      (mine, theirs, now) => {
        const [viewer, clock] = [clockOf(mine), clockOf(theirs)];
        const { from, days } = windowAround(now, viewer);
        const to = from + days * 24 * HOUR;
        const { first } = frameAt(now, viewer, [clock], 'theirs');
        expect(viewer.midnight(dayOf(viewer.wall(now)))).toBeGreaterThanOrEqual(from);
        expect(clock.midnight(first)).toBeGreaterThanOrEqual(from);
        expect(to).toBeGreaterThanOrEqual(viewer.midnight(dayOf(viewer.wall(now)) + 14));
      },
    ),
  );
});

describe('on a timeline of another length', () => {
  const utc = clockOf('UTC');
  const first = dayOf(utc.wall(at('2026-11-23T00:00Z')));
  const over = (days: number, ...stretches: Stretch[]) => {
    const frame = { first, days };
    const bars = barsOf(stretches, frame, utc);
    return { bars, labels: labelled(bars, frame, utc).map(({ text }) => text) };
  };
  const short = stretch('2026-11-23T08:00Z', '2026-11-23T08:10Z');

  test('a bar is at least as wide on the screen as on two weeks: narrower on a day, wider on a month', () => {
    const width = (days: number) => over(days, short).bars[0]?.width ?? 0;
    expect(width(1)).toBeCloseTo(10 / 1440, 6);
    expect(width(28)).toBeCloseTo(2 * width(14), 6);
  });

  test('on a day, a turn of several days has no hours in its label', () => {
    expect(over(1, stretch('2026-11-23T09:00Z', '2026-11-30T09:00Z', 'shift on-call')).labels).toEqual(['on-call']);
    expect(over(1, stretch('2026-11-23T09:00Z', '2026-11-24T05:00Z', 'shift on-call')).labels).toEqual([
      'on-call 09–05',
    ]);
  });

  test('labels that are too close on a month have room on a day', () => {
    const shifts = [
      stretch('2026-11-23T06:00Z', '2026-11-23T10:00Z', 'shift early'),
      stretch('2026-11-23T14:00Z', '2026-11-23T18:00Z', 'shift late'),
    ];
    expect(over(1, ...shifts).labels).toEqual(['early 06–10', 'late 14–18']);
    expect(over(28, ...shifts).labels).toHaveLength(1);
  });
});
