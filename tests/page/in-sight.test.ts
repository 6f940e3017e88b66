import type { Page } from 'playwright-core';
import { CREW } from './rosters';
import { hold } from './scenarios';
import { stage } from './stage';
import type { Viewer } from './visit';

// What somebody goes to is in sight: below nothing that stays, and at the days that were asked for.

const scene = stage(CREW);
const PHONE: Viewer = { viewport: { width: 390, height: 700 } };
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function open(viewer: Viewer): Promise<Page> {
  const { page, signIn } = await scene.visit(viewer);
  await signIn();
  await page.getByRole('table', { name: 'People' }).waitFor();
  return page;
}

/**
 * Scrolls to something as Firefox and WebKit do for what gets the focus, and no further than needed; Chromium brings it to the middle.
 * @returns how far it is below the upper edge of what stays, px
 */
const scrolledBelow = (page: Page, selector: string, stays: string) =>
  page.evaluate<number>(`(() => {
    const element = document.querySelector('${selector}');
    element.scrollIntoView({ block: 'nearest' });
    return element.getBoundingClientRect().bottom - document.querySelector('${stays}').getBoundingClientRect().top;
  })()`);

/** Takes ana off duty, which is said at the foot of the page. */
async function takeOff(page: Page): Promise<void> {
  await button(page, 'Change ana').click();
  await page.getByRole('group', { name: 'Off duty' }).getByRole('radio', { name: 'For 2 hours' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByText('ana is off duty until').waitFor();
}

test('What gets the focus at the foot of the page is not below what an act has said', async () => {
  const page = await open({ viewport: { width: 1280, height: 420 } });
  await takeOff(page);
  await page.evaluate('scrollTo(0, 0)');
  await button(page, 'Show the first steps').waitFor();
  expect(await scrolledBelow(page, '.first-steps-foot button', '.said p')).toBeLessThanOrEqual(0);
});

test('On a phone the field for a reason is not below the buttons of its dialog when it gets the focus', async () => {
  const page = await open(PHONE);
  await button(page, 'Change ana').click();
  await page.getByRole('dialog').getByRole('radio', { name: 'For 2 hours' }).first().check();
  expect(await scrolledBelow(page, 'dialog .reason input', 'dialog .answers')).toBeLessThanOrEqual(0);
});

test('On a phone the times of a stretch that was pressed on the timeline are in sight above the buttons', async () => {
  const page = await open(PHONE);
  const track = page.locator('[data-person="ana"] .track');
  await track.scrollIntoViewIfNeeded();
  await track.click({ position: { x: 250, y: 60 } });
  await page.locator('dialog .fields input').nth(1).waitFor();
  const below = await page.evaluate<number>(
    "document.querySelector('dialog .fields').getBoundingClientRect().bottom - document.querySelector('dialog .answers').getBoundingClientRect().top",
  );
  expect(below).toBeLessThanOrEqual(0);
});

test('On a phone the timelines of other days begin at the first of them', async () => {
  const page = await open({ ...PHONE, timezoneId: 'Asia/Tokyo' });
  await page.getByRole('radio', { name: 'Day', exact: true }).check();
  const scrolled = () =>
    page.evaluate<number[]>("[...document.querySelectorAll('.person .scroller')].map(({ scrollLeft }) => scrollLeft)");
  expect(Math.min(...(await scrolled()))).toBeGreaterThan(0);
  await page.getByRole('radio', { name: 'Week', exact: true }).check();
  await page.locator('.days-shown').filter({ hasText: 'Mon 19 Oct – Sun 25 Oct' }).waitFor();
  expect(Math.max(...(await scrolled()))).toBe(0);
});

test('Whoever is taken off duty is not among those on duty now any more', async () => {
  const page = await open({});
  const band = page.locator('.now-band');
  await band.filter({ hasText: 'ana' }).waitFor();
  await takeOff(page);
  await page.locator('[data-person="ana"] .standing-off').waitFor();
  expect(await band.textContent()).not.toContain('ana');
});

test('The focus of a line that is gone is on the heading above it, also in a window behind another one', async () => {
  await hold(scene.deployment);
  const page = await open({});
  // As in such a window of WebKit, where the focus moves but nothing is drawn with it.
  await page.evaluate(`(() => {
    const { matches } = Element.prototype;
    Element.prototype.matches = function (selector) { return selector !== ':focus' && matches.call(this, selector); };
  })()`);
  await button(page, 'Lock out root').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Lock out root', exact: true }).click();
  await page.locator('.need .danger').waitFor({ state: 'detached' });
  expect(await page.evaluate('document.activeElement.id')).toBe('needs-heading');
});
