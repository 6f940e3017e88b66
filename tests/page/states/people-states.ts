import type { Page } from 'playwright-core';
import { KEYS } from '../../support/named-operators';
import type { Deployment } from '../deployment';
import { announce, breakFrontline, giveUp, hold, holdMany, leaveWaiting, storeLaterRecord } from '../scenarios';
import { type PageState, PHONE } from './state';

const email = (person: string) => `${person}@example.com`;

/** Opens what explains somebody, and waits for the explanation. */
async function why(page: Page, person = 'ana') {
  await page.locator(`[data-person="${person}"] .buttons button`).first().click();
  await page.locator('dialog').locator('.answer, .notice').first().waitFor();
}

/** Opens the dialog that changes somebody; chooses the preset at a place, if one is named. */
async function change(page: Page, preset?: number) {
  await page.locator('[data-person="ana"] .buttons button').nth(1).click();
  await page.locator('dialog .presets').waitFor();
  if (preset !== undefined) await page.locator('dialog .presets input').nth(preset).check();
}
/** The places of presets: off duty for two hours, leave on given dates. */
const [OFF_FOR_TWO_HOURS, LEAVE_ON_DATES] = [1, 9];

/** Goes to another fragment of the page's address. */
async function goTo(page: Page, fragment: string) {
  await page.evaluate(`location.hash = ${JSON.stringify(fragment)}`);
  await page.locator(fragment === '#now' ? '.wall .duty-groups' : 'input[name=range]:checked').waitFor();
}

async function confirm(page: Page) {
  await page.locator('dialog .answers .primary').click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.locator('.said p').waitFor();
}

const lockOutRoot = async (page: Page) => {
  await page.locator('.need .danger').first().click();
  await page.locator('dialog .answers').waitFor();
};

async function refresh(page: Page) {
  await page.locator('.top .buttons button').first().click();
  await page.locator('.alerts .alert').first().waitFor();
}

/** Everything that waits for an operator, at once. */
async function troubled(deployment: Deployment) {
  await hold(deployment);
  await announce(deployment, email('ben'));
  await leaveWaiting(deployment, email('ana'), 'Ana Garcia');
  await giveUp(deployment, email('cy'), 'Cy Young');
  await deployment.deliver('staff.offboarded', { identity: email('dee') });
  await deployment.put(email('dee'), { state: 'active' });
}

const setOff = (deployment: Deployment) =>
  deployment.deliver('staff.availability', { identity: email('ana'), available: false });

async function leaveConversations(deployment: Deployment) {
  for (const number of [1, 2]) await deployment.converse(email('ben'), number);
  await deployment.deliver('staff.offboarded', { identity: email('ben') });
  await deployment.tick();
}

/** The view of people, with a team of eight. A state is a line here. */
export const PEOPLE_STATES: readonly PageState[] = [
  { name: 'sign-in', key: 'signed out' },
  { name: 'wrong-key', key: 'wrong' },
  { name: 'first-run', ticked: false },
  { name: 'team' },
  // Before Frontline is at fault: the functions' processes, which stay, ask somebody again later whom they asked in vain.
  {
    name: 'hand-over',
    prepare: leaveConversations,
    async act(page) {
      await page
        .locator('.need', { hasText: /2 .*ben/ })
        .locator('.buttons button')
        .first()
        .click();
      await page.locator('dialog select').waitFor();
    },
  },
  { name: 'dark', viewer: { colorScheme: 'dark' } },
  { name: 'forced-colours', viewer: { forcedColors: 'active' } },
  { name: 'phone', viewer: PHONE },
  { name: 'phone-dark', viewer: { ...PHONE, colorScheme: 'dark' }, prepare: hold },
  {
    name: 'landscape',
    viewer: { ...PHONE, viewport: { width: 844, height: 390 } },
    act: (page) => change(page, LEAVE_ON_DATES),
  },
  // What 200 % of text makes of a window of 1280 px.
  { name: 'text-at-200-percent', viewer: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 } },
  { name: 'print', act: (page) => page.emulateMedia({ media: 'print' }) },
  { name: 'all-well', act: async (page) => void (await page.locator('.badge-well').waitFor()) },
  { name: 'viewer', key: KEYS.viewer, prepare: hold },
  { name: 'editor', key: KEYS.editor, prepare: hold },
  { name: 'change', act: (page) => change(page) },
  { name: 'change-dates', act: (page) => change(page, LEAVE_ON_DATES) },
  { name: 'phone-change', viewer: PHONE, act: (page) => change(page) },
  {
    name: 'undo',
    async act(page) {
      await change(page, OFF_FOR_TWO_HOURS);
      await confirm(page);
    },
  },
  { name: 'why', prepare: async (deployment) => void (await setOff(deployment)), act: (page) => why(page) },
  {
    name: 'phone-why',
    viewer: PHONE,
    prepare: async (deployment) => void (await setOff(deployment)),
    act: (page) => why(page),
  },
  {
    name: 'why-of-a-leaver',
    prepare: async (deployment) => void (await deployment.deliver('staff.offboarded', { identity: email('ana') })),
    act: (page) => why(page),
  },
  { name: 'held', prepare: hold, act: lockOutRoot },
  { name: 'phone-held', viewer: PHONE, prepare: hold, act: lockOutRoot },
  { name: 'everything-at-once', prepare: troubled },
  { name: 'phone-everything-at-once', viewer: PHONE, prepare: troubled },
  {
    name: 'unreadable',
    async prepare(deployment) {
      await storeLaterRecord(deployment, email('ben'));
      await hold(deployment);
      const strangers = ['eva', 'finn'].map(email);
      for (const stranger of strangers) await deployment.put(stranger, {});
      await holdMany(deployment, [...['cy', 'dee', 'kai', 'lou', 'sam', 'ana'].map(email), ...strangers]);
      await deployment.fault({ host: 'frontline-api.twilio.com', path: '/v1/Users/ana%40example.com', status: 503 });
      await deployment.tick();
    },
  },
  { name: 'frontline-down', prepare: breakFrontline, act: (page) => why(page) },
  {
    name: 'dry-run',
    ticked: false,
    prepare: (deployment) => deployment.set('DRY_RUN', 'true'),
  },
  {
    name: 'search',
    async act(page) {
      await page.locator('input[type=search]').fill('ka');
      await page.locator('input[name=times-in]').nth(1).check();
    },
  },
  // The view that is for a screen on the wall; and other days than the next two weeks.
  { name: 'wall', act: (page) => goTo(page, '#now') },
  { name: 'phone-wall', viewer: PHONE, act: (page) => goTo(page, '#now') },
  ...['day', 'week', 'month'].map((range) => ({
    name: range,
    act: (page: Page) => goTo(page, `#people?range=${range}`),
  })),
  { name: 'no-match', act: (page) => page.locator('input[type=search]').fill('zebra') },
  { name: 'legend', act: (page) => page.locator('.legend summary').click() },
  { name: 'phone-legend', viewer: PHONE, act: (page) => page.locator('.legend summary').click() },
  {
    name: 'offline',
    async act(page) {
      await page.context().setOffline(true);
      await refresh(page);
    },
  },
];
