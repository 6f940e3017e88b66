import type { Locator, Page } from 'playwright-core';
import { now } from './clock';
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
const preset = (dialog: Locator, group: string, name: string) =>
  dialog.getByRole('group', { name: group }).getByRole('radio', { name });
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

test('a change is undone beside its result, at once and at Frontline', async () => {
  const page = await open();
  await button(page, 'Change ana').click();
  const asked = dialog(page, 'Change ana');
  await preset(asked, 'Off duty', 'For 2 hours').click();
  await asked.getByRole('button', { name: 'Change', exact: true }).click();
  await done(page, 'ana is off duty');
  expect(await user(ana)).toMatchObject({ is_available: false });
  await button(page, 'Undo').click();
  await done(page, 'Undone: ana is as before.');
  expect(await user(ana)).toMatchObject({ is_available: true });
  expect((await view(scene.deployment, 'ana')).override).toBeUndefined();
});

describe('in three clicks', () => {
  test('somebody is taken off duty, at once and at Frontline', async () => {
    expect(await user(ana)).toMatchObject({ is_available: true });
    const page = await open();
    const hand = aHand();
    await hand.click(button(page, 'Change ana'));
    const asked = dialog(page, 'Change ana');
    await hand.click(preset(asked, 'Off duty', 'For 2 hours'));
    await hand.click(asked.getByRole('button', { name: 'Change', exact: true }));
    await done(page, 'ana');
    expect(hand.clicks()).toBe(3);
    expect(await user(ana)).toMatchObject({ is_available: false, state: 'active' });
    // At once, not a minute later.
    expect(await page.locator('.duty-name').allTextContents()).not.toContain('ana');
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
    await hand.click(button(page, 'Change ben'));
    await hand.click(preset(dialog(page, 'Change ben'), 'On duty', 'Until the next shift change'));
    await hand.click(dialog(page, 'Change ben').getByRole('button', { name: 'Change', exact: true }));
    await done(page, 'ben');
    expect(hand.clicks()).toBe(3);
    expect(await user(ben)).toMatchObject({ is_available: true });
    // 08:20 in New York: his shift begins at nine.
    expect((await view(scene.deployment, 'ben')).override).toMatchObject({ until: '2026-10-19T13:00:00Z' });
  });

  test('somebody is on leave today, the whole day on their own clock', async () => {
    const page = await open();
    const hand = aHand();
    await hand.click(button(page, 'Change ana'));
    await hand.click(preset(dialog(page, 'Change ana'), 'Leave', 'Today'));
    await hand.click(dialog(page, 'Change ana').getByRole('button', { name: 'Change', exact: true }));
    await done(page, 'ana');
    expect(hand.clicks()).toBe(3);
    expect(await user(ana)).toMatchObject({ is_available: false });
    const { leave, should } = await view(scene.deployment, 'ana');
    expect(leave).toMatchObject([{ to: '2026-10-19T22:00:00Z' }]);
    expect(should).toMatchObject({ available: false, kind: 'leave' });
  });
});

describe('what waits for an operator', () => {
  test('somebody held is locked out by a red button that names them, after one confirmation that says why they were held', async () => {
    await hold(scene.deployment);
    const page = await open();
    await button(page, 'Lock out root').click();
    const asked = dialog(page, 'Lock out root?');
    expect(await asked.textContent()).toMatch(/root \(root@example\.com\) loses access.*protect list/);
    expect(await user(root)).toMatchObject({ state: 'active' });
    const confirm = asked.getByRole('button', { name: 'Lock out root', exact: true });
    expect(await redness(confirm)).toBeGreaterThan(2);
    await confirm.click();
    await done(page, 'root is locked out.');
    expect(await user(root)).toMatchObject({ state: 'deactivated', is_available: false });
    await button(page, 'Lock out root').waitFor({ state: 'detached' });
    // The line is gone, and the focus is not lost with it.
    await page.locator('#needs-heading:focus').waitFor();
  });

  test('a dismissed confirmation does nothing', async () => {
    await hold(scene.deployment);
    const page = await open();
    for (const dismiss of ['Cancel', 'Escape']) {
      await button(page, 'Lock out root').click();
      const asked = dialog(page, 'Lock out root?');
      await asked.waitFor();
      if (dismiss === 'Escape') await page.keyboard.press('Escape');
      else await asked.getByRole('button', { name: dismiss }).click();
      await asked.waitFor({ state: 'hidden' });
    }
    expect(await user(root)).toMatchObject({ state: 'active' });
    expect((await view(scene.deployment, 'root')).held).toHaveLength(1);
  });

  test('those whom the limit held are one line, and are locked out together: they, and nobody whom the roster protects', async () => {
    const members = ['ana', 'ben', 'cy', 'dee', 'kai', 'lou'].map((key) => `${key}@example.com`);
    const strangers = ['x1@example.com', 'x2@example.com'];
    for (const stranger of strangers) await scene.deployment.put(stranger, {});
    await hold(scene.deployment);
    await holdMany(scene.deployment, [...members, ...strangers]);
    const page = await open();
    await button(page, 'Lock out all 3').click();
    const asked = dialog(page, 'Lock out all 3?');
    expect(await asked.textContent()).toMatch(/lou, .*x1@example\.com.*Nobody else is locked out/);
    await asked.getByRole('button', { name: 'Lock out all 3', exact: true }).click();
    await done(page, '3 people are locked out.');
    for (const released of ['lou@example.com', ...strangers]) {
      expect(await user(released)).toMatchObject({ state: 'deactivated' });
    }
    expect(await user(root)).toMatchObject({ state: 'active' });
    await button(page, 'Lock out root').waitFor();
  });

  test('the access of somebody held is kept', async () => {
    await hold(scene.deployment);
    const page = await open();
    await button(page, 'Keep access root').click();
    await dialog(page, 'Keep the access of root?').getByRole('button', { name: 'Keep access', exact: true }).click();
    await done(page, 'root keeps access.');
    expect((await view(scene.deployment, 'root')).held).toEqual([]);
    expect(await user(root)).toMatchObject({ state: 'active' });
    await button(page, 'Keep access root').waitFor({ state: 'detached' });
  });

  test('a change that was given up is retried', async () => {
    await giveUp(scene.deployment, ana, 'Ana Garcia');
    const page = await open();
    await button(page, 'Retry ana').click();
    await dialog(page, 'Retry the change of ana?').getByRole('button', { name: 'Retry', exact: true }).click();
    await done(page, 'Frontline has accepted the change of ana.');
    expect(await user(ana)).toMatchObject({ friendly_name: 'Ana Garcia' });
    expect((await view(scene.deployment, 'ana')).failed).toEqual([]);
  });

  test('a change that was given up is dismissed', async () => {
    await giveUp(scene.deployment, ana, 'Ana Garcia');
    const page = await open();
    await button(page, 'Dismiss ana').click();
    const asked = dialog(page, 'Dismiss the failed change of ana?');
    await asked.getByRole('button', { name: 'Dismiss', exact: true }).click();
    await done(page, 'The failed change of ana is dismissed.');
    expect((await view(scene.deployment, 'ana')).failed).toEqual([]);
    expect(await user(ana)).toMatchObject({ friendly_name: 'ana' });
  });

  test('a change that waits for its next attempt is told at once', async () => {
    await leaveWaiting(scene.deployment, ana, 'Ana Garcia');
    expect(await user(ana)).toMatchObject({ friendly_name: 'ana' });
    const page = await open();
    await button(page, 'Retry ana').click();
    await dialog(page, 'Retry the change of ana?').getByRole('button', { name: 'Retry', exact: true }).click();
    await done(page, 'Frontline has accepted the change of ana.');
    expect(await user(ana)).toMatchObject({ friendly_name: 'Ana Garcia' });
  });

  test('an announced leaving is cancelled', async () => {
    await announce(scene.deployment, ben);
    const page = await open();
    await button(page, 'Keep access ben').click();
    const asked = dialog(page, 'Keep the access of ben?');
    await asked.getByRole('button', { name: 'Keep access', exact: true }).click();
    await done(page, 'ben keeps access.');
    expect((await view(scene.deployment, 'ben')).planned).toEqual([]);
  });
});

test('a lock-out that was a mistake is undone', async () => {
  await scene.deployment.deliver('staff.offboarded', { identity: ana });
  expect(await user(ana)).toMatchObject({ state: 'deactivated', is_available: false });
  const page = await open();
  await button(page, 'Restore access of ana').click();
  const asked = dialog(page, 'Restore access of ana?');
  await asked.getByRole('button', { name: 'Restore access', exact: true }).click();
  await done(page, 'ana has access again.');
  expect(await user(ana)).toMatchObject({ state: 'active', is_available: true });
});

test('for somebody who has left nothing is offered that would have no effect', async () => {
  await scene.deployment.deliver('staff.availability', { identity: ana, available: true });
  await scene.deployment.deliver('staff.offboarded', { identity: ana });
  const page = await open();
  expect(await button(page, 'Change ana').count()).toBe(0);
  await button(page, 'Why ana').click();
  const why = dialog(page, 'Why ana');
  await why.getByText('ana is locked out: Standard Webhooks reported').waitFor();
  expect(await why.getByRole('button').allTextContents()).toEqual(['Close', 'Restore access']);
});

test('what is set while somebody leaves is said to have no effect', async () => {
  const page = await open();
  await button(page, 'Change ben').click();
  const asked = dialog(page, 'Change ben');
  await preset(asked, 'On duty', 'For 2 hours').click();
  await scene.deployment.deliver('staff.offboarded', { identity: ben });
  await asked.getByRole('button', { name: 'Change', exact: true }).click();
  await done(page, 'Saved, but no effect: ben has left.');
  expect(await user(ben)).toMatchObject({ state: 'deactivated' });
});

/** How much redder than green the ground of an element is. */
const redness = (locator: Locator) =>
  locator.evaluate((element) => {
    const { defaultView } = element.ownerDocument;
    const [red = 0, green = 1] =
      (defaultView?.getComputedStyle(element).backgroundColor ?? '').match(/\d+/g)?.map(Number) ?? [];
    return red / green;
  });

test.each([false, true])(
  'a leaver reported by a mistyped identity is forgotten as a mistake, with nothing left over (after access was restored: %p)',
  async (isRestored) => {
    await scene.deployment.deliver('staff.offboarded', { identity: 'nobody@example.com' });
    const page = await open();
    const needs = page.getByRole('region', { name: 'Needs attention' });
    if (isRestored) {
      await button(page, 'Restore access of nobody@example.com').click();
      await page.getByRole('dialog').getByRole('button', { name: 'Restore access', exact: true }).click();
      await needs.getByText('As soon as they are: given access again').waitFor();
    }
    await button(page, 'It was a mistake… nobody@example.com').click();
    const asked = dialog(page, 'Forget nobody@example.com?');
    expect(await asked.getByText('Reason').count()).toBe(0);
    await asked.getByRole('button', { name: 'Forget nobody@example.com', exact: true }).click();
    await done(page, 'nobody@example.com is forgotten');
    await page.locator('[data-person="nobody@example.com"]').waitFor({ state: 'detached' });
    expect(await needs.getByText('nobody@example.com').count()).toBe(0);
    expect((await scene.deployment.records.read('nobody@example.com')).record).toBeUndefined();
  },
);
