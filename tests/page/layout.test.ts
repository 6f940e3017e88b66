import type { Page } from 'playwright-core';
import { SECRETS } from './deployment';
import { CREW } from './rosters';
import { hold } from './scenarios';
import { stage } from './stage';
import type { Viewer } from './visit';

// What is where: nothing hides, cuts or moves what an operator has to read or press.

const scene = stage(CREW);
const LANDSCAPE: Viewer = { viewport: { width: 844, height: 390 } };
const PHONE: Viewer = { viewport: { width: 390, height: 844 } };

async function open(viewer?: Viewer): Promise<Page> {
  const { page, signIn } = await scene.visit(viewer);
  await signIn();
  await page.getByRole('table', { name: 'People' }).waitFor();
  return page;
}

/** Signs in, whatever the page's language. */
async function enter(page: Page): Promise<void> {
  await page.goto(`${scene.deployment.url}/index.html`);
  await page.locator('#secret').fill(SECRETS.OPS_SECRET);
  await page.locator('#secret').press('Enter');
  await page.locator('.person').first().waitFor();
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The places of all elements that a selector finds, px. */
const boxes = (page: Page, selector: string) =>
  page.evaluate<Box[]>(`[...document.querySelectorAll(${JSON.stringify(selector)})].map((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { left, right, top, bottom };
  })`);

const style = (page: Page, selector: string, property: string) =>
  page.evaluate<string>(`getComputedStyle(document.querySelector(${JSON.stringify(selector)})).${property}`);

test('on a phone on its side, the fields of a choice are in sight above the buttons', async () => {
  const page = await open(LANDSCAPE);
  for (const choice of ['Dates…', 'Until…']) {
    await button(page, 'Change ana').click();
    await page.getByRole('dialog').getByRole('radio', { name: choice, exact: true }).first().check();
    const [fields] = await boxes(page, 'dialog .fields');
    const [answers] = await boxes(page, 'dialog .answers');
    expect(fields?.top).toBeGreaterThanOrEqual(0);
    expect(fields?.bottom).toBeLessThanOrEqual(answers?.top ?? 0);
    await button(page, 'Cancel').click();
  }
});

test('the buttons of all rows line up', async () => {
  await scene.deployment.deliver('staff.offboarded', { identity: 'dee@example.com' });
  const page = await open();
  await button(page, 'Restore access of dee').waitFor();
  for (const place of [1, 2]) {
    const lefts = (await boxes(page, `.person > .buttons > :nth-child(${place})`)).map(({ left }) => Math.round(left));
    expect(lefts.length).toBeGreaterThan(6);
    expect(new Set(lefts).size).toBe(1);
  }
});

test.each(['en-GB', 'de-DE', 'es-ES'])(
  'at 1280 px the header is one line, and its buttons are in it: %s',
  async (locale) => {
    const { page } = await scene.visit({ locale, viewport: { width: 1280, height: 800 } });
    await enter(page);
    const [header] = await boxes(page, '.top');
    expect((header?.bottom ?? 0) - (header?.top ?? 0)).toBeLessThan(56);
    const [name, refresh] = [...(await boxes(page, '.brand')), ...(await boxes(page, '.top .buttons'))];
    expect(Math.abs((name?.top ?? 0) - (refresh?.top ?? 0))).toBeLessThan(12);
  },
);

test('until when somebody is on or off duty is not cut, on a clock of twelve hours either', async () => {
  const { page } = await scene.visit({ locale: 'es-MX', viewport: { width: 1280, height: 800 } });
  await enter(page);
  const cut = await page.evaluate<string[]>(`[...document.querySelectorAll('.until')].flatMap((until) => {
    const { right } = until.getBoundingClientRect();
    return right > until.parentElement.getBoundingClientRect().right ? [until.textContent] : [];
  })`);
  expect(await page.locator('.until', { hasText: '.m.' }).count()).toBeGreaterThan(2);
  expect(cut).toEqual([]);
});

test.each(['en-US', 'es-MX'])(
  'somebody’s day, time and distance are not cut at 1280 px, nor is a city as long as Singapore: %s',
  async (locale) => {
    const viewport = { width: 1280, height: 800 };
    // For everybody on the roster it is the day before.
    const { page } = await scene.visit({ locale, viewport, timezoneId: 'Pacific/Auckland' });
    await enter(page);
    const [all, cut] = await page.evaluate<[string[], string[]]>(`(() => {
      const parts = [...document.querySelectorAll('.person .zone > *')];
      const isCut = (part) =>
        part.scrollWidth > part.clientWidth ||
        part.getBoundingClientRect().right > part.parentElement.getBoundingClientRect().right + 0.5;
      return [parts, parts.filter(isCut)].map((some) => some.map(({ textContent }) => textContent));
    })()`);
    expect(all).toEqual(expect.arrayContaining(['Singapore', expect.stringMatching(/^\S+ 8:\d\d /), '−5 h']));
    // What has no room for a longer name costs letters of the name.
    expect(cut.filter((text) => text !== 'Kathmandu')).toEqual([]);
  },
);

test('during a search no line about the coverage of all stands among those who were found', async () => {
  const page = await open();
  await page.getByRole('rowheader', { name: 'Coverage' }).first().waitFor();
  await page.getByRole('searchbox').fill('ben');
  await page.getByText('1 of 8 people').waitFor();
  expect(await page.getByRole('rowheader').allTextContents()).toEqual([expect.stringContaining('ben')]);
});

test('what an act has said covers no button, and leaves room below the last row', async () => {
  const page = await open({ viewport: { width: 1280, height: 420 } });
  await button(page, 'Change ana').click();
  await page.getByRole('group', { name: 'Off duty' }).getByRole('radio', { name: 'For 2 hours' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByText('ana is off duty until').waitFor();
  await page.evaluate('scrollTo(0, document.body.scrollHeight)');
  const [said] = await boxes(page, '.said p');
  const rows = await boxes(page, '.person');
  expect(Math.max(...rows.map(({ bottom }) => bottom))).toBeLessThanOrEqual(said?.top ?? 0);
});

test('the panel closes when something beside it is pressed, and not when its text is', async () => {
  const page = await open();
  await button(page, 'Why ana').click();
  const why = page.getByRole('dialog', { name: 'Why ana' });
  await why.getByText('ana is on duty').click();
  expect(await why.isVisible()).toBe(true);
  await page.mouse.click(40, 400);
  await why.waitFor({ state: 'detached' });
});

test('the legend closes on Escape and when something beside it is pressed', async () => {
  const page = await open();
  const now = page.locator('.legend').getByText('Now');
  for (const close of [() => page.keyboard.press('Escape'), () => page.mouse.click(600, 25)]) {
    await page.getByText('Legend').click();
    await now.waitFor();
    await close();
    await now.waitFor({ state: 'hidden' });
  }
});

describe('on a phone', () => {
  test('the line of the present does not cross the dates', async () => {
    const page = await open(PHONE);
    const [date] = await boxes(page, '.track .day');
    const [track] = await boxes(page, '.track');
    const lineTop = await page.evaluate<string>("getComputedStyle(document.querySelector('.track'), '::after').top");
    expect((track?.top ?? 0) + Number.parseFloat(lineTop)).toBeGreaterThanOrEqual((date?.bottom ?? 0) - 2);
  });

  test('the lines above the people are folded after two', async () => {
    await hold(scene.deployment);
    await scene.deployment.put('ana@example.com', { is_available: false });
    await scene.deployment.put('kai@example.com', { is_available: false });
    const page = await open(PHONE);
    await page.getByRole('button', { name: 'Show all 3' }).waitFor();
    expect(await page.locator('.needs ul').first().getByRole('listitem').count()).toBe(2);
  });

  test('a line of the audit is as wide as the panel, with all its columns', async () => {
    await scene.deployment.deliver('staff.availability', { identity: 'ana@example.com', available: false });
    const page = await open(PHONE);
    await button(page, 'Why ana').click();
    await page.getByText('Standard Webhooks').first().waitFor();
    const width = (selector: string) =>
      page.evaluate<number[]>(
        `(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth])(document.querySelector('${selector}'))`,
      );
    for (const selector of ['.audit .scroller', 'dialog']) {
      const [content, room] = await width(selector);
      expect(content).toBe(room);
    }
  });
});

test('in forced colours a holiday is told from leave', async () => {
  const page = await open();
  await page.emulateMedia({ forcedColors: 'active' });
  const [holiday, leave] = [
    await style(page, '.bar.holiday', 'backgroundImage'),
    await style(page, '.bar.leave', 'backgroundImage'),
  ];
  expect(holiday).toContain('radial-gradient');
  expect(leave).toContain('repeating-linear-gradient');
});
