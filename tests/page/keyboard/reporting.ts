import type { Page } from 'playwright-core';
import type { Stage } from '../stage';
import { button, choice, choose, enterDate, expectPlace, link, press, tabTo } from './keys';

// By keys alone: the reports.

export function reporting(scene: Stage): void {
  test('Whoever has keys only chooses a report and its period, sorts it, turns its pages and keeps it', async () => {
    await scene.deployment.deliver('staff.offboarded', { identity: 'ana@example.com' });
    const { page, signIn } = await scene.visit();
    await signIn();
    await page.getByRole('table', { name: 'People' }).waitFor();
    await press(page, link(page, 'Reports'), 'Shift+Tab');
    await page.getByRole('cell', { name: 'ana@example.com' }).waitFor();
    await expectPlace(page);
    await keep(page, 'CSV');
    await keep(page, 'JSON');
    await sort(page, 'Person');
    await press(page, page.getByText('What the columns mean'));
    await page.getByRole('definition').first().waitFor();
    await expectPlace(page);
    await choosePeriod(page);
    await turnPages(page);
    await triesAgain(page);
  });
}

async function keep(page: Page, format: string): Promise<void> {
  await tabTo(page, button(page, `Download ${format}`));
  const [saved] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(saved.suggestedFilename()).toMatch(new RegExp(`\\.${format}$`, 'i'));
  await expectPlace(page);
}

async function sort(page: Page, column: string): Promise<void> {
  const head = page.getByRole('columnheader', { name: column, exact: true });
  await press(page, head.getByRole('button'));
  expect(await head.getAttribute('aria-sort')).toBe('ascending');
  await expectPlace(page);
}

async function choosePeriod(page: Page): Promise<void> {
  await tabTo(page, choice(page, 'Report'), 'Shift+Tab');
  await choose(page, choice(page, 'Report'), 'duty');
  await choose(page, choice(page, 'Period'), 'own');
  await enterDate(page, page.getByLabel('From', { exact: true }), '2026-10-01');
  await enterDate(page, page.getByLabel('To (included)'), '2026-10-31');
  await choose(page, choice(page, 'One row for each person and'), 'day');
  await expectPlace(page);
}

async function turnPages(page: Page): Promise<void> {
  await press(page, button(page, 'Next'));
  await page.getByText(/^101 to 200 of /).waitFor();
  await press(page, button(page, 'Previous'), 'Shift+Tab');
  await page.getByText(/^1 to 100 of /).waitFor();
  await expectPlace(page);
}

async function triesAgain(page: Page): Promise<void> {
  await page.route('**/reports/duty?*', (route) => route.abort());
  await tabTo(page, choice(page, 'Period'), 'Shift+Tab');
  await choose(page, choice(page, 'Period'), 'this-month');
  const retry = button(page, 'Try again');
  await tabTo(page, retry);
  await page.unroute('**/reports/duty?*');
  await page.keyboard.press('Enter');
  await retry.waitFor({ state: 'detached' });
  await expectPlace(page);
}
