import { decide } from '../../../assets/domain/person/decide';
import { endOverride } from '../../../assets/domain/person/decide-override';
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
