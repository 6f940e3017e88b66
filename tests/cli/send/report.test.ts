import { describeAnswer } from '../../../cli/send/report';

test('An answer is printed without the control characters of a sender', () => {
  const body = { results: [{ event: 'u1\u001b[31m', type: 'staff.offboarded', outcome: 'applied' }] };
  const printed = describeAnswer(200, JSON.stringify(body));
  expect(printed).toContain('u1?[31m');
  expect(printed).not.toContain('\u001b');
});
