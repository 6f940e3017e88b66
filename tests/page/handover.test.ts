import { expectFit } from './looks';
import { TEAM } from './rosters';
import { stage } from './stage';

// Open conversations of a leaver that nobody of the team can take over: an operator hands them over by hand. The team is off duty.

const scene = stage(`${TEAM}teams: { nightly: [lou] }\nhandover: { left: nightly, leave: none, after: 0 hours }\n`);
const ben = 'ben@example.com';
const ana = 'ana@example.com';

test('conversations that wait are shown with whose they are, and go to the colleague who is chosen', async () => {
  await scene.deployment.converse(ben, 1);
  await scene.deployment.converse(ben, 2);
  await scene.deployment.deliver('staff.offboarded', { identity: ben });
  await scene.deployment.tick();
  const { page, signIn } = await scene.visit();
  await signIn();
  await page.getByRole('listitem').filter({ hasText: '2 conversations of ben wait for somebody' }).waitFor();
  await page.getByRole('button', { name: 'Hand over the conversations of ben' }).click();
  const asked = page.getByRole('dialog', { name: 'Hand over the conversations of ben' });
  const choices = asked.getByLabel('To whom');
  // Those who are on duty, and nobody else.
  expect(await choices.getByRole('option').allTextContents()).toEqual([
    'Choose…',
    'ana (on duty)',
    'kai (on duty)',
    'root (on duty)',
    'sam (on duty)',
    'Nobody: close them',
  ]);
  await choices.selectOption('ana');
  await asked.getByText('ana takes over all open conversations of ben').waitFor();
  await expectFit(page);
  await asked.getByRole('button', { name: 'Hand over', exact: true }).click();
  await page.getByRole('status').filter({ hasText: 'The conversations of ben are' }).waitFor();
  for (let ticks = 0; ticks < 3; ticks++) await scene.deployment.tick();
  expect((await scene.deployment.conversations()).map(({ workers }) => workers)).toEqual([[ana], [ana]]);
  await page.getByRole('button', { name: 'Why ben' }).click();
  await page.getByText(/Their open conversations (are being|were) handed over to ana: 2/).waitFor();
});
