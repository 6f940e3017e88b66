import { decide } from '../../../assets/domain/person/decide';
import type { Decision } from '../../../assets/domain/person/decision';
import { type Attempt, recordAttempt } from '../../../assets/domain/person/record-attempt';
import { at, empty, event, frontlineOf, situationAt } from './situation';

test('a confirmation takes off the record only what was sent', () => {
  const first = decide(empty, event('profile', 'a', at(0), { friendlyName: 'Ada' }), situationAt(at(0)));
  const second = decide(first.record, event('availability', 'b', at(1), { available: false }), situationAt(at(1)));
  const user = { id: 'US1', account: 'ada@example.com', access: true, available: true, name: 'Ada', avatar: '' };
  const attempt = (name: string, { claimed }: Decision): Attempt => ({
    target: 'frontline',
    event: name,
    change: claimed?.frontline ?? {},
    result: { result: 'applied', user },
  });
  const confirmed = recordAttempt(second.record, attempt('a', first), at(1), 0);
  expect(frontlineOf(confirmed).pending?.change).toEqual({ name: 'Ada', available: false });
  expect(frontlineOf(recordAttempt(confirmed, attempt('b', second), at(1), 0)).pending).toBeUndefined();
});
