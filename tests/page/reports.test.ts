import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { LEAVERS_COLUMNS } from '../../assets/api/reports/leavers.private';
import { KEYS, OPERATORS } from '../support/named-operators';
import { expectFit } from './looks';
import { CREW } from './rosters';
import { hold } from './scenarios';
import { stage } from './stage';

// Reports on the page: read, sorted, and kept as files, by whoever may look.

const scene = stage(CREW + OPERATORS);
const table = (page: Page, name = 'Leavers') => page.getByRole('table', { name });
const rowOf = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

async function openReports(): Promise<Page> {
  const { page, signIn } = await scene.visit();
  await signIn(KEYS.viewer);
  await page.getByRole('link', { name: 'Reports' }).click();
  await page.getByRole('heading', { name: 'Reports', exact: true }).waitFor();
  return page;
}

async function lockOutAndHold(): Promise<void> {
  await scene.deployment.deliver('staff.offboarded', { identity: 'ana@example.com' });
  await hold(scene.deployment);
  await scene.deployment.tick();
}

test('A viewer sees each lock-out, what matters most above them, and what the columns mean', async () => {
  await lockOutAndHold();
  const page = await openReports();
  await rowOf(page, 'ana@example.com').getByText('Locked out').waitFor();
  await rowOf(page, 'root@example.com').getByText('Held').waitFor();
  await page.getByText('1 locked out').waitFor();
  await page.getByText('1 not carried out yet: the person may still have access').waitFor();
  await page.getByText('What the columns mean').click();
  await page.getByText(LEAVERS_COLUMNS.stayed_in_seconds).waitFor();
  await expectFit(page);
  const person = page.getByRole('columnheader', { name: 'Person' });
  await person.getByRole('button').click();
  await person.getByRole('button').click();
  expect(await person.getAttribute('aria-sort')).toBe('descending');
  expect(await table(page).getByRole('row').nth(1).textContent()).toContain('root@example.com');
});

test('Nobody locked out is said so', async () => {
  const page = await openReports();
  await page.getByText('Nobody was to be locked out in this period').waitFor();
  await expectFit(page);
});

test.each([
  ['CSV', 'csv', 'person,identity,event,reported_by'],
  ['JSON', 'json', '"reported_by":"standard"'],
])('The table is kept as a file of %s, as the server writes it', async (format, ending, text) => {
  await lockOutAndHold();
  const page = await openReports();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: `Download ${format}` }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe(`rosterline-leavers-2026-07-22-2026-10-19.${ending}`);
  expect(saved.url()).not.toContain(KEYS.viewer);
  expect(readFileSync(await saved.path(), 'utf8')).toContain(text);
});

test('Hours on duty are shown a person, and a person and week', async () => {
  const page = await openReports();
  await page.getByLabel('Report', { exact: true }).selectOption('duty');
  await table(page, 'Hours on duty').waitFor();
  await page.getByText('8 people').waitFor();
  await page.getByLabel('Period').selectOption('own');
  await page.getByLabel('From', { exact: true }).fill('2026-10-19');
  await page.getByLabel('To (included)').fill('2026-11-01');
  await page.getByLabel('One row for each person and').selectOption('week');
  // Each of the eight people, in two weeks, below the header.
  await table(page, 'Hours on duty').getByRole('row').nth(16).waitFor();
  await expectFit(page);
});

test('A period that is too long, and a server that cannot tell, are said plainly', async () => {
  const page = await openReports();
  await page.getByLabel('Period').selectOption('own');
  await page.getByLabel('From', { exact: true }).fill('2020-01-01');
  await page.getByRole('alert').filter({ hasText: 'from: expected at most 400 days before "to"' }).waitFor();
  const silent = { status: 503, contentType: 'application/problem+json', body: '{"code":"upstream_unavailable"}' };
  await page.route('**/reports/leavers?*', (route) => route.fulfill(silent));
  await page.getByLabel('Period').selectOption('this-month');
  await page.getByRole('alert').filter({ hasText: 'The server cannot reach Twilio.' }).waitFor();
  await page.unroute('**/reports/leavers?*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Nobody was to be locked out in this period').waitFor();
});

test('Of 20,000 rows a hundred are on the page at a time, in order of all of them', async () => {
  const page = await openReports();
  const columns = LEAVERS_COLUMNS;
  const leavers = Array.from({ length: 20_000 }, (_, index) => ({
    ...Object.fromEntries(Object.keys(columns).map((column) => [column, null])),
    person: `p${index}`,
    status: 'locked_out',
    stayed_in_seconds: (index * 7919) % 20_000,
  }));
  const report = { at: '', from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z', zone: 'UTC', notes: ['A note.'] };
  const body = JSON.stringify({ ...report, columns, leavers });
  await page.route('**/reports/leavers?*', (route) => route.fulfill({ contentType: 'application/json', body }));
  await page.getByLabel('Period').selectOption('this-month');
  await page.getByText('1 to 100 of 20,000').waitFor();
  await page.getByText('A note.').waitFor();
  expect(await table(page).getByRole('row').count()).toBe(101);
  await page.getByRole('button', { name: 'Stayed in for' }).click();
  await page.getByRole('button', { name: 'Stayed in for' }).click();
  await table(page).getByRole('row').nth(1).getByText('6 h', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('101 to 200 of 20,000').waitFor();
  expect(await table(page).getByRole('row').count()).toBe(101);
});
