import { FIRST_LOOK } from '../../../assets/page/model/look';
import { addressOfGap, routeOf } from '../../../assets/page/model/route';

describe('the fragment of the address', () => {
  test.each(['', '#', '#people', '#people-heading', '#rosters', '#main', '#nowhere'])(
    '%j means the people',
    (fragment) => {
      expect(routeOf(fragment)).toEqual({ view: 'people', look: FIRST_LOOK });
    },
  );

  test.each(['#roster', '#roster?gap=lunch', '#roster?from=2026-10-22T10:00:00Z'])(
    '%j means the roster',
    (fragment) => {
      expect(routeOf(fragment)).toEqual({ view: 'roster' });
    },
  );

  test('means the reports by their name', () => {
    expect(routeOf('#reports')).toEqual({ view: 'reports' });
  });

  test.each(['lunch', 'a b&c=d#e', 'Früh?', '100 %'])('leads to the gap in %j and back', (rule) => {
    const gap = { rule, from: '2026-10-22T10:00:00Z' };
    expect(routeOf(addressOfGap(gap))).toEqual({ view: 'roster', gap });
  });
});
