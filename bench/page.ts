/**
 * How soon the page shows people and follows keys, clicks and scrolling, as the browser itself measures it, and what it asks of the server
 * while nothing changes: beside the same page with 20 people. `npx tsx bench/page.ts [people…]`
 */
import { Table } from 'console-table-printer';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../tests/page/chromium';
import { deployed } from '../tests/page/deployment';
import { crowd, memberOf } from '../tests/page/rosters';
import { type Visit, visit } from '../tests/page/visit';
import { median } from './resolver/spawn';

const RUNS = 7;
const FEW = 20;
const SIZES = [300, 2000, 20_000];
/** ms. */
const FIRST_PERSON = { people: [300, 20_000], limit: 1000 };
const INTERACTIONS = { people: [2000], limit: 100 };
/** Two polls a minute. */
const POLLS_AN_HOUR = 120;

/** Notes when the first person and when everybody was shown, from the beginning of the navigation on; and how long each interaction took. */
const NOTES = `{
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

type Measurement = (page: Page) => Promise<number[]>;

/** When the first person and when everybody was shown, ms after the beginning of the navigation. */
async function entering(page: Page): Promise<{ first: number; all: number }> {
  const all: number[] = [];
  const first = await repeated(async () => {
    await page.reload();
    all.push(await page.evaluate<number>('allShown'));
    return page.evaluate<number>('firstShown');
  });
  return { first: median(first), all: median(all) };
}

const typing: Measurement = async (page) => {
  const name = memberOf(FEW - 1);
  await page.getByRole('searchbox', { name: 'Find a person' }).focus();
  const typed = await repeated((turn) => interaction(page, () => page.keyboard.press(name.charAt(turn))));
  return [...typed, ...(await repeated(() => interaction(page, () => page.keyboard.press('Backspace'))))];
};

/** Opens a dialog by a button of somebody's row, and closes it. */
const dialog =
  (button: string, close: string): Measurement =>
  async (page) => {
    const row = page.getByRole('button', { name: new RegExp(`^${button} `) }).first();
    return repeated(async () => {
      const ms = await interaction(page, () => row.click());
      await page.getByRole('button', { name: close }).click();
      return ms;
    });
  };

const scrolling: Measurement = async (page) => {
  const values = await repeated(() => page.evaluate<number>(SCROLL));
  await page.evaluate('scrollTo(0, 0)');
  return values;
};

/** Goes to and fro between two states by clicks. */
const between =
  (there: (page: Page) => Promise<void>, back: (page: Page) => Promise<void>): Measurement =>
  async (page) => {
    const values: number[] = [];
    for (let turn = 0; turn < RUNS; turn++) {
      values.push(await interaction(page, () => there(page)));
      // What is loaded by that is no part of the next one.
      await page.waitForTimeout(500);
      values.push(await interaction(page, () => back(page)));
    }
    return values;
  };

const range = (name: string) => (page: Page) => page.locator('.range-bar').getByText(name, { exact: true }).click();
const view = (name: string) => (page: Page) => page.getByRole('link', { name, exact: true }).click();
/** A key in a list to choose from, since only what a person does counts as an interaction. */
const choosing = (label: string, key: string) => async (page: Page) => {
  await page
    .locator('label.filter', { hasText: new RegExp(`^${label}`) })
    .locator('select')
    .focus();
  await page.keyboard.press(key);
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

interface Measured {
  readonly people: number;
  readonly first: number;
  readonly all: number;
  readonly interactions: Readonly<Record<string, number>>;
  /** Of one poll without any change. */
  readonly executions: number;
  /** What the page holds, MiB. */
  readonly heap: number;
  /** All answers of one visit, MB. */
  readonly answered: number;
}

export async function run(sizes: readonly number[] = SIZES): Promise<void> {
  const browser = await launchBrowser();
  try {
    const interacts = (people: number) => INTERACTIONS.people.includes(people);
    const few = await measured(browser, FEW, sizes.some(interacts));
    const others: Measured[] = [];
    for (const people of sizes) others.push(await measured(browser, people, interacts(people)));
    printLoading([few, ...others], few);
    printInteractions(others, few);
  } finally {
    await browser.close();
  }
}

function printLoading(all: readonly Measured[], few: Measured): void {
  const table = new Table({ shouldDisableColors: true, title: `The page is loaded: ${RUNS} runs, medians (ms)` });
  for (const { people, first, all: everybody, executions, heap, answered } of all) {
    table.addRow({
      people,
      'first person': first.toFixed(0),
      [`beside ${FEW}`]: `${(first / few.first).toFixed(1)} ×`,
      everybody: everybody.toFixed(0),
      'executions an hour': executions * POLLS_AN_HOUR,
      'answered (MB)': answered.toFixed(2),
      'heap (MiB)': heap.toFixed(0),
      wanted: FIRST_PERSON.people.includes(people) ? wanted(first, FIRST_PERSON.limit) : '',
    });
  }
  table.printTable();
}

function printInteractions(all: readonly Measured[], few: Measured): void {
  const interacting = all.filter(({ interactions }) => Object.keys(interactions).length > 0);
  if (interacting.length === 0) return;
  const table = new Table({ shouldDisableColors: true, title: `Interactions: ${RUNS} runs, medians (ms)` });
  for (const what of Object.keys(INTERACTING)) {
    for (const { people, interactions } of interacting) {
      const [ours = Number.NaN, alternative = Number.NaN] = [interactions[what], few.interactions[what]];
      table.addRow({
        what,
        people,
        median: ours.toFixed(0),
        [`with ${FEW}`]: alternative.toFixed(0),
        ratio: `${(ours / alternative).toFixed(1)} ×`,
        wanted: wanted(ours, INTERACTIONS.limit),
      });
    }
  }
  table.printTable();
  console.log('The browser does not report interactions of less than 16 ms: they count as 16.');
}

function wanted(ms: number, limit: number): string {
  return `< ${limit}: ${ms < limit ? 'met' : 'MISSED'}`;
}

/** The medians with so many people. */
async function measured(browser: Browser, people: number, interacts: boolean): Promise<Measured> {
  const deployment = await deployed(crowd(people));
  try {
    await deployment.renew();
    const visitor = await visit(browser, deployment);
    const { page } = visitor;
    let bytes = 0;
    page.on('response', async (response) => {
      if (new URL(response.url()).pathname === '/roster') bytes += (await response.body().catch(() => '')).length;
    });
    await page.addInitScript(NOTES);
    await visitor.signIn();
    await page.evaluate('allShown');
    const answered = bytes / 1e6;
    const { first, all } = await entering(page);
    const interactions: Record<string, number> = {};
    for (const [what, measure] of Object.entries(interacts ? INTERACTING : {}))
      interactions[what] = median(await measure(page));
    const executions = await perPoll(visitor);
    const heap = await heapOf(page);
    await visitor.end();
    return { people, first, all, interactions, executions, heap, answered };
  } finally {
    await deployment.end();
  }
}

/** How many requests for the roster a poll makes while nothing changes. */
async function perPoll({ page, answers }: Visit): Promise<number> {
  const poll = async (): Promise<number> => {
    const before = answers.length;
    const answered = page.waitForResponse(/\/roster\?/);
    await page.evaluate("dispatchEvent(new Event('online'))");
    await answered;
    await page.waitForTimeout(2000);
    return answers.slice(before).filter((answer) => answer.startsWith('GET /roster ')).length;
  };
  await poll(); // the first one asks for the ETags of all pages, which it does not have yet
  return median(await repeated(poll));
}

/** After garbage collection, MiB. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 2 ** 20;
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

async function repeated(measure: (turn: number) => Promise<number>): Promise<number[]> {
  const values: number[] = [];
  for (let turn = 0; turn < RUNS; turn++) values.push(await measure(turn));
  return values;
}

if (require.main === module) {
  const named = process.argv.slice(2).map(Number);
  void run(named.length > 0 ? named : SIZES);
}
