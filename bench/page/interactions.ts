/** What a viewer does with the page, and how long it takes, as the browser itself measures it. */
import type { Page } from 'playwright-core';
import { memberOf } from '../../tests/page/rosters';
import { median } from '../resolver/spawn';

export const RUNS = 7;
/** Notes when the first person and when everybody was shown, from the beginning of the navigation on; and how long each interaction took. */
export const NOTES = `{
  const when = (isSo) => new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!isSo()) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    });
    observer.observe(document, { childList: true, subtree: true, characterData: true });
  });
  globalThis.firstShown = when(() => document.querySelector('[role=rowheader]'));
  globalThis.allShown = when(() => /^[\\d,]+ people$/.test(document.querySelector('.toolbar .shown')?.textContent ?? ''));
  globalThis.interactions = [];
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) if (interactionId) interactions.push(duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
}`;

/** Scrolls by several screens; ms until there are rows where one looks. */
const SCROLL = `(async () => {
  const start = performance.now();
  scrollBy(0, 2500);
  const isThere = () => document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('[role=row]');
  do await new Promise(requestAnimationFrame); while (!isThere() && scrollY + innerHeight < document.body.scrollHeight);
  return performance.now() - start;
})()`;

/** ms of each run, a list for each kind of act. */
type Measurement = (page: Page) => Promise<readonly (readonly number[])[]>;

/** When the first person and when everybody was shown, ms after the beginning of the navigation. */
export async function entering(page: Page): Promise<{ first: number; all: number }> {
  const all: number[] = [];
  const first = await repeated(async () => {
    await page.reload();
    all.push(await page.evaluate<number>('allShown'));
    return page.evaluate<number>('firstShown');
  });
  return { first: median(first), all: median(all) };
}

const typing: Measurement = async (page) => {
  const name = memberOf(0);
  await page.getByRole('searchbox', { name: 'Find a person' }).focus();
  const press = (key: string) => interaction(page, () => page.keyboard.press(key));
  return [await repeated((turn) => press(name.charAt(turn))), await repeated(() => press('Backspace'))];
};

/** Opens a dialog by a button of somebody's row, and closes it. */
const dialog =
  (button: string, close: string): Measurement =>
  async (page) => {
    const row = page.getByRole('button', { name: new RegExp(`^${button} `) }).first();
    const opening = async () => {
      const ms = await interaction(page, () => row.click());
      await page.getByRole('button', { name: close }).click();
      return ms;
    };
    return [await repeated(opening)];
  };

const scrolling: Measurement = async (page) => {
  const values = await repeated(() => page.evaluate<number>(SCROLL));
  await page.evaluate('scrollTo(0, 0)');
  return [values];
};

/** Goes to and fro between two states by clicks. */
const between =
  (there: (page: Page) => Promise<void>, back: (page: Page) => Promise<void>): Measurement =>
  async (page) => {
    const ways: [number[], number[]] = [[], []];
    await repeated(async () => {
      ways[0].push(await interaction(page, () => there(page)));
      // What is loaded by that is no part of the next one.
      await page.waitForTimeout(500);
      ways[1].push(await interaction(page, () => back(page)));
      return 0;
    });
    return ways;
  };

const range = (name: string) => (page: Page) => page.locator('.range-bar').getByText(name, { exact: true }).click();
const view = (name: string) => (page: Page) => page.getByRole('link', { name, exact: true }).click();
/** A key in a list to choose from, since only what a person does counts as an interaction. */
const choosing = (label: string, key: string) => async (page: Page) => {
  const list = page.locator('label.filter', { hasText: new RegExp(`^${label}`) }).locator('select');
  await list.focus();
  const before = await list.inputValue();
  await page.keyboard.press(key);
  if ((await list.inputValue()) === before) throw new Error(`${key} has chosen nothing else in ${label}`);
};

const INTERACTING: Readonly<Record<string, Measurement>> = {
  'a key in the filter': typing,
  'opening Change': dialog('Change', 'Cancel'),
  'opening Why': dialog('Why', 'Close'),
  scrolling,
  'to the month, and back': between(range('Month'), range('2 weeks')),
  'who is on duty, and everyone': between(choosing('Show', 'ArrowDown'), choosing('Show', 'ArrowUp')),
  'by name, and by duty': between(choosing('Order', 'ArrowDown'), choosing('Order', 'ArrowUp')),
  'to the reports, and back': between(view('Reports'), view('People')),
  'to the wall screen, and back': between(view('Wall screen'), view('Back to the page')),
};

/** The median of each interaction; of two acts, such as there and back, the slower one's. ms */
export async function interactionsOf(
  page: Page,
  step: (name: string, measure: () => ReturnType<Measurement>) => ReturnType<Measurement>,
): Promise<Record<string, number>> {
  const medians: Record<string, number> = {};
  for (const [what, measure] of Object.entries(INTERACTING))
    medians[what] = Math.max(...(await step(what, () => measure(page))).map(median));
  return medians;
}

/** From the keystroke or click to the next picture that shows its effect. */
async function interaction(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate('interactions.length = 0');
  await act();
  // The browser reports an interaction only after its picture.
  await page.evaluate(
    'new Promise((resolve) => setTimeout(() => requestAnimationFrame(() => setTimeout(resolve, 50)), 150))',
  );
  return page.evaluate<number>('Math.max(16, ...interactions)');
}

export async function repeated(measure: (turn: number) => Promise<number>): Promise<number[]> {
  const values: number[] = [];
  for (let turn = 0; turn < RUNS; turn++) values.push(await measure(turn));
  return values;
}
