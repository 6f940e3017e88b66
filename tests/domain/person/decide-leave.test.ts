import { decide } from '../../../assets/domain/person/decide';
import { endLeave } from '../../../assets/domain/person/decide-leave';
import { digest } from '../../../assets/domain/person/record';
import { at, empty, event, recordAfter, situationAt } from './situation';

test('a leave that arrives after its cancellation is rejected as stale', () => {
  const cancelled = event('leave_cancelled', 'a', at(2), { id: 'l' });
  const leave = event('leave', 'b', at(1), { id: 'l', from: at(0), to: at(60) });
  const record = recordAfter([cancelled, at(3)]);
  expect(decide(record, leave, situationAt(at(4)))).toMatchObject({ outcome: 'stale' });
});

test('a leave ended by hand stays ended when its event arrives again under another id', () => {
  const leave = event('leave', 'v', at(0), { id: 'v', from: at(0), to: at(600) });
  const record = recordAfter([leave, at(0)]);
  expect(endLeave(record, digest('another'), situationAt(at(1)))).toBeUndefined();
  const ended = endLeave(record, digest('v'), situationAt(at(1)));
  expect(ended).toMatchObject({ outcome: 'applied', change: { available: true } });
  expect(decide(ended?.record ?? empty, { ...leave, id: 'again' }, situationAt(at(2)))).toMatchObject({
    outcome: 'stale',
  });
});
