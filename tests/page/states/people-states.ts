import type { Page } from 'playwright-core';
import { KEYS } from '../../support/named-operators';
import type { Deployment } from '../deployment';
import { announce, breakFrontline, giveUp, hold, holdMany, leaveWaiting, storeLaterRecord } from '../scenarios';
import type { Viewer } from '../visit';
import { DESKTOP, type PageState, PHONE } from './state';
import {
  askFirst,
  change,
  confirm,
  email,
  goTo,
  LEAVE_ON_DATES,
  lockOut,
  OFF_FOR_TWO_HOURS,
  refresh,
  setOff,
  why,
} from './steps';

const lockOutRoot = (page: Page) => askFirst(page, 0);

/** Everything that waits for an operator, at once. */
async function troubled(deployment: Deployment) {
  await hold(deployment);
  await announce(deployment, email('ben'));
  await leaveWaiting(deployment, email('ana'), 'Ana Garcia');
  await giveUp(deployment, email('cy'), 'Cy Young');
  await deployment.deliver('staff.offboarded', { identity: email('dee') });
  await deployment.put(email('dee'), { state: 'active' });
}

async function changeDates(page: Page): Promise<void> {
  await change(page, LEAVE_ON_DATES);
  await page.locator('dialog .fields input[type=date]').first().waitFor();
}

const WIDE: Viewer = { viewport: { width: 1920, height: 1080 } };

const seeSteps = (page: Page) => page.locator('.first-steps li').last().waitFor();

const SIZES: Readonly<Record<string, string>> = { day: 'of-hours', week: 'of-a-week', month: 'of-a-month' };

/** On a phone the people are below the screen. */
const toPeople = async (page: Page): Promise<void> =>
  void (await page.evaluate("document.querySelector('.range-bar').scrollIntoView()"));

/** Shows other days than the next two weeks, as soon as they are loaded. */
async function show(page: Page, range: 'day' | 'week' | 'month', day = ''): Promise<void> {
  await goTo(page, `#people?range=${range}${day && `&day=${day}`}`);
  await page.locator(`.table.${SIZES[range]} .person .bar`).first().waitFor({ state: 'attached' });
}

/** The view of people, with a team of eight. A state is a line here. */
export const PEOPLE_STATES: readonly PageState[] = [
  { name: 'first-run', ticked: false },
  { name: 'team' },
  { name: 'dark', viewer: { colorScheme: 'dark' } },
  { name: 'forced-colours', viewer: { forcedColors: 'active' } },
  { name: 'phone', viewer: PHONE },
  { name: 'phone-dark', viewer: { ...PHONE, colorScheme: 'dark' }, prepare: hold },
  {
    name: 'landscape',
    viewer: { ...PHONE, viewport: { width: 844, height: 390 } },
    act: changeDates,
  },
  // What 200 % of text makes of a window of 1280 px.
  { name: 'text-at-200-percent', viewer: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 } },
  // The screen in the colours of paper; devices.test.ts has the sheet that is printed.
  { name: 'print', act: (page) => page.emulateMedia({ media: 'print' }) },
  { name: 'all-well', act: async (page) => void (await page.locator('.badge-well').waitFor()) },
  { name: 'viewer', key: KEYS.viewer, prepare: hold },
  { name: 'editor', key: KEYS.editor, prepare: hold },
  { name: 'change', act: (page) => change(page) },
  { name: 'change-dates', act: changeDates },
  { name: 'phone-change', viewer: PHONE, act: (page) => change(page) },
  {
    name: 'undo',
    async act(page) {
      await change(page, OFF_FOR_TWO_HOURS);
      await confirm(page);
    },
  },
  { name: 'why', prepare: setOff, act: (page) => why(page) },
  {
    name: 'phone-why',
    viewer: PHONE,
    prepare: setOff,
    act: (page) => why(page),
  },
  {
    name: 'why-of-a-leaver',
    prepare: lockOut('ana'),
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
      await holdMany(deployment, [...['ana', 'cy', 'dee', 'kai', 'lou', 'sam'].map(email), ...strangers]);
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
  {
    name: 'first-steps',
    async act(page) {
      await page.locator('.first-steps-foot button').click();
      await seeSteps(page);
    },
  },
  {
    name: 'phone-first-steps',
    viewer: PHONE,
    prepare: (deployment) => deployment.set('DRY_RUN', 'true'),
    act: seeSteps,
  },
  // The view that is for a screen on the wall; and other days than the next two weeks.
  { name: 'wall', act: (page) => goTo(page, '#now') },
  { name: 'phone-wall', viewer: PHONE, act: (page) => goTo(page, '#now') },
  { name: 'wall-of-nobody', act: (page) => goTo(page, '#now?team=nightly') },
  {
    name: 'wall-without-connection',
    async act(page) {
      await goTo(page, '#now');
      await page.context().setOffline(true);
      // It asks the server now, not in half a minute.
      await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
      await page.locator('.wall-warning').waitFor();
    },
  },
  ...(['day', 'week', 'month'] as const).flatMap((range) => [
    { name: range, act: (page: Page) => show(page, range) },
    {
      name: `phone-${range}`,
      viewer: PHONE,
      async act(page: Page) {
        await show(page, range);
        await toPeople(page);
      },
    },
  ]),
  // Its 1st is a Sunday, beside a Monday.
  { name: 'month-ahead', act: (page) => show(page, 'month', '2026-11-01') },
  { name: 'month-on-a-wide-screen', viewer: WIDE, act: (page) => show(page, 'month', '2026-11-01') },
  { name: 'wide', viewer: WIDE },
  { name: 'their-zones', act: (page) => goTo(page, '#people?times=theirs') },
  { name: 'team-of-few', act: (page) => goTo(page, '#people?team=nightly') },
  { name: 'twelve-hours', clock: 12 },
  { name: 'twelve-hours-far-away', clock: 12, viewer: { ...DESKTOP, timezoneId: 'Pacific/Auckland' } },
  { name: 'phone-twelve-hours', clock: 12, viewer: PHONE, act: toPeople },
  { name: 'phone-people', viewer: PHONE, act: toPeople },
  {
    name: 'wide-letters',
    act: async (page) => void (await page.evaluate("document.documentElement.style.letterSpacing = '0.09em'")),
  },
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
