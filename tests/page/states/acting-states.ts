import type { Page } from 'playwright-core';
import type { Deployment } from '../deployment';
import { drag, placeOf } from '../places';
import { hold, holdMany } from '../scenarios';
import { type PageState, PHONE } from './state';
import { askFirst, change, confirm, email, giveReason, lockOut, OFF_FOR_TWO_HOURS, setOff, why } from './steps';

/** As long as a reason may be. */
const LONG_REASON =
  'HR confirmed by phone that the contract ended on Friday, and asked for the lock-out before the evening shift. '
    .repeat(2)
    .slice(0, 200);

/** Three people whom the hourly limit holds. */
async function holdThree(deployment: Deployment): Promise<void> {
  const strangers = ['eva', 'finn'].map(email);
  for (const stranger of strangers) await deployment.put(stranger, {});
  await holdMany(deployment, [...['ana', 'ben', 'cy', 'dee', 'kai', 'lou'].map(email), ...strangers]);
}

/** Locks the three out: the first is, the next is refused or not answered, and the last is. */
async function lockOutThree(page: Page, second: 'refused' | 'not answered'): Promise<void> {
  let asked = 0;
  await page.route('**/ops/release', async (route) => {
    asked++;
    if (asked !== 2) return route.continue();
    const detail = 'Sync is down.';
    if (second === 'refused') await route.fulfill({ status: 503, json: { code: 'upstream_unavailable', detail } });
  });
  await askFirst(page, 0);
  await giveReason(page, 'HR called');
  await page.locator('dialog .answers .primary').click();
  await page.locator('dialog .batch-progress').waitFor();
}

async function leaveOneOver(page: Page): Promise<void> {
  await lockOutThree(page, 'refused');
  await page.locator('dialog .batch-failed li').waitFor();
  await page.locator('dialog .answers .primary').waitFor();
}

/** Chooses a shift of ana's on her timeline. */
async function chooseShift(page: Page): Promise<void> {
  const { x, y } = await placeOf(page, 'ana', 1, 9);
  await page.mouse.click(x, y);
  await page.locator('dialog .pass-on').waitFor();
}

/** Goes on to the roster's form for it: a cover, or a swap. */
async function passOn(page: Page, form: 'cover' | 'swap'): Promise<void> {
  await chooseShift(page);
  await page
    .locator('dialog .pass-on a')
    .nth(form === 'cover' ? 0 : 1)
    .click();
  await page.locator('dialog .pass-on').waitFor({ state: 'detached' });
  await page.locator('dialog .answers').waitFor();
}

const dragOver = async (page: Page): Promise<void> => {
  await drag(page, await placeOf(page, 'ben', 8, 0), await placeOf(page, 'ben', 9, 0));
  await page.locator('.selection-times').waitFor();
};

async function leaveConversations(deployment: Deployment): Promise<void> {
  for (const number of [1, 2]) await deployment.converse(email('ben'), number);
  await lockOut('ben')(deployment);
  // On a busy machine one tick has not the time for all of it; a further one changes nothing.
  for (let ticks = 0; ticks < 3; ticks++) await deployment.tick();
}

const waitingLine = (page: Page) => page.locator('.need', { hasText: /2 .*ben/ });

/** What is done on the view of people, from the first click to what is said of it. A state is a line here. */
export const ACTING_STATES: readonly PageState[] = [
  {
    name: 'hand-over-waits',
    prepare: leaveConversations,
    act: (page) => waitingLine(page).waitFor(),
  },
  {
    name: 'hand-over',
    prepare: leaveConversations,
    async act(page) {
      await waitingLine(page).locator('.buttons button').first().click();
      await page.locator('dialog select').waitFor();
    },
  },
  { name: 'why-of-a-hand-over', prepare: leaveConversations, act: (page) => why(page, 'ben') },
  { name: 'drag', act: dragOver },
  {
    name: 'dragged',
    async act(page) {
      await dragOver(page);
      await page.mouse.up();
      await page.locator('dialog .presets').waitFor();
    },
  },
  { name: 'shift-chosen', act: chooseShift },
  {
    name: 'phone-shift-chosen',
    viewer: PHONE,
    async act(page) {
      const { x, y } = await placeOf(page, 'ana', 1, 9);
      await page.touchscreen.tap(x, y);
      await page.locator('dialog .pass-on').waitFor();
    },
  },
  { name: 'cover-of-a-shift', act: (page) => passOn(page, 'cover') },
  { name: 'swap-of-a-shift', act: (page) => passOn(page, 'swap') },
  {
    name: 'reason',
    prepare: hold,
    async act(page) {
      await askFirst(page, 0);
      await giveReason(page, LONG_REASON);
    },
  },
  {
    name: 'phone-reason',
    viewer: PHONE,
    async act(page) {
      await change(page, OFF_FOR_TWO_HOURS);
      await giveReason(page, LONG_REASON);
    },
  },
  {
    name: 'why-with-a-reason',
    async act(page) {
      await change(page, OFF_FOR_TWO_HOURS);
      await giveReason(page, LONG_REASON);
      await confirm(page);
      await why(page);
    },
  },
  { name: 'keep-access', prepare: hold, act: (page) => askFirst(page, 1) },
  {
    name: 'restore-access',
    prepare: lockOut('ana'),
    async act(page) {
      await page.locator('[data-person="ana"] .buttons button').nth(1).click();
      await page.locator('dialog .answers').waitFor();
    },
  },
  {
    name: 'end-an-override',
    prepare: setOff,
    async act(page) {
      await why(page);
      // Beside the button that changes them.
      await page.locator('dialog .buttons button').nth(1).click();
      await page.locator('dialog .answers').waitFor();
    },
  },
  { name: 'lock-out-of-many', prepare: holdThree, act: (page) => askFirst(page, 0) },
  { name: 'phone-lock-out-of-many', viewer: PHONE, prepare: holdThree, act: (page) => askFirst(page, 0) },
  {
    name: 'lock-out-of-many-begun',
    prepare: holdThree,
    async act(page) {
      await lockOutThree(page, 'not answered');
      await page.locator('dialog progress[value="1"]').waitFor();
    },
  },
  { name: 'lock-out-of-many-unfinished', prepare: holdThree, act: leaveOneOver },
  {
    name: 'lock-out-of-many-closed',
    prepare: holdThree,
    async act(page) {
      await leaveOneOver(page);
      await page.locator('dialog .answers button').first().click();
      await page.locator('.alert .buttons').first().waitFor();
    },
  },
  {
    name: 'lock-out-of-many-done',
    prepare: holdThree,
    async act(page) {
      await leaveOneOver(page);
      await page.locator('dialog .answers .primary').click();
      await page.locator('.said p').waitFor();
    },
  },
];
