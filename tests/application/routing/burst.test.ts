import { withWorld } from '../../support/with-world';
import { callBack } from './callbacks';
import { CUSTOMERS, manyCustomers, medianOf, ON_DUTY, ROSTER_OF_TEN, spreadOf } from './many-customers';

const world = withWorld(ROSTER_OF_TEN);

test('200 callbacks at once give everybody one worker who is on duty, within one of even, in less than 400 ms at the median', async () => {
  const answers: { outcome?: string }[] = [];
  const { took, shares, wrong, notOne } = await manyCustomers(world, async (sid, address) => {
    answers.push(await callBack(world, sid, { 'MessagingBinding.Address': address }));
  });
  expect(answers.filter(({ outcome }) => outcome !== 'assigned')).toEqual([]);
  expect(answers).toHaveLength(CUSTOMERS);
  expect({ wrong, notOne }).toEqual({ wrong: 0, notOne: 0 });
  expect([...shares.keys()].sort()).toEqual(ON_DUTY);
  expect(spreadOf(shares.values())).toBeLessThanOrEqual(1);
  expect(medianOf(took)).toBeLessThan(400);
});
