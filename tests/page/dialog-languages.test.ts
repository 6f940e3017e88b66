import type { Page } from 'playwright-core';
import { localeOf } from '../../assets/page/i18n/language';
import { t } from '../../assets/page/i18n/translate';
import { SECRETS } from './deployment';
import { expectFit, type Look } from './looks';
import { standIn } from './roster-stand-in';
import { TEAM } from './rosters';
import { stage } from './stage';
import { speakEverywhere } from './texts';

// The editor and its forms in German and Spanish, whose words are longer: axe finds nothing, and nothing leaves its dialog.

const scene = stage(TEAM);

/** A desk by day and a phone by night: the other two differ from these by the colours alone. */
const LOOKS: readonly Look[] = [
  { name: 'light', size: { width: 1280, height: 800 }, colorScheme: 'light' },
  { name: 'dark phone', size: { width: 390, height: 844 }, colorScheme: 'dark' },
];

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe.each(['de-DE', 'es-ES'])('in %s', (locale) => {
  beforeAll(() => speakEverywhere(localeOf([locale])));
  afterAll(() => speakEverywhere(localeOf(['en-GB'])));

  async function roster(): Promise<Page> {
    const { page } = await scene.visit({ locale });
    await standIn(page.context(), scene.deployment.url, TEAM);
    await page.goto(`${scene.deployment.url}/index.html`);
    await page.locator('#secret').fill(SECRETS.OPS_SECRET);
    await page.locator('#secret').press('Enter');
    await page.getByRole('rowheader').first().waitFor();
    await page.getByRole('link', { name: t('top.roster'), exact: true }).click();
    await text(page).waitFor();
    return page;
  }

  const text = (page: Page) => page.getByRole('textbox', { name: t('roster-view.text') });

  async function type(page: Page, typed: string): Promise<void> {
    await text(page).focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.insertText(typed);
  }

  test('every form of the editor fits, and axe finds nothing', async () => {
    const page = await roster();
    for (const form of ['cover', 'swap', 'rotation', 'holiday', 'add', 'remove'] as const) {
      await button(page, t(`roster-forms.${form}`)).click();
      if (form === 'remove') {
        await page.getByRole('dialog').getByRole('combobox').selectOption('ben');
        await page.getByText(t('roster-edits.in-rotation', { id: 'weekend' })).waitFor();
      }
      await expectFit(page, LOOKS);
      await button(page, t('dialog.cancel')).click();
    }
  });

  test('an error of the text fits, and its message is marked as English', async () => {
    const page = await roster();
    await type(page, 'zonne: UTC\n');
    await page.getByRole('button', { name: t('roster-view.error-in-line', { line: 1 }) }).waitFor();
    expect(await page.locator('.problem [lang="en"]').textContent()).toContain('did you mean "zone"');
    await expectFit(page, LOOKS);
  });
});
