import type { Page } from 'playwright-core';
import { crowd, memberOf } from './rosters';
import { stage } from './stage';

// The page's speed against the promised limits. Medians of several runs, since the machine may be busy.

const USABLE_MS = 1000;
const INTERACTION_MS = 100;
const TIMES = 7;

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

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** From the keystroke or click to the next picture that shows its effect, as the browser itself measures it. */
async function interaction(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate('interactions.length = 0');
  await act();
  // The browser tells of an interaction only after its picture; of those under 16 ms it does not tell.
  await page.evaluate('new Promise((resolve) => setTimeout(resolve, 150))');
  return page.evaluate<number>('Math.max(16, ...interactions)');
}

async function repeated(times: number, measure: (turn: number) => Promise<number>): Promise<number[]> {
  const values: number[] = [];
  for (let turn = 0; turn < times; turn++) values.push(await measure(turn));
  return values;
}

/**
 * Expects the median of several to be below a bound. What else the machine does can only make it slower, so that one round of
 * three is enough.
 */
async function expectBelow(bound: number, what: string, round: () => Promise<number[]>): Promise<void> {
  let best = Number.POSITIVE_INFINITY;
  for (let rounds = 0; rounds < 3 && best >= bound; rounds++) {
    const values = await round();
    best = Math.min(best, median(values));
    process.stdout.write(`${what}: median ${Math.round(median(values))} ms of ${values.map(Math.round).join(', ')}\n`);
  }
  expect(best).toBeLessThan(bound);
}

describe('with 300 people', () => {
  const scene = stage(crowd(300));

  test('the page shows the first data in less than a second', async () => {
    const { page, signIn } = await scene.visit();
    await page.addInitScript(NOTES);
    await signIn();
    await page.getByRole('rowheader').first().waitFor();
    await expectBelow(USABLE_MS, '300 people, first data shown', () =>
      repeated(TIMES, async () => {
        await page.reload();
        return page.evaluate<number>('firstShown');
      }),
    );
  });
});

describe('with 2,000 people', () => {
  const scene = stage(crowd(2000), { ticks: false });

  test('typing, opening a dialog and scrolling take less than 100 ms each', async () => {
    const { page, signIn } = await scene.visit();
    await page.addInitScript(NOTES);
    await signIn();
    await page.getByText(/of 2,?000 should be on duty/).waitFor();
    const find = page.getByRole('searchbox', { name: 'Find a person' });
    await find.focus();
    const name = memberOf(1234);
    await expectBelow(INTERACTION_MS, '2,000 people, typing in the filter', async () => {
      const typing = await repeated(TIMES, (turn) => interaction(page, () => page.keyboard.press(name.charAt(turn))));
      await page.getByText(/^\d+ of 2,000 people$/).waitFor();
      const deleting = await repeated(TIMES, () => interaction(page, () => page.keyboard.press('Backspace')));
      return [...typing, ...deleting];
    });
    await expectBelow(INTERACTION_MS, '2,000 people, opening a dialog', () =>
      repeated(TIMES, async (turn) => {
        const button = page.getByRole('button', { name: `Set ${memberOf(turn)}`, exact: true });
        const took = await interaction(page, () => button.click());
        await page.getByRole('button', { name: 'Not now' }).click();
        return took;
      }),
    );
    await expectBelow(INTERACTION_MS, '2,000 people, scrolling', () =>
      repeated(2 * TIMES, () => page.evaluate<number>(SCROLL)),
    );
    expect(await page.getByRole('row').count()).toBeLessThan(200);
  });
});

/** Scrolls by several screens; ms until there are rows where one looks. */
const SCROLL = `(async () => {
  const start = performance.now();
  scrollBy(0, 2500);
  const isThere = () => document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('[role=row]');
  do await new Promise(requestAnimationFrame); while (!isThere());
  return performance.now() - start;
})()`;
