import { SECRETS } from './deployment';
import { TEAM } from './rosters';
import { stage } from './stage';
import { TEXTS } from './texts';

// The page's texts are files of their own, and may not arrive.

const scene = stage(TEAM);
const GERMAN = /\/page\/de-[A-Z0-9]{8}\.js$/;
const ENGLISH = /\/page\/en-[A-Z0-9]{8}\.js$/;
const inGerman = () => scene.visit({ locale: 'de-DE' });
const address = () => `${scene.deployment.url}/index.html`;

test('the texts of the reader’s language are asked for before the page itself has arrived, and no others', async () => {
  const { page } = await inGerman();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.route('**/page/main-*.js', (route) => route.abort());
  const texts = page.waitForRequest(GERMAN);
  await page.goto(address());
  await texts;
  expect(asked.filter((url) => /\/page\/(en|es)-/.test(url))).toEqual([]);
});

test('the page speaks English where the texts of the reader’s language cannot be loaded', async () => {
  const { page } = await inGerman();
  await page.route(GERMAN, (route) => route.abort());
  await page.goto(address());
  await page.getByRole('textbox', { name: TEXTS.en['page.key'] }).waitFor();
  expect(await page.evaluate('document.documentElement.lang')).toBe('en');
});

test('the page says in the reader’s language that it could not load any texts, and loads them again', async () => {
  const { page } = await inGerman();
  for (const texts of [GERMAN, ENGLISH]) await page.route(texts, (route) => route.abort());
  await page.goto(address());
  const alert = page.getByRole('alert').filter({ hasText: 'Die Seite konnte nicht vollständig geladen werden' });
  await alert.waitFor();
  expect(await page.evaluate('document.documentElement.lang')).toBe('de');
  await page.unroute(GERMAN);
  await page.getByRole('button', { name: 'Seite neu laden' }).click();
  await page.getByRole('textbox', { name: TEXTS.de['page.key'] }).waitFor();
});

test('a dialog whose texts cannot be loaded says so, and that nothing was changed', async () => {
  const { page } = await inGerman();
  await page.route('**/page/de-later-*.js', (route) => route.abort());
  await page.goto(address());
  await page.locator('#secret').fill(SECRETS.OPS_SECRET);
  await page.locator('#secret').press('Enter');
  await page.getByRole('button', { name: 'Ändern: ana', exact: true }).click();
  await page.getByRole('alert').filter({ hasText: 'Der Dialog konnte nicht geladen werden' }).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
});
