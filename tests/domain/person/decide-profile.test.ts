import { decide } from '../../../assets/domain/person/decide';
import { at, event, recordAfter, situationAt } from './situation';

test('each profile field follows its own newest event', () => {
  const record = recordAfter([event('profile', 'a', at(5), { friendlyName: 'New' }), at(5)]);
  const older = event('profile', 'b', at(1), { friendlyName: 'Old', avatar: 'picture' });
  // The name has not been confirmed yet: its newest value is sent along.
  expect(decide(record, older, situationAt(at(6)))).toMatchObject({
    outcome: 'applied',
    claimed: { frontline: { avatar: 'picture', name: 'New' } },
  });
});
