import type { Page } from 'playwright-core';
import { expectFit, LOOKS } from './looks';
import { CREW, MARKUP } from './rosters';
import { announce, breakFrontline, giveUp, hold, leaveWaiting } from './scenarios';
import { stage } from './stage';

// Accessibility: no axe violation and no horizontal scrolling, in every state, colour scheme and width.

const scene = stage(CREW, { names: { ana: MARKUP } });

async function open(): Promise<Page> {
  const { page, signIn } = await scene.visit();
  await signIn();
  await page.getByRole('table', { name: 'People' }).waitFor();
  return page;
}

describe('axe finds nothing and nothing is too wide, light and dark, on a desk and on a phone:', () => {
  test('the form, before and after a wrong secret', async () => {
    const { page, signIn } = await scene.visit();
    await page.goto(`${scene.deployment.url}/index.html`);
    await page.getByLabel('Operator’s key').waitFor();
    await expectFit(page);
    await signIn('wrong');
    await page.getByRole('alert').waitFor();
    await expectFit(page);
  });

  test('a quiet roster', async () => {
    const page = await open();
    await expectFit(page);
  });

  test('everything at once that waits for an operator', async () => {
    await hold(scene.deployment);
    await announce(scene.deployment, 'ben@example.com');
    await leaveWaiting(scene.deployment, 'ana@example.com', 'Ana Garcia');
    await giveUp(scene.deployment, 'cy@example.com', 'Cy Young');
    await scene.deployment.deliver('staff.offboarded', { identity: 'dee@example.com' });
    await scene.deployment.deliver('staff.leave', {
      identity: 'nobody@example.com',
      from: '2026-10-19T00:00:00Z',
      to: '2026-10-29T00:00:00Z',
    });
    await scene.deployment.put('dee@example.com', { state: 'active' });
    const page = await open();
    await page.getByRole('button', { name: 'Lock out root' }).waitFor();
    await expectFit(page);
    await page.getByRole('button', { name: 'Lock out root' }).click();
    await page.getByRole('dialog').waitFor();
    await expectFit(page);
  });

  test('the panel of a person, and the dialog that sets them', async () => {
    await scene.deployment.deliver('staff.availability', { identity: 'ana@example.com', available: false });
    const page = await open();
    await page.getByRole('button', { name: 'Why ana' }).click();
    await page.getByRole('dialog', { name: 'Why ana' }).getByRole('table', { name: 'Audit' }).waitFor();
    await expectFit(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Change ana' }).click();
    const asked = page.getByRole('dialog', { name: 'Change ana' });
    await asked.getByRole('radio', { name: 'Dates…' }).click();
    await asked.getByLabel('First day').waitFor();
    await expectFit(page);
  });

  test('a first run, which is not in red, and Frontline that refuses everything or knows nobody', async () => {
    await scene.deployment.renew();
    const page = await open();
    const alert = page.getByRole('alert');
    await alert.filter({ hasText: 'Not started yet: nothing calls /shifts/tick' }).waitFor();
    await page.getByRole('banner').getByText('Not started').waitFor();
    expect(await page.locator('.badge-stop, .alert-stop').count()).toBe(0);
    await expectFit(page);
    await scene.deployment.fault({ host: 'frontline-api.twilio.com', status: 403 });
    await scene.deployment.tick();
    await page.getByRole('button', { name: 'Refresh' }).click();
    await alert.filter({ hasText: 'Frontline unreachable since' }).filter({ hasText: 'another subaccount' }).waitFor();
    await page.getByRole('banner').getByText('Frontline unreachable').waitFor();
    await expectFit(page);
    await scene.deployment.mend();
    await scene.deployment.fault({ host: 'frontline-api.twilio.com', status: 404 });
    await scene.deployment.tick();
    await page.getByRole('button', { name: 'Refresh' }).click();
    await alert.filter({ hasText: 'Frontline knows nobody of the roster' }).waitFor();
    await page.getByRole('banner').getByText('Nobody found').waitFor();
    await scene.deployment.mend();
  });

  test('a dry run before the first tick promises nobody’s change', async () => {
    await scene.deployment.renew();
    await scene.deployment.set('DRY_RUN', 'true');
    try {
      const page = await open();
      const alert = page.getByRole('alert');
      await alert.filter({ hasText: 'Its first call reports whom it would switch' }).waitFor();
      expect(await alert.filter({ hasText: 'carried out already' }).count()).toBe(0);
      await expectFit(page);
    } finally {
      await scene.deployment.set('DRY_RUN', 'false');
    }
  });

  test('what is old because the connection is gone, and Frontline that does not answer', async () => {
    await breakFrontline(scene.deployment);
    const page = await open();
    await page.getByRole('button', { name: 'Why ana' }).click();
    await page
      .getByRole('dialog', { name: 'Why ana' })
      .getByText(/Frontline/)
      .first()
      .waitFor();
    await expectFit(page);
    await page.keyboard.press('Escape');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByRole('alert').filter({ hasText: 'No connection' }).waitFor();
    // The list does not say otherwise than the box above it.
    expect(await page.getByText('Nothing needs your attention').count()).toBe(0);
    await expectFit(page);
  });
});

test.each([LOOKS[0], LOOKS[2]])(
  'after signing in, the head with the last tick is in sight: $name',
  async ({ size }) => {
    const { page, signIn } = await scene.visit({ viewport: size });
    await signIn();
    await page.getByRole('rowheader').first().waitFor();
    expect(await page.evaluate('scrollY')).toBe(0);
    const top = await page.getByRole('banner').getByText('Last tick').boundingBox();
    expect(top?.y).toBeLessThan(size.height / 4);
  },
);

test('the page has no animation with prefers-reduced-motion', async () => {
  const page = await open();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('button', { name: 'Why ana' }).click();
  const moving = 'document.getAnimations().filter(({ playState }) => playState === "running").length';
  expect(await page.evaluate(moving)).toBe(0);
});
