import type { Page, Route } from 'playwright-core';
import { SECRETS } from './deployment';
import { CREW } from './rosters';
import { stage } from './stage';

// A decision on many people: how far it is, who failed, and that nobody is asked for twice or left out.

const scene = stage(CREW);
const HELD = ['lou@example.com', 'x1@example.com', 'x2@example.com'];
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });

/** Three people whom the hourly limit holds. */
async function holdThree(): Promise<void> {
  for (const stranger of HELD.slice(1)) await scene.deployment.put(stranger, {});
  const others = ['ana', 'ben', 'cy', 'dee', 'kai'].map((key) => `${key}@example.com`);
  for (const identity of [...others, ...HELD]) {
    const answer = await scene.deployment.deliver('staff.offboarded', { identity }, `left-${identity}`);
    expect({ identity, status: answer.status }).toEqual({ identity, status: 200 });
  }
}

/** Lets requests through one by one. */
function turnstile() {
  const waiting: Route[] = [];
  const asked: string[] = [];
  let arrived = (): void => undefined;
  return {
    asked,
    async stop(route: Route): Promise<void> {
      const body: { readonly person?: string; readonly identity?: string } = route.request().postDataJSON();
      asked.push(body.person ?? body.identity ?? '');
      waiting.push(route);
      arrived();
    },
    async next(): Promise<Route> {
      while (waiting.length === 0) {
        await new Promise<void>((resume) => {
          arrived = resume;
        });
      }
      const route = waiting.shift();
      if (!route) throw new Error('nobody waits');
      return route;
    },
  };
}

test('A mass lock-out shows how far it is, goes on when it is closed, names who failed, and is finished by another try', async () => {
  await holdThree();
  const { page, signIn } = await scene.visit();
  await signIn();
  const gate = turnstile();
  await page.route('**/ops/release', (route) => gate.stop(route));
  await button(page, 'Lock out all 3').click();
  const asked = dialog(page, 'Lock out all 3?');
  await asked.getByLabel('Reason (optional)').fill('HR called');
  await asked.getByRole('button', { name: 'Lock out all 3', exact: true }).click();
  const progress = dialog(page, 'Locking out 3 people');
  await progress.getByText('0 of 3').waitFor();
  await (await gate.next()).continue();
  await progress.getByText('1 of 3').waitFor();
  await progress.getByRole('button', { name: 'Close' }).click();
  await page.getByText('Locking out: 1 of 3.').waitFor();
  expect(await page.evaluate('document.activeElement.tagName')).not.toBe('BODY');
  const refused = { status: 503, json: { code: 'upstream_unavailable', detail: 'Sync is down.' } };
  await (await gate.next()).fulfill(refused);
  await (await gate.next()).continue();
  await page.getByText('Locking out is not finished. 2 of 3 done, 1 failed, 0 not begun.').waitFor();
  const [, failed = ''] = gate.asked;
  await button(page, 'Show').click();
  await progress.getByText('The server could not reach Twilio.').waitFor();
  expect(await progress.getByRole('listitem').allTextContents()).toEqual([expect.stringMatching(`^${failed} `)]);
  await progress.getByRole('button', { name: 'Try again (1)' }).click();
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Close');
  await (await gate.next()).continue();
  await page.getByRole('status').filter({ hasText: '3 people are locked out.' }).waitFor();
  expect(await progress.count()).toBe(0);
  expect(await page.evaluate('document.activeElement.tagName')).not.toBe('BODY');
  for (const identity of HELD) expect(await scene.deployment.user(identity)).toMatchObject({ state: 'deactivated' });
  // Everybody once, and who failed twice.
  expect(new Set(gate.asked).size).toBe(3);
  expect(gate.asked).toHaveLength(4);
  await page.unroute('**/ops/release');
  await button(page, 'Why lou').last().click();
  const why = dialog(page, 'Why lou');
  await why.getByText('by OPS_SECRET: “HR called”').waitFor();
  expect(await why.getByRole('table', { name: 'Audit' }).textContent()).toContain('Reason: “HR called”');
});

test('A mass lock-out that an expired session interrupts says who was not begun, and goes on after signing in', async () => {
  await holdThree();
  const { page, signIn } = await scene.visit();
  await signIn();
  let requests = 0;
  await page.route('**/ops/release', async (route) => {
    requests++;
    if (requests === 2) await route.fulfill({ status: 401, json: { code: 'unauthorized', detail: 'no' } });
    else await route.continue();
  });
  await button(page, 'Lock out all 3').click();
  const asked = dialog(page, 'Lock out all 3?');
  await asked.getByRole('button', { name: 'Lock out all 3', exact: true }).click();
  await page.getByText('You were signed out').waitFor();
  await page.getByLabel('Operator’s key').fill(SECRETS.OPS_SECRET);
  await button(page, 'Sign in').click();
  const progress = dialog(page, 'Locking out 3 people');
  await progress.getByText(/^Not begun: .+, .+\.$/).waitFor();
  await progress.getByRole('button', { name: 'Try again (2)' }).click();
  await page.getByRole('status').filter({ hasText: '3 people are locked out.' }).waitFor();
  for (const identity of HELD) expect(await scene.deployment.user(identity)).toMatchObject({ state: 'deactivated' });
  expect(requests).toBe(4);
});
