import { areChangesRefused } from '../../../assets/application/refusals';
import { countAnswers } from '../../../assets/application/tick/count-answers';
import type { TargetChange } from '../../../assets/domain/person/target';

/** What was counted of updates and then fetches that were answered so; 200 is a user, undefined no answer. */
async function counted(
  finds: readonly (number | undefined)[],
  updates: readonly { status: number | undefined; change?: TargetChange }[],
) {
  const answer = async (status: number | undefined) => {
    if (status !== 200) throw Object.assign(new Error(), { status });
    return { id: 'US1', account: 'ada', access: true, available: true, name: '', avatar: '' };
  };
  const statuses = [...updates.map(({ status }) => status), ...finds];
  const next = () => answer(statuses.shift());
  const { target, answers } = countAnswers({
    name: 'frontline',
    title: 'Frontline',
    can: { access: true, profile: true },
    dryRun: false,
    accepts: () => true,
    find: next,
    update: next,
  });
  for (const [n, { change = { available: true } }] of updates.entries())
    await target.update(`user ${n}`, change).catch(() => undefined);
  for (const _ of finds) await target.find('ada').catch(() => undefined);
  return answers();
}

test('the status of most failures is counted, not the last one', async () => {
  expect(await counted([200, 403, 403, 503], [])).toMatchObject({ failed: 3, status: 403 });
  expect(await counted([403, 503], [])).toMatchObject({ status: 403 });
  expect(await counted([undefined, undefined, 503], [])).not.toHaveProperty('status');
});

test('a change that Twilio rejects for the account is a refusal, whatever another call fails with after it', async () => {
  expect(areChangesRefused(await counted([200, 503, 503], [{ status: 403 }]))).toBe(true);
  expect(areChangesRefused(await counted([200, 403, 403], [{ status: 503 }]))).toBe(false);
});

test('profiles that are rejected with 400 are no refusal of the target, other changes are', async () => {
  const avatar = { status: 400, change: { avatar: 'bad' } };
  expect(areChangesRefused(await counted([200], [avatar, avatar]))).toBe(false);
  expect(areChangesRefused(await counted([200], [{ status: 400 }, { status: 400 }]))).toBe(true);
});
