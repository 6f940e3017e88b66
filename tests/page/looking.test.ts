import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expectFit } from './looks';
import { TEAMS } from './rosters';
import { hold } from './scenarios';
import { stage } from './stage';
import type { Viewer, Visit } from './visit';

// Which people and which days are shown, by the address too; who is on duty now; and what the tab says.

const scene = stage(TEAMS, { names: { ben: 'Ben Carter' } });

/** Signed in at an address of the page, with the roster loaded. */
async function open(fragment = '', viewer?: Viewer): Promise<Visit> {
  const visit = await scene.visit(viewer);
  await visit.signIn(undefined, fragment);
  await visit.page.locator('.now-band .duty-group, .wall .duty-group').first().waitFor();
  return visit;
}

const select = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });
const days = (page: Page) => page.locator('.days-shown');
const radio = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
/** Not by a locator, which sees no text in a title. */
async function title(page: Page, text: RegExp): Promise<void> {
  while (!text.test(await page.title())) await wait(50);
}
/** The keys of the people in the rows, from top to bottom. */
const people = (page: Page) =>
  page.evaluate<string[]>(`[...document.querySelectorAll('[data-person]')]
    .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
    .map(({ dataset }) => dataset.person)`);
const address = (page: Page) => new URL(page.url()).hash;

test('a link shows the people, the order and the days that it was copied with', async () => {
  const { page } = await open('#people?range=week&day=2026-10-26&team=sales&order=name&times=theirs&find=example');
  await days(page).filter({ hasText: 'Mon 26 Oct – Sun 1 Nov' }).waitFor();
  expect(await people(page)).toEqual(['ana', 'ben', 'cy']);
  expect(await select(page, 'Team').inputValue()).toBe('sales');
  expect(await radio(page, 'each person’s zone').isChecked()).toBe(true);
  expect(await page.getByRole('searchbox').inputValue()).toBe('example');
});

test('each choice is in the address, and the browser’s way back and forward undoes and repeats it', async () => {
  const { page } = await open();
  await radio(page, 'Month').check();
  await select(page, 'Show').selectOption('On duty');
  expect(address(page)).toBe('#people?range=month&show=on');
  await page.getByRole('searchbox').fill('ana');
  await page.waitForURL(/find=ana/);
  await page.goBack();
  await days(page).filter({ hasText: 'October 2026' }).waitFor();
  expect(await select(page, 'Show').inputValue()).toBe('everyone');
  await page.goBack();
  await days(page).filter({ hasText: 'Mon 19 Oct – Sun 1 Nov' }).waitFor();
  await page.goForward();
  await page.goForward();
  expect(await page.getByRole('searchbox').inputValue()).toBe('ana');
  expect(await select(page, 'Show').inputValue()).toBe('on');
});

test('the people are as they were after a look at the roster, and nothing of it is left after signing out', async () => {
  const { page } = await open('#people?team=sales');
  await page.getByRole('link', { name: 'Roster', exact: true }).click();
  await page.getByRole('link', { name: 'People', exact: true }).click();
  await page.locator('[data-person]').first().waitFor();
  expect(await people(page)).toHaveLength(3);
  await button(page, 'Sign out').click();
  await page.getByLabel('Operator’s key').waitFor();
  expect(address(page)).toBe('#people');
});

test('buttons and keys lead to earlier and later days, and back to today', async () => {
  const { page } = await open('#people?range=day');
  await days(page).filter({ hasText: 'Mon 19 Oct' }).waitFor();
  await button(page, 'Later days').click();
  await days(page).filter({ hasText: 'Tue 20 Oct' }).waitFor();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('PageUp');
  await days(page).filter({ hasText: 'Sun 18 Oct' }).waitFor();
  await page.getByText('Days before today show the roster as it is now').waitFor();
  await page.keyboard.press('Home');
  await days(page).filter({ hasText: 'Mon 19 Oct' }).waitFor();
  expect(await button(page, 'Today').getAttribute('aria-disabled')).toBe('true');
});

test('days that are not loaded anyway are asked for once, and not again as long as polls find nothing new', async () => {
  const visit = await open();
  const { page } = visit;
  const asked = () => visit.answers.filter((answer) => answer.startsWith('GET /roster '));
  const poll = async () => {
    const answered = page.waitForResponse(/\/roster\?/);
    await page.evaluate("dispatchEvent(new Event('online'))");
    await answered;
  };
  await radio(page, 'Week').check();
  await radio(page, 'Day').check();
  await page.locator('.of-hours').waitFor();
  // What is fetched from Frontline at first is asked at the same address.
  await page
    .getByText(/^checked /)
    .first()
    .waitFor();
  const before = asked().length;
  await page.goto(`${page.url().split('#')[0]}#people?range=week&day=2026-12-07`);
  await page
    .getByRole('img', { name: /^shift early, Mon 7 Dec/ })
    .first()
    .waitFor();
  expect(asked().slice(before)).toEqual(['GET /roster 200']);
  // Whatever the first poll brings about is asked before the second one is.
  await poll();
  await poll();
  expect(asked().slice(before + 1)).toEqual(['GET /roster 304', 'GET /roster 304']);
  // What changes, here by an event, is loaded for these days as well.
  await scene.deployment.deliver('staff.leave', {
    identity: 'ana@example.com',
    from: '2026-12-07T23:00:00Z',
    to: '2026-12-08T23:00:00Z',
  });
  await poll();
  await page.getByRole('img', { name: /^leave, Mon 7 Dec 23:00/ }).waitFor();
  expect(asked().slice(before + 3)).toEqual(['GET /roster 200', 'GET /roster 200']);
});

test('days that cannot be loaded say so, show nothing wrong, and come with the next answer', async () => {
  const { page } = await open();
  await page.context().setOffline(true);
  await radio(page, 'Month').check();
  await page.getByText('These days could not be loaded').waitFor();
  expect(await page.getByRole('img', { name: /shift/ }).count()).toBe(0);
  await page.context().setOffline(false);
  await page
    .getByRole('img', { name: /^shift early, Thu 1 Oct/ })
    .first()
    .waitFor();
  await page.getByText('These days could not be loaded').waitFor({ state: 'detached' });
});

test('those on duty come first, by their real names, and only users on the screen are fetched', async () => {
  const { page } = await open();
  await page.getByText('Ben Carter').first().waitFor();
  const keys = await people(page);
  expect(keys.slice(0, 4).sort()).toEqual(['ana', 'kai', 'root', 'sam']);
  expect(await page.getByRole('rowheader').filter({ hasText: 'Ana Pérez' }).count()).toBe(1);
  await select(page, 'Order').selectOption('As in the roster');
  // Below the days and two rules.
  await page.locator('[data-person=ben][aria-rowindex="5"]').waitFor();
  expect(await people(page)).toEqual(['ana', 'ben', 'cy', 'dee', 'kai', 'lou', 'root', 'sam']);
});

describe('the band at the top', () => {
  test('names who is on duty, until when, and who is next, team by team, above everything else on a phone', async () => {
    const { page } = await open('', { viewport: { width: 390, height: 844 } });
    const band = page.getByRole('region', { name: 'On duty now' });
    expect(await band.textContent()).toMatch(
      /sales.*Ana Pérez until 13:00.*Next, 13:00: (ben|Ben Carter), cy.*night.*Nobody.*Next, Fri 16:15: lou/,
    );
    const place = (selector: string) => page.locator(selector).first().boundingBox();
    const [shown, needs] = [await place('.now-band'), await place('.needs')];
    expect((shown?.y ?? 0) + (shown?.height ?? 0)).toBeLessThanOrEqual(needs?.y ?? 0);
    expect(shown?.y).toBeLessThan(200);
    await expectFit(page);
  });

  test('follows the chosen team, and says what Frontline has instead', async () => {
    await scene.deployment.put('ana@example.com', { is_available: false });
    const { page } = await open();
    await select(page, 'Team').selectOption('sales');
    const band = page.getByRole('region', { name: 'On duty now' });
    await band.getByText('Frontline: Off duty').waitFor();
    expect(await band.getByText('night').count()).toBe(0);
  });

  test('says loudly that nobody is on duty', async () => {
    const { page } = await open('#people?team=night');
    await page.getByRole('heading', { name: 'Nobody is on duty' }).waitFor();
  });
});

describe('the wall screen', () => {
  const WALL: Viewer = { viewport: { width: 1280, height: 720 } };

  test('shows who is on duty alone and large, fits the screen, and leads back', async () => {
    const { page } = await open('#now?team=sales', WALL);
    const name = page.getByText('Ana Pérez');
    await name.waitFor();
    expect((await name.boundingBox())?.height).toBeGreaterThan(70);
    expect(await page.getByRole('table').count()).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollHeight')).toBe(720);
    await expectFit(page);
    await page.getByRole('link', { name: 'Back to the page' }).click();
    await page.getByRole('table', { name: 'People' }).waitFor();
  });

  test('says loudly that there is no connection', async () => {
    const { page } = await open('#now', WALL);
    await page.getByText('Ana Pérez').waitFor();
    await page.context().setOffline(true);
    await page.evaluate("dispatchEvent(new Event('online'))");
    await page.getByRole('alert').filter({ hasText: 'No connection' }).waitFor();
  });
});

test('the tab’s title counts what needs attention, and follows what happens', async () => {
  const { page } = await open();
  await title(page, /^Rosterline$/);
  await hold(scene.deployment);
  await button(page, 'Refresh').click();
  await title(page, /^\(1\) Rosterline$/);
  await select(page, 'Show').selectOption('Needs attention');
  expect(await people(page)).toEqual(['root']);
  await button(page, 'Sign out').click();
  await title(page, /^Rosterline$/);
});

test.each(['#people?range=day', '#people?range=month', '#people?range=week&day=2026-10-05'])(
  'axe finds nothing at %s, and nothing is wider than the window',
  async (fragment) => {
    const { page } = await open(fragment);
    await page.getByRole('table', { name: 'People' }).waitFor();
    await expectFit(page);
  },
);
