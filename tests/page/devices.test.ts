import type { Page } from 'playwright-core';
import { SECRETS } from './deployment';
import { CREW } from './rosters';
import { stage } from './stage';
import type { Viewer } from './visit';

// The page under a finger, with wide letters, and on paper.

const scene = stage(CREW);
const PHONE: Viewer = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const LANDSCAPE: Viewer = { viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true };
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function open(viewer: Viewer): Promise<Page> {
  const { page, signIn } = await scene.visit(viewer);
  await signIn();
  await page.getByRole('table', { name: 'People' }).waitFor();
  return page;
}

/** Smaller than this a finger misses: https://www.w3.org/WAI/WCAG22/Understanding/target-size-enhanced */
const FINGER = 44;

/** What can be pressed and is smaller, with its size; of a choice its label counts, and links within a sentence are exempt. */
const tooSmall = (page: Page) =>
  page.evaluate<string[]>(`(() => {
    const within = document.querySelector('dialog[open]') ?? document.body;
    const choices = 'label:has(input[type="radio"]), label:has(input[type="checkbox"])';
    const all = within.querySelectorAll('button, select, input:not([type="radio"], [type="checkbox"]), summary, a[href]:not(p a), ' + choices);
    return [...all].flatMap((element) => {
      if (element.matches('.skip') || !element.checkVisibility()) return [];
      const { width, height } = element.getBoundingClientRect();
      const name = element.getAttribute('aria-label') ?? element.textContent;
      return width > ${FINGER - 0.5} && height > ${FINGER - 0.5} ? [] : [name + ' ' + width + ' x ' + height];
    });
  })()`);

test('On a phone everything that can be pressed is large enough for a finger', async () => {
  const { page, signIn } = await scene.visit(PHONE);
  await page.goto(`${scene.deployment.url}/index.html`);
  await page.getByLabel('Operator’s key').waitFor();
  expect(await tooSmall(page)).toEqual([]);
  await signIn();
  await page.getByRole('table', { name: 'People' }).waitFor();
  expect(await tooSmall(page)).toEqual([]);
  await button(page, 'Why ana').click();
  await page.getByText('Asking Frontline…').waitFor({ state: 'hidden' });
  expect(await tooSmall(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await button(page, 'Change ana').click();
  for (const choice of ['Dates…', 'From … to …']) {
    await page.getByRole('dialog').getByRole('radio', { name: choice, exact: true }).first().check();
    expect(await tooSmall(page)).toEqual([]);
  }
});

test('On a phone on its side the fields of a choice are in sight above the buttons, also with room for a finger', async () => {
  const page = await open(LANDSCAPE);
  await button(page, 'Change ana').click();
  for (const choice of ['Dates…', 'Until…', 'From … to …']) {
    await page.getByRole('dialog').getByRole('radio', { name: choice, exact: true }).first().check();
    const [top, bottom, answers] = await page.evaluate<[number, number, number]>(`(() => {
      const fields = document.querySelector('dialog .fields').getBoundingClientRect();
      return [fields.top, fields.bottom, document.querySelector('dialog .answers').getBoundingClientRect().top];
    })()`);
    expect(top).toBeGreaterThanOrEqual(0);
    expect(bottom).toBeLessThanOrEqual(answers);
  }
});

test('On a phone a field that has the focus is above the buttons of its dialog', async () => {
  const page = await open(PHONE);
  await button(page, 'Change ana').click();
  const asked = page.getByRole('dialog');
  await asked.getByRole('radio', { name: 'For 2 hours' }).first().check();
  await asked.getByLabel('Reason (optional)').fill('They asked for it');
  const [field, answers] = await page.evaluate<[number, number]>(`[
    document.activeElement.getBoundingClientRect().bottom,
    document.querySelector('dialog .answers').getBoundingClientRect().top,
  ]`);
  expect(field).toBeLessThanOrEqual(answers);
});

test('A long reason leaves the words of the audit’s other columns whole', async () => {
  const page = await open({ viewport: { width: 1280, height: 800 } });
  await button(page, 'Change ana').click();
  const asked = page.getByRole('dialog');
  await asked.getByRole('radio', { name: 'For 2 hours' }).first().check();
  await asked.getByLabel('Reason (optional)').fill('They asked for it by phone, twice. '.repeat(6).slice(0, 200));
  await asked.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByRole('status').filter({ hasText: 'ana is off duty' }).waitFor();
  await button(page, 'Why ana').click();
  await page.locator('.audit .reason-given').first().waitFor();
  const heights = await page.evaluate<number[]>(
    `[...document.querySelectorAll('.audit th')].map((cell) => cell.getClientRects()[0].height)`,
  );
  expect(heights).toHaveLength(4);
  expect(Math.max(...heights)).toBeLessThan(32);
  // On a phone it is below the change that it was given for, beside the titles.
  await page.setViewportSize({ width: 390, height: 844 });
  const [reason, when] = await page.evaluate<[number, number]>(`(() => {
    const leftOf = (node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return range.getBoundingClientRect().left;
    };
    return [leftOf(document.querySelector('.audit .reason-given')), leftOf(document.querySelector('.audit tbody td'))];
  })()`);
  expect(Math.round(reason)).toBe(Math.round(when));
});

test('On a phone the buttons of all cards line up, also where what Frontline has needs more room than they', async () => {
  await scene.deployment.put('ana@example.com', { is_available: false });
  const { page } = await scene.visit({ ...PHONE, locale: 'es-ES' });
  await page.goto(`${scene.deployment.url}/index.html`);
  await page.locator('#secret').fill(SECRETS.OPS_SECRET);
  await page.locator('#secret').press('Enter');
  await page.locator('[data-person="ana"] .frontline-differs').waitFor();
  for (const place of [1, 2]) {
    const edges = await page.evaluate<string[]>(
      `[...document.querySelectorAll('.person > .buttons > :nth-child(${place})')].map((button) => {
        const { left, right } = button.getBoundingClientRect();
        return Math.round(left) + ' to ' + Math.round(right);
      })`,
    );
    expect(edges.length).toBeGreaterThan(2);
    expect([...new Set(edges)]).toHaveLength(1);
  }
});

test('With letters a tenth wider the buttons of the header stay beside its name at 1280 px', async () => {
  const page = await open({ viewport: { width: 1280, height: 800 } });
  await page.evaluate(`document.documentElement.style.letterSpacing = '0.09em'`);
  const { name, refresh, width } = await page.evaluate<{ name: number; refresh: number; width: number }>(`({
    name: document.querySelector('.brand').getBoundingClientRect().top,
    refresh: document.querySelector('.top .buttons').getBoundingClientRect().top,
    width: document.documentElement.scrollWidth,
  })`);
  expect(Math.abs(refresh - name)).toBeLessThan(12);
  expect(width).toBe(1280);
});

test('What is printed is a table of everybody’s times, black on white also in the dark, without a button', async () => {
  const page = await open({ viewport: { width: 1280, height: 400 }, colorScheme: 'dark' });
  await page.waitForLoadState('networkidle');
  await page.evaluate(`(() => {
    const seen = (document.seen = []);
    addEventListener('beforeprint', () => {
      const sheet = document.querySelector('.print-sheet');
      seen.push(sheet.textContent, ...[...sheet.querySelectorAll('tbody th')].map((cell) => cell.textContent));
    });
  })()`);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const [whole = '', ...people] = await page.evaluate<string[]>('document.seen');
  // Everybody, although few rows are on the screen.
  expect(people).toHaveLength(8);
  expect(whole).toMatch(/^Roster, Mon 19 Oct – Sun 1 Nov ?Times in UTC\. Printed Mon 19 Oct 2026, 12:\d\d\./);
  expect(whole).toContain('16:15–00:45');
  // A4 on its side, in points.
  const [, width, height] = /MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf.toString('latin1')) ?? [];
  expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([842, 595]);
  expect(await page.locator('.print-sheet').count()).toBe(0);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
  expect(await page.getByRole('button').count()).toBe(0);
  const colours = await page.evaluate<string[]>(
    `[...new Set([...document.querySelectorAll('.print-sheet *')].map((element) => getComputedStyle(element).color))]`,
  );
  expect(colours).toEqual(['rgb(0, 0, 0)']);
  await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
});
