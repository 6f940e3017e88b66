/**
 * How soon the page shows people and follows keys, clicks and scrolling, as the browser itself measures it: with many people,
 * beside the same page with 20. `npx tsx bench/page.ts`
 */
import { Table } from 'console-table-printer';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../tests/page/chromium';
import { deployed } from '../tests/page/deployment';
import { crowd, memberOf } from '../tests/page/rosters';
import { visit } from '../tests/page/visit';
import { median } from './resolver/spawn';

const RUNS = 7;
const FEW = 20;
const USABLE = { people: 300, limit: 1000 };
const INTERACTIONS = { people: 2000, limit: 100 };

/** Notes when the first person was shown, from the beginning of the navigation on; and how long each interaction took. */
const NOTES = `{
  globalThis.firstShown = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector('[role=rowheader]')) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    });
    observer.observe(document, { childList: true, subtree: true });
  });
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

type Measurement = (page: Page) => Promise<number[]>;

const firstPerson: Measurement = (page) =>
  repeated(async () => {
    await page.reload();
    return page.evaluate<number>('firstShown');
  });

const typing: Measurement = async (page) => {
  const name = memberOf(FEW - 1);
  await page.getByRole('searchbox', { name: 'Find a person' }).focus();
  const typed = await repeated((turn) => interaction(page, () => page.keyboard.press(name.charAt(turn))));
  return [...typed, ...(await repeated(() => interaction(page, () => page.keyboard.press('Backspace'))))];
};

const dialog: Measurement = (page) =>
  repeated(async (turn) => {
    const button = page.getByRole('button', { name: `Change ${memberOf(turn)}`, exact: true });
    const ms = await interaction(page, () => button.click());
    await page.getByRole('button', { name: 'Cancel' }).click();
    return ms;
  });

const scrolling: Measurement = (page) => repeated(() => page.evaluate<number>(SCROLL));

export async function run(): Promise<void> {
  const browser = await launchBrowser();
  try {
    const table = new Table({ shouldDisableColors: true, title: `The page: ${RUNS} runs, medians (ms)` });
    const usable = { 'first person shown': firstPerson };
    const interactions = { 'a key in the filter': typing, 'opening a dialog': dialog, scrolling };
    for (const [{ people, limit }, measurements] of [
      [USABLE, usable],
      [INTERACTIONS, interactions],
    ] as const) {
      const few = await measured(browser, FEW, measurements);
      const many = await measured(browser, people, measurements);
      for (const [index, what] of Object.keys(measurements).entries()) {
        const [ours = Number.NaN, alternative = Number.NaN] = [many[index], few[index]];
        table.addRow({
          what,
          people,
          median: ours.toFixed(0),
          [`with ${FEW}`]: alternative.toFixed(0),
          ratio: `${(ours / alternative).toFixed(1)} ×`,
          wanted: `< ${limit}: ${ours < limit ? 'met' : 'MISSED'}`,
        });
      }
    }
    table.printTable();
    console.log('The browser does not report interactions of less than 16 ms: they count as 16.');
  } finally {
    await browser.close();
  }
}

/** The median of each measurement, with so many people. */
async function measured(
  browser: Browser,
  people: number,
  measurements: Readonly<Record<string, Measurement>>,
): Promise<number[]> {
  const deployment = await deployed(crowd(people));
  try {
    await deployment.renew();
    const { page, signIn, end } = await visit(browser, deployment);
    await page.addInitScript(NOTES);
    await signIn();
    await page.getByText(/of [\d,]+ should be on duty/).waitFor();
    const medians: number[] = [];
    for (const measure of Object.values(measurements)) medians.push(median(await measure(page)));
    await end();
    return medians;
  } finally {
    await deployment.end();
  }
}

/** From the keystroke or click to the next picture that shows its effect. */
async function interaction(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate('interactions.length = 0');
  await act();
  // The browser reports an interaction only after its picture.
  await page.evaluate('new Promise((resolve) => setTimeout(resolve, 150))');
  return page.evaluate<number>('Math.max(16, ...interactions)');
}

async function repeated(measure: (turn: number) => Promise<number>): Promise<number[]> {
  const values: number[] = [];
  for (let turn = 0; turn < RUNS; turn++) values.push(await measure(turn));
  return values;
}

if (require.main === module) void run();
