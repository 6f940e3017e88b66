/**
 * How soon the page shows people and follows keys, clicks and scrolling, as the browser itself measures it, and what it asks of the server
 * while nothing changes: beside the same page with 20 people. `npx tsx bench/page.ts [people…]`
 */
import { Table } from 'console-table-printer';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../tests/page/chromium';
import { deployed } from '../tests/page/deployment';
import { crowd } from '../tests/page/rosters';
import { type Visit, visit } from '../tests/page/visit';
import { entering, interactionsOf, NOTES, RUNS, repeated } from './page/interactions';
import { step } from './page/step';
import { median } from './resolver/spawn';

const FEW = 20;
const SIZES = [300, 2000, 20_000];
/** ms. */
const FIRST_PERSON = { people: [300, 20_000], limit: 1000 };
const INTERACTIONS = { people: [2000], limit: 100 };
/** Two polls a minute. */
const POLLS_AN_HOUR = 120;

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
  const few = await measured(FEW);
  const others: Measured[] = [];
  for (const people of sizes) {
    try {
      others.push(await measured(people));
    } catch (error) {
      // The tables of the other sizes are printed all the same.
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    }
  }
  printLoading([few, ...others], few);
  printInteractions(others, few);
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
  const table = new Table({ shouldDisableColors: true, title: `Interactions: ${RUNS} runs, medians (ms)` });
  for (const what of Object.keys(few.interactions)) {
    for (const { people, interactions } of all) {
      const [ours = Number.NaN, alternative = Number.NaN] = [interactions[what], few.interactions[what]];
      table.addRow({
        what,
        people,
        median: ours.toFixed(0),
        [`with ${FEW}`]: alternative.toFixed(0),
        ratio: `${(ours / alternative).toFixed(1)} ×`,
        wanted: INTERACTIONS.people.includes(people) ? wanted(ours, INTERACTIONS.limit) : '',
      });
    }
  }
  table.printTable();
  console.log('The browser does not report interactions of less than 16 ms: they count as 16.');
}

function wanted(ms: number, limit: number): string {
  return `< ${limit}: ${ms < limit ? 'met' : 'MISSED'}`;
}

/** The medians with so many people, in a browser of its own. */
async function measured(people: number): Promise<Measured> {
  const timed = <Result>(name: string, work: () => Promise<Result>) => step(people, name, work);
  const deployment = await timed('deploying', () => deployed(crowd(people)));
  const browser = await launchBrowser();
  try {
    await timed('making the users', () => deployment.renew());
    const visitor = await visit(browser, deployment);
    const { page } = visitor;
    let bytes = 0;
    page.on('response', async (response) => {
      if (new URL(response.url()).pathname === '/roster') bytes += (await response.body().catch(() => '')).length;
    });
    await page.addInitScript(NOTES);
    await timed('the first visit', async () => {
      await visitor.signIn();
      await page.evaluate('allShown');
    });
    const answered = bytes / 1e6;
    const { first, all } = await timed('visits', () => entering(page));
    const interactions = await interactionsOf(page, timed);
    const executions = await timed('polls', () => perPoll(visitor));
    const heap = await timed('the heap', () => heapOf(page));
    return { people, first, all, interactions, executions, heap, answered };
  } finally {
    await browser.close();
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

if (require.main === module) {
  const named = process.argv.slice(2).map(Number);
  void run(named.length > 0 ? named : SIZES);
}
