import type { Page } from 'playwright-core';
import { crowd, memberOf } from './rosters';
import { stage } from './stage';

// The page with 600 people does the work of a screenful. What that takes in ms is measured by bench/page.ts.

/** Far more rows than a screen and its margins hold, and far fewer than there are people. */
const SCREENFUL = 100;

const COUNT_ROWS = `{
  globalThis.rendered = 0;
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes)
        if (node.nodeType === 1) rendered += node.matches('[role=row]') + node.querySelectorAll('[role=row]').length;
  }).observe(document, { childList: true, subtree: true });
}`;

const scene = stage(crowd(600), { ticks: false });

async function open(): Promise<Page> {
  const { page, signIn } = await scene.visit();
  await page.addInitScript(COUNT_ROWS);
  await signIn();
  await page.getByText(/of 600 should be on duty/).waitFor();
  return page;
}

/** How many rows an act renders, up to what it ends with. */
async function rendered(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate('rendered = 0');
  await act();
  return page.evaluate<number>('rendered');
}

test('typing and deleting in the filter render no more than a screenful of rows each time', async () => {
  const page = await open();
  const name = memberOf(321);
  await page.getByRole('searchbox', { name: 'Find a person' }).focus();
  const keys = [...name, ...Array.from(name, () => 'Backspace')];
  for (const key of keys) {
    expect(await rendered(page, () => page.keyboard.press(key))).toBeLessThan(SCREENFUL);
    expect(await page.getByRole('row').count()).toBeLessThan(SCREENFUL);
  }
  await page.getByText(/of 600 should be on duty/).waitFor();
});

test('opening and closing a dialog render no row', async () => {
  const page = await open();
  const change = page.getByRole('button', { name: `Change ${memberOf(0)}`, exact: true });
  // Rows that come into sight, and what is fetched of them, are drawn before.
  await change.scrollIntoViewIfNeeded();
  await page.getByText('not checked').first().waitFor({ state: 'detached' });
  // What is above the table grows and shrinks as the rest is loaded, which brings other rows into sight: not because of the dialog, and not always.
  let rows = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 10 && rows > 0; turn++) {
    rows = await rendered(page, async () => {
      await change.click();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    });
  }
  expect(rows).toBe(0);
});

test('scrolling to the end shows rows all the way, and never holds more than a screenful of them', async () => {
  const page = await open();
  const { people, most } = await page.evaluate<{ people: string[]; most: number }>(SCROLL);
  expect(people.sort()).toEqual(Array.from({ length: 600 }, (_, index) => memberOf(index)).sort());
  expect(most).toBeLessThan(SCREENFUL);
});

/** Scrolls from top to end, waiting for rows each time; whom it saw, and the most rows there were at once. */
const SCROLL = `(async () => {
  const seen = new Set();
  let most = 0;
  for (;;) {
    const isThere = () => document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('[role=row]');
    do {
      // What is above the table may be higher than half of the window, and may still grow while the rest is loaded.
      if (seen.size === 0) document.querySelector('[role=table]').scrollIntoView();
      await new Promise(requestAnimationFrame);
    } while (!isThere());
    await new Promise(requestAnimationFrame);
    for (const { textContent } of document.querySelectorAll('[role=rowheader]'))
      for (const key of textContent.match(/[a-z]+-[a-z]+-\\d+/) ?? []) seen.add(key);
    most = Math.max(most, document.querySelectorAll('[role=row]').length);
    const before = scrollY;
    scrollBy(0, innerHeight);
    if (scrollY === before) return { people: [...seen], most };
  }
})()`;
