import { incompleteness } from '../../../cli/plan/preview';

const report = { people: 8, missing: 0, unseen: 0, frontline: { answered: 8, failed: 0 } };
const refused = (status?: number) => ({
  ...report,
  unseen: 8,
  frontline: { answered: 0, failed: 8, ...(status !== undefined && { status }) },
});

test('a plan is complete if everybody was looked up, even if one person has no user', () => {
  expect(incompleteness(report)).toBeUndefined();
  expect(incompleteness({ ...report, missing: 7 })).toBeUndefined();
  expect(incompleteness({ ...report, people: 0, frontline: { answered: 0, failed: 0 } })).toBeUndefined();
});

test.each([
  [401, 'Twilio rejects ACCOUNT_SID and AUTH_TOKEN in .env (401)'],
  [403, 'a different account or subaccount than the one that uses Frontline, or this account does not have Frontline'],
  [500, 'an outage at Twilio (500)'],
  [undefined, 'Twilio did not answer in time'],
])('a Frontline that answers %s to every call makes no plan', (status, reason) => {
  const text = incompleteness(refused(status));
  expect(text).toContain('No user could be fetched from Frontline. Likely reason: ');
  expect(text).toContain(reason);
});

test('a roster without any user in Frontline makes no plan', () => {
  expect(incompleteness({ ...report, missing: 8 })).toContain(
    'Frontline has no user for any of the 8 people on the roster.',
  );
});

test('a plan that lacks some people is incomplete', () => {
  expect(incompleteness({ ...report, unseen: 2, frontline: { answered: 6, failed: 2, status: 503 } })).toContain(
    '2 of 8 people could not be fetched from Frontline, so this plan is incomplete. Likely reason: an outage at Twilio (503)',
  );
});
