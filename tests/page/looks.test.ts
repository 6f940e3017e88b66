import type { Page } from 'playwright-core';
import { expectFit, LOOKS } from './looks';
import { CREW, MARKUP } from './rosters';
import { breakFrontline } from './scenarios';
import { stage } from './stage';

// What states say that follow one another, in every colour scheme and width; accessibility.test.ts has every state in each language.

const scene = stage(CREW, { names: { ana: MARKUP } });

async function open(): Promise<Page> {
  const { page, signIn } = await scene.visit();
  await signIn();
  await page.getByRole('table', { name: 'People' }).waitFor();
  return page;
}

describe('axe finds nothing and nothing is too wide, light and dark, on a desk and on a phone:', () => {
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
