import { TEAM } from './rosters';
import { stage } from './stage';

// What each browser draws in a way of its own has the page's colours and sizes.

const scene = stage(TEAM);

test('Suggestions in fields, boxes and scrollbars have the colours of the page, also in the editor’s shadow tree', async () => {
  const { page, signIn } = await scene.visit({ colorScheme: 'dark' });
  await signIn();
  await page.getByRole('button', { name: 'Show the first steps' }).click();
  await page.locator('.first-steps input').first().waitFor();
  const colour = (variable: string) =>
    page.evaluate<string>(`(() => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.color = 'var(${variable})';
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    })()`);
  const search = "getComputedStyle(document.querySelector('input[type=search]'), '::placeholder').color";
  expect(await page.evaluate(search)).toBe(await colour('--muted'));
  const fill = () =>
    page.evaluate<string>("getComputedStyle(document.querySelector('.first-steps input')).backgroundColor");
  expect(await fill()).toBe(await colour('--surface'));
  await page.locator('.first-steps input').first().check();
  expect(await fill()).toBe(await colour('--accent'));
  await page.getByRole('link', { name: 'Roster', exact: true }).click();
  await page.locator('.cm-scroller').waitFor();
  const shadow = "[...document.querySelectorAll('*')].find(({ shadowRoot }) => shadowRoot).shadowRoot";
  const scrollbar = `getComputedStyle(${shadow}.querySelector('.cm-scroller')).scrollbarColor`;
  expect(await page.evaluate<string>(scrollbar)).toContain(await colour('--strong-line'));
});

test('In forced colours an override is told from a shift, and a day from the next', async () => {
  const { page, signIn } = await scene.visit({ forcedColors: 'active' });
  await signIn();
  await page.locator('[data-person]').first().waitFor();
  const picture = (selector: string) =>
    page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).backgroundImage`);
  expect(await picture('.legend .bar.shift')).toBe('none');
  expect(await picture('.legend .bar.override.on')).toContain('linear-gradient');
  expect(await picture('[data-person] .track')).toContain('repeating-linear-gradient');
});
