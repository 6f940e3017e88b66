import type { Page } from 'playwright-core';
import { START } from './clock';
import { drag, placeOf } from './places';
import { CREW } from './rosters';
import { stage } from './stage';
import { view } from './view';
import type { Viewer } from './visit';

// What is set by click, drag or tap on the timeline of a person.

const scene = stage(CREW);
const PHONE: Viewer = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function open(viewer?: Viewer): Promise<Page> {
  const { page, signIn } = await scene.visit(viewer);
  await signIn();
  await page.getByRole('table', { name: 'People' }).waitFor();
  return page;
}

/** The value of a choice, whose label has the choices in its text. */
const choiceValue = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('combobox', { name, exact: true }).inputValue();

/** The value of a labelled field. */
const fieldValue = (page: Page, label: string) =>
  page.getByRole('dialog').getByLabel(label, { exact: true }).inputValue();

/**
 * Waits until an element has been scrolled so far, px. Not by `waitForFunction`, which evaluates its text again and again as a script of the page: its
 * policy refuses that. What is evaluated once, from outside, may wait by itself.
 */
async function scrolledBeyond(page: Page, selector: string, distance: number): Promise<void> {
  await page.evaluate(`new Promise((scrolled) => {
    const look = () =>
      document.querySelector(${JSON.stringify(selector)})?.scrollLeft > ${distance} ? scrolled() : requestAnimationFrame(look);
    look();
  })`);
}

test('A stretch that is dragged over begins an override in the roster, with both clocks in view', async () => {
  const page = await open({ viewport: { width: 1800, height: 900 } });
  await drag(page, await placeOf(page, 'ben', 8, 0), await placeOf(page, 'ben', 9, 0));
  await page.locator('.selection-times', { hasText: 'in New York' }).waitFor();
  await page.mouse.up();
  const asked = dialog(page, 'Change ben');
  await asked.getByText('ben is on duty').waitFor();
  const from = await fieldValue(page, 'From (your time, UTC)');
  expect(Date.parse(`${from}Z`) % 900_000).toBe(0);
  expect(Math.abs(Date.parse(`${from}Z`) - Date.parse('2026-10-27T00:00Z'))).toBeLessThan(3_600_000);
  await asked.getByRole('button', { name: 'Into the roster…' }).click();
  const form = dialog(page, 'Set on or off duty for a time');
  await form.getByText(/who: ben, from: 2026-10-2[67]T\d\d:\d\d.*available: true/).waitFor();
  await form.getByRole('button', { name: 'Cancel' }).click();
  await form.waitFor({ state: 'detached' });
});

test('A drag that Escape cancels chooses nothing', async () => {
  const page = await open();
  await drag(page, await placeOf(page, 'ben', 8, 0), await placeOf(page, 'ben', 9, 0));
  await page.locator('.selection').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.selection').waitFor({ state: 'detached' });
  await page.mouse.up();
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('A click on the bar of the shift that is on sets its rest off duty, at once and at Frontline', async () => {
  const page = await open();
  const { x, y } = await placeOf(page, 'ana', 0, 12.6);
  await page.mouse.click(x, y);
  const asked = dialog(page, 'Change ana');
  await asked.getByText('ana is off duty from now until 13:00').waitFor();
  await asked.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByRole('status').filter({ hasText: 'ana is off duty' }).waitFor();
  expect(await scene.deployment.user('ana@example.com')).toMatchObject({ is_available: false });
  expect((await view(scene.deployment, 'ana')).override).toMatchObject({ until: '2026-10-19T13:00:00Z' });
});

test('A click on the bar of a shift offers to pass on that shift: a swap and a cover with its values', async () => {
  const page = await open();
  const { x, y } = await placeOf(page, 'ana', 1, 9);
  await page.mouse.click(x, y);
  const asked = dialog(page, 'Change ana');
  expect(await asked.getByLabel('Shift', { exact: true }).inputValue()).toBe(
    String(Date.parse('2026-10-20T05:00:00Z')),
  );
  await asked.getByRole('link', { name: 'Swap of ana: early' }).click();
  const swap = dialog(page, 'Swap a shift');
  await swap.waitFor();
  expect(await choiceValue(page, 'Shift')).toBe('early');
  expect(await fieldValue(page, 'Date on which it starts')).toBe('2026-10-20');
  expect(await choiceValue(page, 'Who gives it')).toBe('ana');
  await swap.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('link', { name: 'People' }).click();
  await button(page, 'Change ana').click();
  await asked.getByRole('link', { name: 'Cover for ana: early' }).click();
  await dialog(page, 'Cover for somebody').waitFor();
  expect(await choiceValue(page, 'Who is away')).toBe('ana');
  // What is on now, on Madrid's clock.
  expect(await fieldValue(page, 'First day')).toBe('2026-10-19');
  expect(await fieldValue(page, 'From (whole day if empty)')).toBe('07:00');
  expect(await fieldValue(page, 'Until (whole day if empty)')).toBe('15:00');
});

test('What is over cannot be chosen, and the timeline of a leaver offers nothing', async () => {
  await scene.deployment.deliver('staff.offboarded', { identity: 'cy@example.com' });
  const page = await open();
  const past = await placeOf(page, 'ana', 0, 3);
  await page.mouse.click(past.x, past.y);
  const leaver = await placeOf(page, 'cy', 3, 12);
  await page.mouse.click(leaver.x, leaver.y);
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('A viewer can choose nothing, by click or by drag', async () => {
  const { page, signIn } = await scene.visit();
  await page.route(/\/roster\?/, async (route) => {
    const response = await route.fetch();
    // What has not changed is answered without a body.
    if (response.status() !== 200) return route.fulfill({ response });
    const json: object = await response.json();
    return route.fulfill({ response, json: { ...json, operator: { name: 'Vi', role: 'viewer' } } });
  });
  await signIn();
  await page.getByText('Vi, viewer').waitFor();
  await page.locator('[data-person="ana"] .track').waitFor();
  const future = await placeOf(page, 'ana', 1, 9);
  await page.mouse.click(future.x, future.y);
  await drag(page, future, await placeOf(page, 'ana', 3, 9));
  await page.mouse.up();
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await page.locator('.settable').count()).toBe(0);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('On a phone a tap chooses, and a finger that scrolls does not', async () => {
  const page = await open(PHONE);
  const { x, y } = await placeOf(page, 'ana', 1, 9);
  const touch = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: number) =>
    touch.send('Input.dispatchTouchEvent', { type, touchPoints: at === undefined ? [] : [{ x: at, y }] });
  await send('touchStart', x + 200);
  for (let step = 1; step <= 10; step++) await send('touchMove', x + 200 - step * 15);
  await send('touchEnd');
  await scrolledBeyond(page, '[data-person="ana"] .scroller', 50);
  expect(await page.getByRole('dialog').count()).toBe(0);
  const after = await placeOf(page, 'ana', 4, 9);
  await page.touchscreen.tap(after.x, after.y);
  await dialog(page, 'Change ana').waitFor();
  expect(await choiceValue(page, 'Shift')).toBe(String(START - (START % 86_400_000) + 4 * 86_400_000 + 5 * 3_600_000));
});
