import { decide } from '../../../assets/domain/person/decide';
import { dueChange, recordAttempt } from '../../../assets/domain/person/outbox';
import { at, empty, event, recordAfter, situationAt, T0 } from './situation';

test('what Frontline was not told before is told along with the next change, as it is by then', () => {
  const record = recordAfter(
    [event('profile', 'a', at(0), { friendlyName: 'Ada' }), at(0)],
    [event('offboarded', 'b', at(1)), at(1)],
    [event('reinstated', 'c', at(2)), at(2)],
  );
  expect(record.pending?.change).toEqual({ friendlyName: 'Ada', state: 'active', isAvailable: true });
  const { change = {} } = decide(record, event('availability', 'd', at(3), { available: false }), situationAt(at(3)));
  expect(change).toEqual({ friendlyName: 'Ada', state: 'active', isAvailable: false });
});

test('a confirmation takes off the record only what was told', () => {
  const first = decide(empty, event('profile', 'a', at(0), { friendlyName: 'Ada' }), situationAt(at(0)));
  const second = decide(first.record, event('availability', 'b', at(1), { available: false }), situationAt(at(1)));
  const user = { id: 'US1', access: true, available: true, name: 'Ada', avatar: '' };
  const confirmed = recordAttempt(second.record, 'a', first.change ?? {}, { result: 'applied', user }, at(1), 0);
  expect(confirmed.pending?.change).toEqual({ friendlyName: 'Ada', isAvailable: false });
  expect(
    recordAttempt(confirmed, 'b', second.change ?? {}, { result: 'applied', user }, at(1), 0).pending,
  ).toBeUndefined();
});

test('what Frontline was not told is claimed by one at a time', () => {
  const { record } = decide(empty, event('offboarded', 'a', at(0)), situationAt(at(0)));
  expect(dueChange(record, situationAt(T0 + 9_999))).toBeUndefined();
  const claimed = dueChange(record, situationAt(T0 + 10_000));
  expect(claimed).toMatchObject({ change: { state: 'deactivated', isAvailable: false } });
  expect(claimed && dueChange(claimed.record, situationAt(T0 + 10_001))).toBeUndefined();
});

test('of someone whom the roster does not know, only what was said of them is followed', () => {
  const outsider = (now: number) => situationAt(now, { known: false });
  const leave = event('leave', 'a', at(0), { from: at(10), to: at(20) });
  const { record, outcome } = decide(empty, leave, outsider(at(0)));
  expect(outcome).toBe('deferred');
  expect(dueChange(record, outsider(at(5)))).toBeUndefined();
  expect(dueChange(record, outsider(at(10)))).toMatchObject({ change: { isAvailable: false } });
  const back = decide(record, event('reinstated', 'b', at(30)), outsider(at(30)));
  expect(back.change).toEqual({ state: 'active' });
});
