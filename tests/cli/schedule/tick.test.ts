import { summary, type TickSummary } from '../../../cli/schedule/tick';

const quiet: TickSummary = { results: [], people: 8, onDuty: 4, missing: 0, unseen: 0, held: 0 };
const retrying = { outcome: 'retrying' };

test.each<[string, TickSummary, string]>([
  ['of a tick with nothing to do', { ...quiet, frontline: { answered: 8, failed: 0 } }, '4 of 8 on duty, 0 changed'],
  [
    'of a tick that Frontline refused says so, and why',
    { ...quiet, unseen: 8, frontline: { answered: 0, failed: 8, status: 401 } },
    '4 of 8 should be on duty, 0 changed, 8 NOT SEEN, Frontline cannot be reached. Likely reason: Twilio rejected the credentials (401): ACCOUNT_SID or AUTH_TOKEN is wrong or was changed; deploy again with the current ones.',
  ],
  [
    'of a tick that could change nobody does not count them as changed',
    {
      ...quiet,
      results: [retrying, retrying],
      frontline: { answered: 8, failed: 2, status: 500, changes: { taken: 0, refused: 2 } },
    },
    '4 of 8 should be on duty, 0 changed, 2 to be retried, Frontline shows its users, but takes no changes of them. Likely reason: an outage at Twilio (500): see https://status.twilio.com.',
  ],
  ['of an older version', { ...quiet, results: [retrying] }, '4 of 8 on duty, 0 changed, 1 to be retried'],
])('the line of rosterline schedule %s', (_, answer, line) => {
  expect(summary(answer)).toBe(line);
});
