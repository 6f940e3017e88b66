import type { Page } from 'playwright-core';
import { SECRETS } from './deployment';
import { expectFit } from './looks';
import { CREW } from './rosters';
import { announce, giveUp, hold, leaveWaiting } from './scenarios';
import { stage } from './stage';
import { TEXTS } from './texts';

// The main flows in German and Spanish, whose words are longer: everything fits, axe finds nothing, and no English is left.

const scene = stage(CREW);

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const toast = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

const LANGUAGES = [
  {
    locale: 'de-DE',
    language: 'de',
    texts: TEXTS.de,
    table: 'Personen',
    why: 'Warum: ana',
    explained: 'ana ist bis',
    change: 'Ändern: ana',
    asked: 'Ändern: ana',
    twoHours: 'Für 2 Stunden',
    set: 'Ändern',
    isSet: /ana ist bis .* nicht im Dienst\./,
    lockOut: 'Sperren: root',
    confirm: 'root sperren',
    isOut: 'root ist gesperrt.',
  },
  {
    locale: 'es-MX',
    language: 'es',
    texts: TEXTS.es,
    table: 'Personas',
    why: 'Por qué: ana',
    explained: 'ana está de servicio',
    change: 'Cambiar: ana',
    asked: 'Cambiar: ana',
    twoHours: 'Durante 2 horas',
    set: 'Cambiar',
    isSet: /ana está fuera de servicio hasta las .*m\./,
    lockOut: 'Bloquear: root',
    confirm: 'Bloquear a root',
    isOut: 'root queda sin acceso.',
  },
] as const;

/** The texts and names on the page, as its elements have them; what is marked as English is meant to be. */
const SHOWN = `[...document.body.querySelectorAll('*:not([lang="en"])')].flatMap((element) => [
  ...[...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ data }) => data.trim()),
  ...['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
])`;

/** English texts that another language words otherwise. */
async function expectNoEnglish(page: Page, texts: Readonly<Record<string, string>>): Promise<void> {
  const own = new Set(Object.values(texts));
  const english = new Set(Object.values<string>(TEXTS.en).filter((text) => !own.has(text)));
  const shown = await page.evaluate<string[]>(SHOWN);
  expect(shown.length).toBeGreaterThan(10);
  expect(shown.filter((text) => english.has(text))).toEqual([]);
}

describe.each(LANGUAGES)('in $locale', (words) => {
  async function open(): Promise<Page> {
    const { page } = await scene.visit({ locale: words.locale });
    await page.goto(`${scene.deployment.url}/index.html`);
    await page.locator('#secret').waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe(words.language);
    return page;
  }

  async function openTable(): Promise<Page> {
    const page = await open();
    await page.locator('#secret').fill(SECRETS.OPS_SECRET);
    await page.locator('#secret').press('Enter');
    await page.getByRole('table', { name: words.table }).waitFor();
    return page;
  }

  test('the form says what is wrong with a key', async () => {
    const page = await open();
    await page.locator('#secret').fill('wrong');
    await page.locator('#secret').press('Enter');
    await page.getByRole('alert').filter({ hasText: words.texts['errors.sign-in-key'] }).waitFor();
    await expectFit(page);
    await expectNoEnglish(page, words.texts);
  });

  test('everything that waits for an operator is told, and somebody is locked out', async () => {
    await hold(scene.deployment);
    await announce(scene.deployment, 'ben@example.com');
    await leaveWaiting(scene.deployment, 'ana@example.com', 'Ana Garcia');
    await giveUp(scene.deployment, 'cy@example.com', 'Cy Young');
    const page = await openTable();
    await button(page, words.lockOut).waitFor();
    await expectFit(page);
    await expectNoEnglish(page, words.texts);
    await button(page, words.lockOut).click();
    await page.getByRole('dialog').waitFor();
    await expectFit(page);
    await expectNoEnglish(page, words.texts);
    await button(page, words.confirm).click();
    await toast(page, words.isOut);
    expect(await scene.deployment.user('root@example.com')).toMatchObject({ state: 'deactivated' });
  });

  test('somebody is looked up and set off duty', async () => {
    const page = await openTable();
    await button(page, words.why).click();
    const panel = page.getByRole('dialog', { name: words.texts['dialog-why.title'].replace('{name}', 'ana') });
    await panel.getByText(words.explained).waitFor();
    await expectFit(page);
    await expectNoEnglish(page, words.texts);
    await panel.getByRole('button', { name: words.change, exact: true }).click();
    const asked = page.getByRole('dialog', { name: words.asked });
    await asked.getByRole('radio', { name: words.twoHours }).first().click();
    await expectFit(page);
    await expectNoEnglish(page, words.texts);
    await asked.getByRole('button', { name: words.set, exact: true }).click();
    // The dialog, which may still be there, foretells it in the same words.
    await page.locator('.said').filter({ hasText: words.isSet }).waitFor();
    expect(await scene.deployment.user('ana@example.com')).toMatchObject({ is_available: false });
  });
});
