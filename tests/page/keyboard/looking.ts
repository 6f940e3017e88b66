import type { Page } from 'playwright-core';
import { SECRETS } from '../deployment';
import type { Stage } from '../stage';
import { button, choice, choose, expectPlace, fill, isFocused, link, press, tabTo } from './keys';

// By keys alone: in and out, what is looked at, and how.

const table = (page: Page) => page.getByRole('table', { name: 'People' });
const keyField = (page: Page) => page.getByLabel('Operator’s key');

export function looking(scene: Stage): void {
  test('Whoever has keys only signs in, and is at the start of the people', async () => {
    const page = await arrive(scene);
    await tabTo(page, link(page, 'Skip to the people'), 'Shift+Tab');
    await expectPlace(page);
    await page.keyboard.press('Enter');
    expect(await isFocused(page.getByRole('heading', { name: 'People', exact: true }))).toBe(true);
    await filterAndSort(page);
    await moveInTime(page);
  });

  test('Whoever has keys only goes to every view and back, reads on in a narrow window, and signs out', async () => {
    const page = await arrive(scene);
    await press(page, link(page, 'Wall screen'));
    await page.getByRole('heading', { name: 'On duty now', level: 1 }).waitFor();
    await expectPlace(page);
    await press(page, link(page, 'Back to the page'));
    await table(page).waitFor();
    await expectPlace(page);
    await tickFirstSteps(page);
    await readInNarrowWindow(page);
    const loaded = page.waitForResponse(/\/roster\?.*look=true/);
    await press(page, button(page, 'Refresh'), 'Shift+Tab');
    await loaded;
    await expectPlace(page);
    await losesConnection(page);
    await press(page, button(page, 'Sign out'), 'Shift+Tab');
    await keyField(page).waitFor();
    expect(await isFocused(keyField(page))).toBe(true);
  });
}

/** Signs in, once in vain. */
async function arrive(scene: Stage): Promise<Page> {
  const { page } = await scene.visit();
  await page.goto(`${scene.deployment.url}/index.html`);
  await keyField(page).waitFor();
  expect(await isFocused(keyField(page))).toBe(true);
  await page.keyboard.type('wrong');
  await page.keyboard.press('Enter');
  await page.getByText('That is not an operator’s key.').waitFor();
  // What was wrong is marked, and typed over.
  await page.keyboard.type(SECRETS.OPS_SECRET);
  await page.keyboard.press('Enter');
  await table(page).waitFor();
  await expectPlace(page);
  return page;
}

async function filterAndSort(page: Page): Promise<void> {
  const count = page.locator('.shown');
  const search = page.getByRole('searchbox', { name: 'Find a person' });
  await fill(page, search, 'ana');
  await count.getByText('1 of 8 people').waitFor();
  await fill(page, search, 'zebra');
  await press(page, button(page, 'Show everyone'));
  await count.getByText('8 people', { exact: true }).waitFor();
  await expectPlace(page);
  await choose(page, choice(page, 'Show'), 'on');
  await count.getByText('4 of 8 people').waitFor();
  await choose(page, choice(page, 'Show'), 'everyone');
  await choose(page, choice(page, 'Team'), 'nightly');
  await count.getByText('1 of 8 people').waitFor();
  await choose(page, choice(page, 'Team'), '');
  await choose(page, choice(page, 'Order'), 'roster');
  await tabTo(page, page.getByRole('radio', { name: 'my zone' }));
  await page.keyboard.press('ArrowRight');
  await expectPlace(page);
  expect(new URL(page.url()).hash).toBe('#people?order=roster&times=theirs');
}

async function moveInTime(page: Page): Promise<void> {
  const days = page.getByRole('group', { name: 'Days shown' });
  const shown = days.getByRole('status');
  await press(page, button(page, 'Earlier days'));
  await shown.getByText('Mon 5 Oct – Sun 18 Oct').waitFor();
  await press(page, button(page, 'Today'));
  await shown.getByText('Mon 19 Oct – Sun 1 Nov').waitFor();
  await press(page, button(page, 'Later days'));
  await shown.getByText('Mon 2 Nov – Sun 15 Nov').waitFor();
  await page.keyboard.press('Home');
  await shown.getByText('Mon 19 Oct – Sun 1 Nov').waitFor();
  await page.keyboard.press('PageDown');
  await shown.getByText('Mon 2 Nov – Sun 15 Nov').waitFor();
  const legend = page.locator('.legend');
  await press(page, legend.locator('summary'));
  await legend.getByText('Holiday').waitFor();
  await page.keyboard.press('Escape');
  await legend.getByText('Holiday').waitFor({ state: 'hidden' });
  await expectPlace(page);
  await tabTo(page, days.getByRole('radio', { name: '2 weeks' }));
  await page.keyboard.press('ArrowRight');
  await shown.getByText('November 2026').waitFor();
  await expectPlace(page);
}

/** The list at the foot of the page, with a step that is ticked by hand. */
async function tickFirstSteps(page: Page): Promise<void> {
  await press(page, button(page, 'Show the first steps'));
  const list = page.getByRole('region', { name: 'First steps' });
  await list.waitFor();
  await expectPlace(page);
  const step = list.getByRole('checkbox', { name: 'A first delivery has arrived' });
  await tabTo(page, step);
  await page.keyboard.press('Space');
  expect(await step.isChecked()).toBe(true);
  await press(page, button(list, 'Hide'), 'Shift+Tab');
  await list.waitFor({ state: 'detached' });
  await expectPlace(page);
}

/** In a narrow window, as text of twice the size makes it, each timeline scrolls. */
async function readInNarrowWindow(page: Page): Promise<void> {
  await page.setViewportSize({ width: 600, height: 700 });
  const timeline = page.getByRole('group', { name: 'Timeline of ana' });
  await tabTo(page, timeline);
  const scrolled = timeline.evaluate((element) =>
    new Promise((resume) => element.addEventListener('scroll', resume, { once: true })).then(() => undefined),
  );
  await page.keyboard.press('ArrowRight');
  await scrolled;
  await expectPlace(page);
  await page.setViewportSize({ width: 1280, height: 720 });
}

async function losesConnection(page: Page): Promise<void> {
  await page.route(/\/roster\?/, (route) => route.abort());
  await page.keyboard.press('Enter');
  const retry = button(page, 'Try now');
  await tabTo(page, retry);
  await page.unroute(/\/roster\?/);
  await page.keyboard.press('Enter');
  await retry.waitFor({ state: 'detached' });
  await expectPlace(page);
}
