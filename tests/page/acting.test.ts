import type { Locator, Page } from 'playwright-core';
import { now } from './clock';
import { SECRETS } from './deployment';
import { CREW } from './rosters';
import { announce, giveUp, hold, holdMany, leaveWaiting } from './scenarios';
import { stage } from './stage';
import { view } from './view';

// The operator's acts on the page and their effect at Frontline.

const scene = stage(CREW);
const ana = 'ana@example.com';
const ben = 'ben@example.com';
const root = 'root@example.com';
const user = (identity: string) => scene.deployment.user(identity);

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });

/** Signed in, with everyone shown. */
async function open(): Promise<Page> {
  const { page, signIn } = await scene.visit();
  await signIn();
  await page.getByRole('table', { name: 'People' }).waitFor();
  return page;
}

/** Clicks and counts the clicks. */
function aHand() {
  let clicks = 0;
  return {
    async click(locator: Locator) {
      clicks++;
      await locator.click();
    },
    clicks: () => clicks,
  };
}

const done = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

describe('in three clicks', () => {
  test('somebody is taken off duty, at once and at Frontline', async () => {
    expect(await user(ana)).toMatchObject({ is_available: true });
    const page = await open();
    const hand = aHand();
    await hand.click(button(page, 'Set ana'));
    const asked = dialog(page, 'Set ana');
    await hand.click(asked.getByRole('radio', { name: 'Off for 2 hours' }));
    await hand.click(asked.getByRole('button', { name: 'Set', exact: true }));
    await done(page, 'ana');
    expect(hand.clicks()).toBe(3);
    expect(await user(ana)).toMatchObject({ is_available: false, state: 'active' });
    const { override } = await view(scene.deployment, 'ana');
    expect(override?.available).toBe(false);
    // To the minute, and not sooner than was said.
    const minutes = (Date.parse(override?.until ?? '') - now()) / 60_000;
    expect(Math.round(minutes - 0.5)).toBe(120);
  });

  test('somebody is put on duty until the next shift change', async () => {
    expect(await user(ben)).toMatchObject({ is_available: false });
    const page = await open();
    const hand = aHand();
    await hand.click(button(page, 'Set ben'));
    await hand.click(dialog(page, 'Set ben').getByRole('radio', { name: 'On until the next shift change' }));
    await hand.click(dialog(page, 'Set ben').getByRole('button', { name: 'Set', exact: true }));
    await done(page, 'ben');
    expect(hand.clicks()).toBe(3);
    expect(await user(ben)).toMatchObject({ is_available: true });
    // 08:20 in New York: his shift begins at nine.
    expect((await view(scene.deployment, 'ben')).override).toMatchObject({ until: '2026-10-19T13:00:00Z' });
  });

  test('somebody is on leave today, the whole day on their own clock', async () => {
    const page = await open();
    const hand = aHand();
    await hand.click(button(page, 'Set ana'));
    await hand.click(dialog(page, 'Set ana').getByRole('radio', { name: 'Leave today' }));
    await hand.click(dialog(page, 'Set ana').getByRole('button', { name: 'Set', exact: true }));
    await done(page, 'ana');
    expect(hand.clicks()).toBe(3);
    expect(await user(ana)).toMatchObject({ is_available: false });
    const { leave, should } = await view(scene.deployment, 'ana');
    expect(leave).toMatchObject([{ to: '2026-10-19T22:00:00Z' }]);
    expect(should).toMatchObject({ available: false, kind: 'leave' });
  });
});

describe('what waits for an operator', () => {
  test('a held offboarding is released by one confirmation that says what it does', async () => {
    await hold(scene.deployment);
    const page = await open();
    await button(page, 'Release root').click();
    const asked = dialog(page, 'Release root?');
    expect(await asked.textContent()).toMatch(/lock|deactivat/i);
    expect(await user(root)).toMatchObject({ state: 'active' });
    await asked.getByRole('button', { name: 'Release', exact: true }).click();
    await done(page, 'Release root');
    expect(await user(root)).toMatchObject({ state: 'deactivated', is_available: false });
    await button(page, 'Release root').waitFor({ state: 'detached' });
  });

  test('a dismissed confirmation does nothing', async () => {
    await hold(scene.deployment);
    const page = await open();
    for (const dismiss of ['Not now', 'Escape']) {
      await button(page, 'Release root').click();
      const asked = dialog(page, 'Release root?');
      await asked.waitFor();
      if (dismiss === 'Escape') await page.keyboard.press('Escape');
      else await asked.getByRole('button', { name: dismiss }).click();
      await asked.waitFor({ state: 'hidden' });
    }
    expect(await user(root)).toMatchObject({ state: 'active' });
    expect((await view(scene.deployment, 'root')).held).toHaveLength(1);
  });

  test('releasing all releases those whom the limit held, and nobody whom the roster protects', async () => {
    const members = ['ana', 'ben', 'cy', 'dee', 'kai', 'lou'].map((key) => `${key}@example.com`);
    const strangers = ['x1@example.com', 'x2@example.com'];
    for (const stranger of strangers) await scene.deployment.put(stranger, {});
    await hold(scene.deployment);
    await holdMany(scene.deployment, [...members, ...strangers]);
    const page = await open();
    await button(page, 'Release 3 held by the limit').click();
    const asked = dialog(page, 'Release the 3 whom the limit held?');
    expect(await asked.textContent()).toMatch(/another reason stays held/);
    await asked.getByRole('button', { name: 'Release', exact: true }).click();
    await done(page, 'Release the 3 whom the limit held');
    for (const released of ['lou@example.com', ...strangers]) {
      expect(await user(released)).toMatchObject({ state: 'deactivated' });
    }
    expect(await user(root)).toMatchObject({ state: 'active' });
    await button(page, 'Release root').waitFor();
  });

  test('a held offboarding is dropped, and the person stays', async () => {
    await hold(scene.deployment);
    const page = await open();
    await button(page, 'Drop root').click();
    await dialog(page, 'Drop root?').getByRole('button', { name: 'Drop', exact: true }).click();
    await done(page, 'Drop root');
    expect((await view(scene.deployment, 'root')).held).toEqual([]);
    expect(await user(root)).toMatchObject({ state: 'active' });
    await button(page, 'Drop root').waitFor({ state: 'detached' });
  });

  test('a change that was given up is replayed', async () => {
    await giveUp(scene.deployment, ana, 'Ana Garcia');
    const page = await open();
    await button(page, 'Replay ana').click();
    await dialog(page, 'Replay ana?').getByRole('button', { name: 'Replay', exact: true }).click();
    await done(page, 'Replay ana');
    expect(await user(ana)).toMatchObject({ friendly_name: 'Ana Garcia' });
    expect((await view(scene.deployment, 'ana')).failed).toEqual([]);
  });

  test('a change that was given up is dropped', async () => {
    await giveUp(scene.deployment, ana, 'Ana Garcia');
    const page = await open();
    await button(page, 'Drop ana').click();
    await dialog(page, 'Drop ana?').getByRole('button', { name: 'Drop', exact: true }).click();
    await done(page, 'Drop ana');
    expect((await view(scene.deployment, 'ana')).failed).toEqual([]);
    expect(await user(ana)).toMatchObject({ friendly_name: 'ana' });
  });

  test('a change that waits for its next attempt is told at once', async () => {
    await leaveWaiting(scene.deployment, ana, 'Ana Garcia');
    expect(await user(ana)).toMatchObject({ friendly_name: 'ana' });
    const page = await open();
    await button(page, 'Replay ana').click();
    await dialog(page, 'Replay ana?').getByRole('button', { name: 'Replay', exact: true }).click();
    await done(page, 'Replay ana');
    expect(await user(ana)).toMatchObject({ friendly_name: 'Ana Garcia' });
  });

  test('an announced leaving is cancelled', async () => {
    await announce(scene.deployment, ben);
    const page = await open();
    await button(page, 'Cancel leaving ben').click();
    const asked = dialog(page, 'Cancel the leaving of ben?');
    await asked.getByRole('button', { name: 'Cancel leaving', exact: true }).click();
    await done(page, 'ben');
    expect((await view(scene.deployment, 'ben')).planned).toEqual([]);
  });
});

test('a lock-out that was a mistake is undone', async () => {
  await scene.deployment.deliver('staff.offboarded', { identity: ana });
  expect(await user(ana)).toMatchObject({ state: 'deactivated', is_available: false });
  const page = await open();
  await button(page, 'Undo ana').click();
  const asked = dialog(page, 'Undo the lock-out of ana?');
  await asked.getByRole('button', { name: 'Undo', exact: true }).click();
  await done(page, 'ana');
  expect(await user(ana)).toMatchObject({ state: 'active', is_available: true });
});

test('by keyboard alone: signing in, opening a person, setting, and back where one was', async () => {
  const { page } = await scene.visit();
  await page.goto(`${scene.deployment.url}/index.html`);
  await tabTo(page, page.getByLabel('Operator secret'));
  await page.keyboard.type(SECRETS.OPS_SECRET);
  await page.keyboard.press('Enter');
  await page.getByRole('table', { name: 'People' }).waitFor();
  await tabTo(page, button(page, 'Why ana'));
  await page.keyboard.press('Enter');
  const why = dialog(page, 'Why ana');
  await why.waitFor();
  await page.keyboard.press('Escape');
  await why.waitFor({ state: 'hidden' });
  expect(await isFocused(button(page, 'Why ana'))).toBe(true);
  await tabTo(page, button(page, 'Set ana'));
  await page.keyboard.press('Enter');
  const asked = dialog(page, 'Set ana');
  await asked.waitFor();
  // What lies behind a dialog is out of reach for as long as it is open.
  for (let presses = 0; presses < 12; presses++) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate("document.activeElement.closest('dialog, #app')?.tagName")).not.toBe('DIV');
  }
  await tabTo(page, asked.getByRole('radio', { name: 'Off until the next shift change' }));
  await page.keyboard.press('ArrowDown');
  expect(await asked.getByRole('radio', { name: 'Off for 2 hours' }).isChecked()).toBe(true);
  await tabTo(page, asked.getByRole('button', { name: 'Set', exact: true }));
  await page.keyboard.press('Enter');
  await done(page, 'ana');
  expect(await user(ana)).toMatchObject({ is_available: false });
  expect(await isFocused(button(page, 'Set ana'))).toBe(true);
});

const isFocused = (locator: Locator) => locator.evaluate((element) => element === element.ownerDocument.activeElement);

/** Presses Tab until the element has the focus; limited to what a user would put up with. */
async function tabTo(page: Page, locator: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if (await isFocused(locator)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${locator}`);
}
