import type { CallObserver } from '../../../assets/application/ports';
import { areChangesRefused } from '../../../assets/application/refusals';
import { countAnswers } from '../../../assets/application/tick/count-answers';
import type { TargetChange } from '../../../assets/domain/person/target';

/** What was counted of updates and then fetches that were answered so; 200 is a user, undefined no answer. */
function counted(
  finds: readonly (number | undefined)[],
  updates: readonly { status: number | undefined; change?: TargetChange }[],
) {
  const observers: CallObserver[] = [];
  const answers = countAnswers({ accepts: () => true, observe: (observer) => void observers.push(observer) });
  const answer = (account: string, status: number | undefined, change?: TargetChange) => {
    for (const observer of observers) {
      if (status === 200) observer.answered(account, change);
      else observer.failed(account, Object.assign(new Error(), { status }), change);
    }
  };
  for (const [n, { status, change = { available: true } }] of updates.entries()) answer(`user ${n}`, status, change);
  for (const status of finds) answer('ada', status);
  return answers();
}

test('the status of most failures is counted, not the last one', () => {
  expect(counted([200, 403, 403, 503], [])).toMatchObject({ failed: 3, status: 403 });
  expect(counted([403, 503], [])).toMatchObject({ status: 403 });
  expect(counted([undefined, undefined, 503], [])).not.toHaveProperty('status');
});

test('a change that Twilio rejects for the account is a refusal, whatever another call fails with after it', () => {
  expect(areChangesRefused(counted([200, 503, 503], [{ status: 403 }]))).toBe(true);
  expect(areChangesRefused(counted([200, 403, 403], [{ status: 503 }]))).toBe(false);
});

test('profiles that are rejected with 400 are no refusal of the target, other changes are', () => {
  const avatar = { status: 400, change: { avatar: 'bad' } };
  expect(areChangesRefused(counted([200], [avatar, avatar]))).toBe(false);
  expect(areChangesRefused(counted([200], [{ status: 400 }, { status: 400 }]))).toBe(true);
});
