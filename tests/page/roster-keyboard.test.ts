import type { Page } from 'playwright-core';
import { type StandIn, standIn } from './roster-stand-in';
import { TEAM } from './rosters';
import { stage } from './stage';

// The roster's view by keyboard alone.

const scene = stage(TEAM);

async function roster(): Promise<{ readonly page: Page; readonly server: StandIn }> {
  const { page, signIn } = await scene.visit();
  const server = await standIn(page.context(), scene.deployment.url, TEAM);
  await signIn();
  await page.getByRole('link', { name: 'Roster', exact: true }).click();
  await text(page).waitFor();
  return { page, server };
}

const text = (page: Page) => page.getByRole('textbox', { name: 'The roster, as YAML' });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function type(page: Page, typed: string): Promise<void> {
  await text(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.insertText(typed);
}

test('by keyboard alone: into the text and out of it again, to a preview, and published', async () => {
  const { page, server } = await roster();
  await type(page, '# mine\n');
  const isFocused = (name: string) =>
    button(page, name).evaluate((element) => element === element.ownerDocument.activeElement);
  for (let presses = 0; presses < 12 && !(await isFocused('Preview…')); presses++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await button(page, 'Publish version 2').waitFor();
  expect(await isFocused('Back')).toBe(true);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Version 2 is published').waitFor();
  expect(server.versions).toHaveLength(2);
});
