import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from './chromium';
import { type Deployment, deployed } from './deployment';
import { standIn } from './roster-stand-in';
import { crowd, memberOf, TEAM } from './rosters';
import { announce, breakFrontline, giveUp, hold, holdMany, leaveWaiting, storeLaterRecord } from './scenarios';
import { type Viewer, visit } from './visit';

// npm run screenshots: the pictures of docs/page.md, taken of what is deployed, in every state; with names, only those.

const FOLDER = join(__dirname, '../../docs/images');
const DESKTOP: Viewer = { viewport: { width: 1240, height: 760 }, timezoneId: 'Europe/Madrid' };
const PHONE: Viewer = { viewport: { width: 375, height: 700 }, timezoneId: 'Europe/Madrid', deviceScaleFactor: 1.5 };

const email = (person: string) => `${person}@example.com`;
const member = (index: number) => email(memberOf(index));

interface Picture {
  readonly name: string;
  readonly viewer?: Viewer;
  /** What has happened before; by default a tick. */
  prepare?(deployment: Deployment): Promise<void>;
  /** Whether the addresses of the live roster are answered by a stand-in. */
  readonly live?: true;
  /** What the viewer does before the picture is taken. */
  act?(page: Page): Promise<void>;
}

const open = (button: string) => async (page: Page) => {
  await page.getByRole('button', { name: button, exact: true }).first().click();
  await page.getByRole('dialog').waitFor();
  await page.getByText('Asking Frontline…').waitFor({ state: 'hidden' });
};

/** Opens the form that fills a gap, and chooses somebody. */
async function fillNights(page: Page) {
  await page.getByRole('link', { name: 'Fill the gap in nights' }).first().click();
  await page.getByRole('dialog').getByRole('radio').first().check();
}

const WITH_A_TEAM: readonly Picture[] = [
  { name: 'team' },
  { name: 'dark', viewer: { ...DESKTOP, colorScheme: 'dark' } },
  { name: 'phone', viewer: PHONE },
  { name: 'phone-dialog', viewer: PHONE, act: open('Change ana') },
  { name: 'set', act: open('Change ana') },
  {
    name: 'why',
    async prepare(deployment) {
      await deployment.deliver('staff.availability', { identity: email('ana'), available: false });
    },
    act: open('Why ana'),
  },
  { name: 'held', prepare: (deployment) => hold(deployment), act: open('Lock out root') },
  {
    name: 'failed',
    async prepare(deployment) {
      await giveUp(deployment, email('ben'), 'Ben Carter');
      await leaveWaiting(deployment, email('ana'), 'Ana García');
      await announce(deployment, email('cy'));
    },
  },
  {
    name: 'unreadable',
    async prepare(deployment) {
      await storeLaterRecord(deployment, email('ben'));
      await hold(deployment);
      const strangers = ['eva', 'finn'].map(email);
      for (const stranger of strangers) await deployment.put(stranger, {});
      await holdMany(deployment, [...['cy', 'dee', 'kai', 'lou', 'sam', 'ana'].map(email), ...strangers]);
      await deployment.fault({ host: 'frontline-api.twilio.com', path: '/v1/Users/ana%40example.com', status: 503 });
      await deployment.tick();
    },
  },
  {
    name: 'faults',
    async prepare(deployment) {
      await breakFrontline(deployment);
    },
    act: open('Why ana'),
  },
  { name: 'gap', viewer: PHONE, live: true, act: fillNights },
  {
    name: 'roster',
    live: true,
    async act(page) {
      await fillNights(page);
      await page.getByRole('button', { name: 'Put it into the text' }).click();
      await page.getByRole('button', { name: 'Preview…' }).click();
      await page.getByRole('button', { name: 'Publish version 2' }).waitFor();
    },
  },
  {
    name: 'offline',
    async act(page) {
      await page.context().setOffline(true);
      await page.getByRole('button', { name: 'Refresh' }).click();
      await page.getByRole('alert').first().waitFor();
    },
  },
];

const SETS: readonly { readonly yaml: string; readonly pictures: readonly Picture[] }[] = [
  { yaml: TEAM, pictures: WITH_A_TEAM },
  { yaml: crowd(3), pictures: [{ name: 'three-people' }] },
  {
    yaml: crowd(300),
    pictures: [
      {
        name: 'three-hundred-people',
        async prepare(deployment) {
          await holdMany(
            deployment,
            Array.from({ length: 32 }, (_, index) => member(index * 7)),
          );
          await deployment.put(member(8), { is_available: false });
        },
      },
    ],
  },
];

async function take(browser: Awaited<ReturnType<typeof launchBrowser>>, deployment: Deployment, picture: Picture) {
  await deployment.renew();
  await deployment.tick();
  await picture.prepare?.(deployment);
  const { page, signIn, end, troubles } = await visit(browser, deployment, { ...DESKTOP, ...picture.viewer });
  if (picture.live) await standIn(page.context(), deployment.url, TEAM);
  await signIn();
  await page.getByRole('rowheader').first().waitFor();
  await page
    .getByText(/^(checked|asked) /)
    .first()
    .waitFor({ state: 'attached' }); // fetched from Frontline
  await picture.act?.(page);
  await page.mouse.move(0, 0); // nothing lit up by chance
  await page.waitForTimeout(500);
  await save(page, picture.name);
  await end();
  await deployment.mend();
  for (const trouble of troubles) console.error(`${picture.name}: ${trouble}`);
}

async function save(page: Page, name: string) {
  const path = join(FOLDER, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  console.log(`${path} ${Math.round((await stat(path)).size / 1000)} kB`);
}

const WANTED = process.argv.slice(2);
const isWanted = ({ name }: Pick<Picture, 'name'>) => WANTED.length === 0 || WANTED.includes(name);

async function main() {
  await mkdir(FOLDER, { recursive: true });
  const browser = await launchBrowser();
  for (const { yaml, pictures } of SETS) {
    const wanted = pictures.filter(isWanted);
    if (wanted.length === 0) continue;
    const deployment = await deployed(yaml);
    for (const picture of wanted) await take(browser, deployment, picture);
    await deployment.end();
  }
  if (WANTED.length === 0) await withoutAnything(browser);
  await browser.close();
}

/** The form, and a roster of which nothing is known yet: no tick has come, and Frontline has none of its users. */
async function withoutAnything(browser: Awaited<ReturnType<typeof launchBrowser>>) {
  const deployment = await deployed(crowd(1));
  const { page, signIn } = await visit(browser, deployment, DESKTOP);
  await page.goto(`${deployment.url}/index.html`);
  await page.getByLabel('Operator’s key').waitFor();
  await save(page, 'sign-in');
  await signIn();
  await page.getByRole('rowheader').first().waitFor();
  await save(page, 'empty');
  await deployment.end();
}

void main();
