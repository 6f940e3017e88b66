import { incompleteness } from '../../../cli/plan/preview';

const report = { people: 8, missing: 0, unseen: 0, frontline: { answered: 8, failed: 0 } };
const refused = (status?: number) => ({
  ...report,
  unseen: 8,
  frontline: { answered: 0, failed: 8, ...(status !== undefined && { status }) },
});

test('a plan for which everybody was looked up can be relied on, also where one person has no user', () => {
  expect(incompleteness(report)).toBeUndefined();
  expect(incompleteness({ ...report, missing: 7 })).toBeUndefined();
  expect(incompleteness({ ...report, people: 0, frontline: { answered: 0, failed: 0 } })).toBeUndefined();
});

test.each([
  [401, 'Twilio does not accept ACCOUNT_SID and AUTH_TOKEN of .env (401)'],
  [
    403,
    'another account or subaccount than the one whose people use Frontline, or this account does not have Frontline',
  ],
  [500, 'an outage at Twilio (500)'],
  [undefined, 'Twilio did not answer in time'],
])('a Frontline that answers %s to everything makes no plan', (status, reason) => {
  const text = incompleteness(refused(status));
  expect(text).toContain('Nobody could be looked up in Frontline. Likely reason: ');
  expect(text).toContain(reason);
});

test('a roster of which Frontline has nobody makes no plan', () => {
  expect(incompleteness({ ...report, missing: 8 })).toContain(
    'Frontline has a user for none of the 8 people of the roster.',
  );
});

test('a plan without some of the people is not complete', () => {
  expect(incompleteness({ ...report, unseen: 2, frontline: { answered: 6, failed: 2, status: 503 } })).toContain(
    '2 of 8 people could not be looked up in Frontline, so this plan is not complete. Likely reason: an outage at Twilio (503)',
  );
});
