import type { Browser, Page } from 'playwright-core';
import { PROVIDERS_CLIENT, type Provider, startProvider } from '../support/provider-process';
import { launchBrowser } from './chromium';
import { type Deployment, deployed, SECRETS } from './deployment';
import { press } from './keyboard/keys';
import { expectFit } from './looks';
import { CREW } from './rosters';
import { type Visit, visit } from './visit';

// Signing in at an OpenID Connect issuer: somebody else's provider, its own forms, and the page as deployed.

const ROSTER = `${CREW}operators: [ { name: Carla, role: viewer, subject: carla } ]\n`;
let browser: Browser;
let provider: Provider;
let deployment: Deployment;
let visits: Visit[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  provider = await startProvider();
  const openId = { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: PROVIDERS_CLIENT };
  deployment = await deployed(ROSTER, { ...SECRETS, ...openId });
  await provider.sendBackTo(`${deployment.url}/index.html`);
  await deployment.renew();
  await deployment.tick();
});
afterAll(async () => {
  await browser?.close();
  await deployment?.end();
  provider?.end();
});
afterEach(async () => {
  const troubles = visits.flatMap((each) => each.troubles);
  await Promise.all(visits.map((each) => each.end()));
  visits = [];
  expect(troubles).toEqual([]);
});

async function arrive(fragment = ''): Promise<Visit> {
  const begun = await visit(browser, deployment, { elsewhere: provider.issuer });
  visits.push(begun);
  await begun.page.goto(`${deployment.url}/index.html${fragment}`);
  return begun;
}

const button = (page: Page) => page.getByRole('button', { name: 'Sign in with your company account' });
const said = (page: Page, hasText: string) => page.getByRole('alert').filter({ hasText }).waitFor();
const kept = (page: Page) => page.evaluate<Record<string, string>>('({ ...sessionStorage })');
const isBack = (url: URL) => url.href.startsWith(`${deployment.url}/`);

/** Leaves the page by keys alone, signs in with the provider's own forms, and agrees. */
async function goThrough(page: Page, login: string): Promise<void> {
  await press(page, button(page));
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill('any');
  await page.locator('button[type=submit]').click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** The same, but the page that the provider sends the browser to does nothing. @returns its address, with the answer */
async function intercept(page: Page, login: string): Promise<URL> {
  const script = '**/page/main-*.js';
  await page.route(script, (route) => route.abort());
  await goThrough(page, login);
  await page.waitForURL((url) => isBack(url) && url.search !== '');
  await page.unroute(script);
  return new URL(page.url());
}

test('An operator of the roster signs in at the issuer, and is back where they were', async () => {
  const { page, answers } = await arrive('#roster');
  await button(page).waitFor();
  await expectFit(page);
  await goThrough(page, 'carla');
  await page.getByRole('banner').getByText('Carla, viewer').waitFor();
  await page.getByRole('heading', { name: 'Roster', exact: true }).waitFor();
  expect(page.url()).toBe(`${deployment.url}/index.html#roster`);
  expect(answers).toContain('POST /sign-in/token 200');
  const { 'rosterline-secret': token = '', ...others } = await kept(page);
  expect(token.split('.')).toHaveLength(3);
  expect(others).toEqual({});
  await page.reload();
  await page.getByRole('banner').getByText('Carla, viewer').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await button(page).waitFor();
  expect(await kept(page)).toEqual({});
});

test('A sign-in that has expired says so, and is begun again', async () => {
  const { page } = await arrive();
  await goThrough(page, 'carla');
  await page.getByRole('banner').getByText('Carla, viewer').waitFor();
  const refusal = {
    status: 401,
    contentType: 'application/problem+json',
    body: '{"code":"unauthorized","detail":"-"}',
  };
  await page.route('**/roster?*', (route) => route.fulfill(refusal));
  await page.getByRole('button', { name: 'Refresh' }).click();
  await said(page, 'Your sign-in has expired. Sign in again to go on.');
  expect(await kept(page)).toEqual({});
  await page.unroute('**/roster?*');
  await button(page).click();
  await page.waitForURL((url) => isBack(url) && url.search === '');
  await page.getByRole('banner').getByText('Carla, viewer').waitFor();
});

test('Somebody who is no operator is told their name at the issuer, which an admin puts into the roster', async () => {
  const { page } = await arrive();
  await goThrough(page, 'mallory');
  await said(page, 'Signed in as "mallory", who is no operator of the roster.');
  expect(await kept(page)).toEqual({});
});

describe('An answer in the address', () => {
  test('of another tab signs nobody in, whatever it says, and is taken out of the address', async () => {
    const { page } = await arrive();
    const answer = await intercept(page, 'carla');
    const other = await arrive();
    await other.page.goto(answer.href);
    await said(other.page, 'That sign-in was not begun in this tab');
    expect(other.page.url()).toBe(`${deployment.url}/index.html`);
    await other.page.goto(`${deployment.url}/index.html?error=x&error_description=Call+0900&state=s`);
    await said(other.page, 'That sign-in was not begun in this tab');
    expect(await other.page.content()).not.toContain('Call 0900');
    expect(other.answers).not.toContain('POST /sign-in/token 200');
  });

  test('is used once, and its code no second time', async () => {
    const { page, answers } = await arrive();
    const answer = await intercept(page, 'carla');
    const { 'rosterline-sign-in': attempt = '' } = await kept(page);
    await page.goto(answer.href);
    await page.getByRole('banner').getByText('Carla, viewer').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.goto(answer.href);
    await said(page, 'That sign-in was not begun in this tab');
    // And where the attempt is put back: the issuer refuses the code.
    await page.evaluate(`sessionStorage.setItem('rosterline-sign-in', ${JSON.stringify(attempt)})`);
    await page.goto(answer.href);
    await said(page, 'The sign-in could not be finished. The issuer refuses it: invalid_grant');
    expect(answers).toContain('POST /sign-in/token 401');
    expect(await kept(page)).toEqual({});
  });

  test('with another state, or from another issuer, signs nobody in', async () => {
    const { page, answers } = await arrive();
    for (const [name, words] of [
      ['state', 'That sign-in was not begun in this tab'],
      ['iss', 'so it was not used'],
    ] as const) {
      const answer = await intercept(page, 'carla');
      answer.searchParams.set(name, 'https://evil.example');
      await page.goto(answer.href);
      await said(page, words);
      await page.context().clearCookies();
    }
    expect(answers.filter((answer) => answer.startsWith('POST /sign-in/token'))).toEqual([]);
  });

  test('that the operator has cancelled at the issuer says so', async () => {
    const { page } = await arrive();
    await button(page).click();
    await page.getByRole('link', { name: /cancel/i }).click();
    await said(page, 'it was cancelled');
    expect(await kept(page)).toEqual({});
  });
});

test('A token for another sign-in is not used', async () => {
  const { page, answers } = await arrive();
  const answer = await intercept(page, 'carla');
  const { 'rosterline-sign-in': attempt = '' } = await kept(page);
  const other = JSON.stringify({ ...JSON.parse(attempt), nonce: 'another' });
  await page.evaluate(`sessionStorage.setItem('rosterline-sign-in', ${JSON.stringify(other)})`);
  await page.goto(answer.href);
  await said(page, 'The token was not issued for this sign-in');
  expect(answers).toContain('POST /sign-in/token 200');
  expect(await kept(page)).toEqual({});
});
