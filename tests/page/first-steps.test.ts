import { expectFit } from './looks';
import { CREW } from './rosters';
import { stage } from './stage';

// The first steps: shown by themselves during dry runs, hidden and shown again by whoever looks.

const scene = stage(`${CREW}# ? whose zone is it\n`);

test('The first steps are shown during dry runs, ticked by hand where no fact tells, and hidden until asked for', async () => {
  await scene.deployment.set('DRY_RUN', 'true');
  try {
    const { page, signIn } = await scene.visit();
    await signIn();
    const list = page.getByRole('region', { name: 'First steps' });
    const step = (name: string) => list.getByRole('listitem').filter({ hasText: name });
    await step('Signed in by name').getByText('(to do)').waitFor();
    await step('A roster with your own people').getByText('1 open question').waitFor();
    await step('The scheduler ticks').getByText('(done)').waitFor();
    await step('A sender of HR events').getByText('Set: Standard Webhooks.').waitFor();
    await step('Alerts go somewhere').getByText('(to do)').waitFor();
    await step('Live').getByText('(to do)').waitFor();
    const box = list.getByRole('checkbox', { name: 'A first delivery has arrived' });
    await box.check();
    await expectFit(page);
    await page.reload();
    expect(await box.isChecked()).toBe(true);
    await list.getByRole('button', { name: 'Hide' }).click();
    await list.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('button', { name: 'Show the first steps' }).click();
    await list.waitFor();
    expect(await page.evaluate('document.activeElement?.id')).toBe('first-steps-heading');
  } finally {
    await scene.deployment.set('DRY_RUN', 'false');
  }
});

test('The first steps are not shown where Rosterline is live', async () => {
  const { page, signIn } = await scene.visit();
  await signIn();
  await page.getByRole('button', { name: 'Show the first steps' }).waitFor();
  expect(await page.getByRole('region', { name: 'First steps' }).count()).toBe(0);
});
