import type { Page, Route } from 'playwright-core';
import type { SignInView } from '../../../assets/api/views/sign-in';
import { type PageState, PHONE } from './state';

// Before somebody is in: the form, the issuer, and what is wrong with either. sign-in.test.ts goes through a real issuer.

const ISSUER: SignInView = {
  openId: {
    issuer: 'https://login.example.com/rosterline',
    clientId: 'rosterline',
    authorizationEndpoint: 'https://login.example.com/authorize',
    answersNameIssuer: true,
  },
};

const refusal = (status: number, code: string) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ code, detail: code }),
});

/** What the server says of the issuer. */
const answer =
  (how: Parameters<Route['fulfill']>[0]) =>
  async (page: Page): Promise<void> =>
    void (await page.route('**/sign-in', (route) => route.fulfill(how)));

const knowIssuer = answer({ json: ISSUER });

const seeIssuer = (page: Page) => page.locator('.at-issuer button').waitFor();

const seeNotice = (page: Page) => page.locator('form [role=alert] .notice').waitFor();

/** Signing in and being refused. A state is a line here. */
export const ENTERING_STATES: readonly PageState[] = [
  { name: 'sign-in', key: 'signed out' },
  { name: 'wrong-key', key: 'wrong' },
  { name: 'sign-in-at-issuer', key: 'signed out', answers: knowIssuer, act: seeIssuer },
  { name: 'phone-sign-in-at-issuer', viewer: PHONE, key: 'signed out', answers: knowIssuer, act: seeIssuer },
  {
    name: 'issuer-unavailable',
    key: 'signed out',
    answers: answer(refusal(503, 'upstream_unavailable')),
    act: seeIssuer,
  },
  {
    name: 'sign-in-of-another-tab',
    key: 'signed out',
    answers: knowIssuer,
    async act(page) {
      await page.goto(`${page.url()}?error=access_denied&state=of-another-tab`);
      await seeNotice(page);
      await seeIssuer(page);
    },
  },
  {
    name: 'sign-in-without-connection',
    key: 'signed out',
    async act(page) {
      await page.context().setOffline(true);
      await page.locator('input[type=password]').fill('a-key');
      await page.locator('input[type=password]').press('Enter');
      await seeNotice(page);
    },
  },
  {
    name: 'signed-out-by-the-server',
    async act(page) {
      await page.route('**/roster?*', (route) => route.fulfill(refusal(401, 'unauthorized')));
      await page.locator('.top .buttons button').first().click();
      await seeNotice(page);
    },
  },
];
