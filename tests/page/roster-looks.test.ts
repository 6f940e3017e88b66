import type { Page } from 'playwright-core';
import { expectFit } from './looks';
import { type StandIn, standIn } from './roster-stand-in';
import { TEAM } from './rosters';
import { stage } from './stage';

// Accessibility of the roster's view, in every state, colour scheme and width; and its use by keyboard alone.

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

describe('axe finds nothing and nothing is too wide, light and dark, on a desk and on a phone:', () => {
  test('the text with errors, with a warning, and with what was changed', async () => {
    const { page } = await roster();
    await expectFit(page);
    await type(page, 'zonne: UTC\n');
    await page.getByRole('button', { name: /^Error in line 1/ }).waitFor();
    await expectFit(page);
    await page.getByRole('checkbox', { name: 'Show what I have changed' }).check();
    await expectFit(page);
  });

  test('each form', async () => {
    const { page } = await roster();
    for (const name of ['Cover…', 'Swap…', 'Change a rotation…', 'Holiday…', 'Add a person…', 'Take a person off…']) {
      await button(page, name).click();
      const form = page.getByRole('dialog');
      if (name === 'Take a person off…') {
        await form.getByLabel('Person').selectOption('ben');
        await form.getByText('in the rotation of weekend').waitFor();
      }
      await expectFit(page);
      await button(page, 'Cancel').click();
      await form.waitFor({ state: 'detached' });
    }
  });

  test('a preview with everything that can come of it, and the history', async () => {
    const { page, server } = await roster();
    server.publishAs('Carla', TEAM.replace('min: 2', 'min: 1'), 'fewer at night');
    server.redeploy(TEAM);
    server.held = ['dee', 'kai'];
    await page.reload();
    await page.getByText('A deployment has replaced version 2').waitFor();
    await expectFit(page);
    await type(page, '# mine\n');
    await button(page, 'Preview…').click();
    await page.getByText('2 people would be switched off, and will be held').waitFor();
    await expectFit(page);
    await button(page, 'Back').click();
    await button(page, 'Show the difference of version 2').click();
    await page.getByRole('dialog').getByRole('textbox').waitFor();
    await expectFit(page);
  });

  test('a version that somebody else has published meanwhile', async () => {
    const { page, server } = await roster();
    await type(page, '# mine\n');
    server.publishAs('Carla', TEAM.replace('min: 2', 'min: 1'), 'fewer at night');
    await button(page, 'Preview…').click();
    await button(page, 'Go on with this text').waitFor();
    await expectFit(page);
  });
});

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
