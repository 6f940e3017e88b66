import type { Page } from 'playwright-core';
import { type StandIn, standIn } from '../roster-stand-in';
import { TEAM } from '../rosters';
import type { Stage } from '../stage';
import { type Field, FORMS } from './forms';
import {
  button,
  choice,
  choose,
  dialog,
  enterDate,
  expectPlace,
  fill,
  isFocused,
  link,
  press,
  said,
  tabTo,
} from './keys';

// By keys alone: the roster is edited, published, compared and rolled back.

const text = (page: Page) => page.getByRole('textbox', { name: 'The roster, as YAML' });

interface Opened {
  readonly page: Page;
  readonly server: StandIn;
}

export function editing(scene: Stage): void {
  async function people(): Promise<Opened> {
    const { page, signIn } = await scene.visit();
    const server = await standIn(page.context(), scene.deployment.url, TEAM);
    await signIn();
    await page.getByRole('table', { name: 'People' }).waitFor();
    return { page, server };
  }

  test('Whoever has keys only fills in every form of the roster, and publishes what they wrote', async () => {
    const { page, server } = await people();
    await fillGap(page);
    for (const [opener, fields, written] of FORMS) {
      await fillIn(page, opener, fields);
      await put(page, written);
    }
    await fillIn(page, 'Take a person off…', [['Person', 'choose', 'sam']]);
    await put(page, 'their entry in people');
    await publish(page, 2);
    const yaml = server.versions.at(-1)?.yaml ?? '';
    for (const [, , written] of FORMS) expect(yaml).toContain(written);
    expect(yaml).toContain('who: ana, from: 2026-10-22');
    expect(yaml).not.toContain('sam');
  });

  test('Whoever has keys only corrects, compares, discards and rolls back, and settles what two have changed', async () => {
    const { page, server } = await people();
    server.fail({ path: /source/, status: 503 });
    await press(page, link(page, 'Roster'), 'Shift+Tab');
    await tabTo(page, button(page, 'Try again'));
    server.fail(undefined);
    await page.keyboard.press('Enter');
    await text(page).waitFor();
    await expectPlace(page);
    await correct(page);
    await setAside(page);
    await stays(page);
    await settle(page, server);
    await rollBack(page);
    await publishAgain(page, server);
  });
}

async function fillGap(page: Page): Promise<void> {
  await press(page, link(page, 'Fill the gap in lunch').first());
  const form = dialog(page, 'Fill the gap in lunch');
  await tabTo(page, form.getByRole('radio').first());
  await page.keyboard.press('Space');
  await put(page, 'who: ana');
}

async function fillIn(page: Page, opener: string, fields: readonly Field[]): Promise<void> {
  // From the text, in which the edit before was put.
  await press(page, button(page, opener), 'Shift+Tab');
  const form = page.getByRole('dialog');
  await form.waitFor();
  for (const [label, how, value] of fields) {
    if (how === 'choose') await choose(page, choice(form, label), value);
    else if (how === 'date') await enterDate(page, form.getByLabel(label, { exact: true }), value);
    else await fill(page, form.getByLabel(label, { exact: true }), value);
    await expectPlace(page);
  }
}

async function put(page: Page, written: string): Promise<void> {
  const form = page.getByRole('dialog');
  await form.getByText(written).first().waitFor();
  await press(page, button(form, 'Put it into the text'));
  await form.waitFor({ state: 'detached' });
  await untilFocused(page);
  await expectPlace(page);
}

/** The text has the focus, with the cursor where the edit is. */
const untilFocused = (page: Page): Promise<void> => page.locator('.cm-content:focus').waitFor();

async function publish(page: Page, version: number): Promise<void> {
  await press(page, button(page, 'Preview…'));
  await confirm(page, version);
}

/** Says yes to a preview, with a note. */
async function confirm(page: Page, version: number): Promise<void> {
  const asked = page.getByRole('dialog');
  await button(asked, `Publish version ${version}`).waitFor();
  expect(await isFocused(button(asked, 'Back'))).toBe(true);
  await fill(page, asked.getByLabel('Note for the history'), 'by keyboard', 'Shift+Tab');
  await press(page, button(asked, `Publish version ${version}`));
  await said(page, `Version ${version} is published`);
  await expectPlace(page);
}

async function type(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('Control+Home');
  await page.keyboard.type(typed);
}

/** From a fault in the list to its line, and by F8 from the text. */
async function correct(page: Page): Promise<void> {
  await tabTo(page, text(page));
  await type(page, 'zonne: UTC\n');
  const fault = button(page, /^Error in line 1 \(zonne\)/);
  await press(page, fault);
  await untilFocused(page);
  await expectPlace(page);
  await page.keyboard.press('Control+End');
  await page.keyboard.press('F8');
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Delete');
  await fault.waitFor({ state: 'detached' });
  await said(page, 'Valid');
}

/** What was typed is discarded, compared, taken back, and forgotten. */
async function setAside(page: Page): Promise<void> {
  await type(page, '# mine\n');
  const changes = page.getByRole('checkbox', { name: 'Show what I have changed' });
  await tabTo(page, changes);
  await page.keyboard.press('Space');
  expect(await changes.isChecked()).toBe(true);
  for (const then of ['Go back to it', 'Forget it']) {
    await press(page, button(page, 'Discard changes'));
    await button(page, 'Discard changes').waitFor({ state: 'detached' });
    await expectPlace(page);
    await compare(page, 'Show the difference', 'Your earlier text and the one in the editor');
    await press(page, button(page, then));
    await button(page, then).waitFor({ state: 'detached' });
    await expectPlace(page);
  }
}

/** Opens a difference, unfolds what both have in common, and closes it. */
async function compare(page: Page, opener: string, title: string): Promise<void> {
  await press(page, button(page, opener));
  const shown = dialog(page, title);
  const folded = shown.getByRole('button', { name: /unchanged lines/ });
  await press(page, folded.first());
  await folded.waitFor({ state: 'detached' });
  await press(page, button(shown, 'Close'));
  await shown.waitFor({ state: 'detached' });
  expect(await isFocused(button(page, opener))).toBe(true);
}

/** Signing out asks first. */
async function stays(page: Page): Promise<void> {
  await tabTo(page, text(page));
  await type(page, '# mine\n');
  await press(page, button(page, 'Sign out'), 'Shift+Tab');
  await press(page, button(page, 'Stay'));
  await button(page, 'Stay').waitFor({ state: 'detached' });
  await expectPlace(page);
}

/** Somebody else has published: theirs is kept, one's own line taken over, and both are published. */
async function settle(page: Page, server: StandIn): Promise<void> {
  server.publishAs('Carla', TEAM.replace('min: 2', 'min: 1'), 'fewer at night');
  await press(page, button(page, 'Preview…'));
  await page.getByText('Version 2 has been published while you were editing version 1').waitFor();
  await expectPlace(page);
  await press(page, button(page, 'Take mine').first());
  await expectPlace(page);
  await press(page, button(page, 'Keep theirs'));
  await expectPlace(page);
  await press(page, button(page, 'Go on with this text'), 'Shift+Tab');
  await text(page).waitFor();
  await expectPlace(page);
  await press(page, button(page, 'Forget it'));
  await publish(page, 3);
  expect(server.versions.at(-1)?.yaml).toBe(`# mine\n${TEAM.replace('min: 2', 'min: 1')}`);
}

async function rollBack(page: Page): Promise<void> {
  await compare(page, 'Show the difference of version 2', 'Version 2 and the present version 3');
  await press(page, button(page, 'Roll back to version 1'));
  await confirm(page, 4);
}

/** A deployment has replaced what was published: that is compared, and published again. */
async function publishAgain(page: Page, server: StandIn): Promise<void> {
  server.redeploy(TEAM.replace('Europe/Madrid', 'Europe/Paris'));
  await page.reload();
  await compare(page, 'Show the difference', 'Version 4 and the present version 5');
  await press(page, button(page, 'Publish version 4 again…'));
  await confirm(page, 6);
}
