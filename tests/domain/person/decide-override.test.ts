import fc from 'fast-check';
import { decide } from '../../../assets/domain/person/decide';
import { endOverride } from '../../../assets/domain/person/decide-override';
import { desiredAvailability, overrideAt } from '../../../assets/domain/person/desired';
import { at, empty, event, recordAfter, situationAt } from './situation';

test('after an override was ended, an older one is still stale', () => {
  const record = recordAfter([event('availability', 'a', at(5), { available: false }), at(5)]);
  const ended = endOverride(record, situationAt(at(6)));
  expect(ended).toMatchObject({ outcome: 'applied', change: { available: true } });
  for (const said of [at(4), at(5.5)]) {
    const late = event('availability', 'b', said, { available: false });
    expect(decide(ended?.record ?? empty, late, situationAt(at(7)))).toMatchObject({ outcome: 'stale' });
  }
  expect(endOverride(ended?.record ?? empty, situationAt(at(7)))).toBeUndefined();
});

describe('an availability without an end', () => {
  const boundaries = [at(0), at(480), at(1440)];
  const situation = (now: number) =>
    situationAt(now, { nextBoundary: (after) => boundaries.find((boundary) => boundary > after) ?? null });

  test('ends at the first boundary after its timestamp, however late it arrives', () => {
    const late = event('availability', 'a', at(10), { available: false });
    expect(decide(empty, late, situation(at(470))).record.override).toMatchObject({ from: at(10), until: at(480) });
  });

  test('is stale and switches nobody when that boundary is past', () => {
    const days = event('availability', 'a', at(10), { available: false });
    const decision = decide(empty, days, situation(at(2880)));
    expect(decision).toMatchObject({ outcome: 'stale' });
    expect(decision.claimed).toBeUndefined();
    expect(desiredAvailability(decision.record, situation(at(2880)))).toBe(true);
  });

  test('lasts until somebody ends it for someone off the roster, who has no boundary', () => {
    const off = situationAt(at(0), { known: false, nextBoundary: () => null });
    const { record } = decide(empty, event('availability', 'a', at(-1), { available: true }), off);
    expect(record.override).toMatchObject({ until: null });
    expect(overrideAt(record, at(1_000_000))).toBeDefined();
  });
});

test('an availability that arrives after the end that it names is stale and switches nobody', () => {
  const decision = decide(
    empty,
    event('availability', 'a', at(0), { available: false, until: at(5) }),
    situationAt(at(5)),
  );
  expect(decision).toMatchObject({ outcome: 'stale' });
  expect(decision.claimed).toBeUndefined();
});

test('overrides end the same in whichever order they arrive', () => {
  const override = fc.record({
    said: fc.nat(600),
    available: fc.boolean(),
    lasts: fc.option(fc.integer({ min: 1, max: 600 }), { nil: undefined }),
  });
  const several = fc.uniqueArray(override, { selector: ({ said }) => said, minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(several, fc.nat(600), (all, after) => {
      const now = at(600 + after);
      // A boundary each two hours.
      const hours = (instant: number) => Math.floor(instant / 7_200_000 + 1) * 7_200_000;
      const end = (order: typeof all) => {
        let record = empty;
        for (const { said, available, lasts } of order) {
          const data = { available, ...(lasts !== undefined && { until: at(said + lasts) }) };
          const staff = event('availability', `a${said}`, at(said), data);
          record = decide(record, staff, situationAt(now, { nextBoundary: hours })).record;
        }
        return overrideAt(record, now);
      };
      const bySaid = [...all].sort((a, b) => a.said - b.said);
      expect(end(all)).toEqual(end(bySaid));
    }),
  );
});
