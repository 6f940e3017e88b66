import type { Page } from 'playwright-core';
import { SECRETS } from './deployment';
import { CREW, MARKUP } from './rosters';
import { stage } from './stage';

// Access: only with an operator’s key, and only while the server accepts it.

const scene = stage(CREW, { names: { ana: MARKUP } });
const shown = (page: Page) => page.getByRole('table', { name: 'People' });
const form = (page: Page) => page.getByLabel('Operator’s key');
const said = (page: Page, hasText: string) => page.getByRole('alert').filter({ hasText }).waitFor();
/** Text that would reveal the roster: keys, identities, shifts. */
const TELLING = /\b(ana|ben|cy|dee|kai|lou|root)\b|example\.com|early|on-call/i;
/** All that a browser keeps of a page. */
const kept = (page: Page) =>
  page.evaluate<{ session: string[]; rest: string }>(`(async () => ({
    session: Object.values(sessionStorage),
    rest: JSON.stringify([{ ...localStorage }, document.cookie, location.href, history.state, await indexedDB.databases()]),
  }))()`);

describe('without the secret', () => {
  const asked = [
    ['GET', '/roster'],
    ['GET', '/roster?page=1&look=true'],
    ['GET', '/people/why?person=ana'],
    ['GET', '/roster/ics'],
    ['GET', '/roster/ics?person=ana'],
    ['POST', '/shifts/override'],
    ...['release', 'replay', 'undo', 'erase', 'reconcile'].map((act) => ['POST', `/ops/${act}`]),
  ] as [string, string][];

  test.each(asked)('%s %s is rejected and reveals nothing', async (method, path) => {
    const { url } = scene.deployment;
    const wrong = ['', 'Bearer', 'Bearer wrong', `Bearer ${SECRETS.OPS_SECRET}x`, `Bearer ${SECRETS.TICK_SECRET}`];
    for (const authorization of wrong) {
      const headers = { ...(authorization && { Authorization: authorization }), 'Content-Type': 'application/json' };
      const answer = await fetch(url + path, {
        method,
        headers,
        ...(method === 'POST' && { body: '{"person":"ana"}' }),
      });
      const text = await answer.text();
      expect([401, 403]).toContain(answer.status);
      expect(text).not.toMatch(TELLING);
      expect(answer.headers.get('etag')).toBeNull();
    }
  });

  test('the page asks only where to sign in, and shows only the form', async () => {
    const { page, answers } = await scene.visit();
    await page.goto(`${scene.deployment.url}/index.html`);
    await form(page).waitFor();
    await page.waitForLoadState('networkidle');
    expect(answers).toEqual(['GET /sign-in 200']);
    expect(await page.content()).not.toMatch(TELLING);
  });

  test('the page does not run inside another page', async () => {
    const { page, answers } = await scene.visit();
    await page.setContent(`<iframe src="${scene.deployment.url}/index.html"></iframe>`);
    const frame = page.frameLocator('iframe');
    await frame.getByText('Rosterline does not run inside another page.').waitFor();
    expect(await frame.getByLabel('Operator’s key').count()).toBe(0);
    expect(answers).toEqual([]);
  });

  test('a wrong secret is reported and not stored', async () => {
    const { page, signIn, answers } = await scene.visit();
    await signIn('wrong');
    await said(page, 'That is not an operator’s key.');
    expect(answers.filter((answer) => !answer.endsWith(' 401'))).toEqual(['GET /sign-in 200']);
    expect(await kept(page)).toMatchObject({ session: [] });
    expect(await page.content()).not.toMatch(TELLING);
  });
});

describe('with the secret', () => {
  test('the page shows everyone', async () => {
    const { page, signIn } = await scene.visit();
    await signIn();
    for (const { key } of scene.deployment.roster.people) {
      await shown(page).getByRole('rowheader', { name: key }).first().waitFor();
    }
    expect(await page.getByRole('banner').textContent()).toContain('of 8 should be on duty');
  });

  test('the secret is stored for this tab and session only, and removed on sign-out', async () => {
    const { page, signIn } = await scene.visit();
    await signIn();
    await shown(page).waitFor();
    const { session, rest } = await kept(page);
    expect(session).toEqual([SECRETS.OPS_SECRET]);
    expect(rest).not.toContain(SECRETS.OPS_SECRET);
    await page.reload();
    await shown(page).waitFor();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await form(other).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await form(page).waitFor();
    expect(await kept(page)).toMatchObject({ session: [] });
    expect(await form(page).inputValue()).toBe('');
    expect(await page.content()).not.toMatch(TELLING);
    await page.reload();
    await form(page).waitFor();
  });

  test('names with markup are shown as text', async () => {
    const { page, signIn } = await scene.visit();
    await signIn();
    await shown(page).getByRole('rowheader', { name: MARKUP }).waitFor();
    await page.getByRole('button', { name: `Why ${MARKUP}` }).click();
    const panel = page.getByRole('dialog', { name: `Why ${MARKUP}` });
    await panel.getByText('<b>mark</b>@example.com').first().waitFor();
    await panel.getByRole('button', { name: 'Close' }).click();
    // The name that Frontline has, beside the key of the roster.
    await shown(page).getByRole('rowheader', { name: 'ana' }).getByText(MARKUP).waitFor();
    expect(await page.locator('img:not([src^="/page/"]), b:text("mark")').count()).toBe(0);
  });
});

describe('in the middle', () => {
  test('a lost connection keeps the data on show with an alert, and recovers by itself', async () => {
    const { page, signIn } = await scene.visit();
    await signIn();
    await shown(page).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Refresh' }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'No connection to the server' });
    await alert.waitFor();
    expect(await shown(page).getByRole('rowheader', { name: 'ana' }).isVisible()).toBe(true);
    await page.context().setOffline(false);
    await alert.waitFor({ state: 'detached' });
  });

  describe('a secret that is replaced', () => {
    const NEW = 'another-secret-of-the-page-tests';
    afterEach(() => scene.deployment.set('OPS_SECRET', SECRETS.OPS_SECRET));

    test('signs the operator out, leaves no data, and the new one signs in', async () => {
      const { page, signIn } = await scene.visit();
      await signIn();
      await shown(page).waitFor();
      await scene.deployment.set('OPS_SECRET', NEW);
      await page.getByRole('button', { name: 'Refresh' }).click();
      await said(page, 'You were signed out');
      expect(await kept(page)).toMatchObject({ session: [] });
      expect(await page.content()).not.toMatch(TELLING);
      await form(page).fill(NEW);
      await page.keyboard.press('Enter');
      await shown(page).waitFor();
    });

    test('keeps the open dialog', async () => {
      const { page, signIn } = await scene.visit();
      await signIn();
      await page.getByRole('button', { name: 'Change ana' }).click();
      const asked = page.getByRole('dialog', { name: 'Change ana' });
      await asked.getByRole('group', { name: 'Off duty' }).getByRole('radio', { name: 'For 2 hours' }).check();
      await scene.deployment.set('OPS_SECRET', NEW);
      await asked.getByRole('button', { name: 'Change', exact: true }).click();
      await said(page, 'You were signed out');
      expect(await scene.deployment.user('ana@example.com')).toMatchObject({ is_available: true });
      await form(page).fill(NEW);
      await page.keyboard.press('Enter');
      expect(
        await asked.getByRole('group', { name: 'Off duty' }).getByRole('radio', { name: 'For 2 hours' }).isChecked(),
      ).toBe(true);
      await asked.getByRole('button', { name: 'Change', exact: true }).click();
      await asked.waitFor({ state: 'hidden' });
      expect(await scene.deployment.user('ana@example.com')).toMatchObject({ is_available: false });
    });
  });

  test('a server that cannot reach Twilio is reported on the form and above the data', async () => {
    const { page, signIn } = await scene.visit();
    await scene.deployment.fault({ host: 'sync.twilio.com', status: 503, retryAfter: 60 });
    await signIn();
    await said(page, 'cannot reach Twilio');
    await scene.deployment.mend();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await shown(page).waitFor();
    await scene.deployment.fault({ host: 'sync.twilio.com', status: 503, retryAfter: 60 });
    await page.getByRole('button', { name: 'Refresh' }).click();
    await said(page, 'cannot reach Twilio');
    await scene.deployment.mend();
  });

  test('a missing Sync Service is named on the form', async () => {
    const { page, signIn } = await scene.visit();
    await scene.deployment.fault({ host: 'sync.twilio.com', status: 404 });
    await signIn();
    await said(page, 'This account has no Sync Service');
    await scene.deployment.mend();
  });
});
