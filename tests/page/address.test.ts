import { CREW } from './rosters';
import { stage } from './stage';

// The address as it follows what is looked at, where the browser refuses to have it changed often.

const scene = stage(CREW);

/** Safari's rule: https://trac.webkit.org/changeset/198687. */
const SAFARI = `{
  let changes = [];
  for (const name of ['pushState', 'replaceState']) {
    const real = history[name];
    history[name] = function (...given) {
      changes = [...changes.filter((at) => at > performance.now() - 30_000), performance.now()];
      if (changes.length > 100) throw new DOMException('more than 100 times per 30 seconds', 'SecurityError');
      return real.apply(this, given);
    };
  }
}`;

test('A key that is held down leads on although the browser refuses so many addresses, and the address follows', async () => {
  const { page, signIn } = await scene.visit();
  await page.addInitScript(SAFARI);
  await signIn(undefined, '#people?range=day');
  const days = page.locator('.days-shown');
  await days.filter({ hasText: 'Mon 19 Oct' }).waitFor();
  await page.getByRole('button', { name: 'Later days' }).focus();
  for (let day = 1; day <= 150; day++) await page.keyboard.down('PageDown');
  await days.filter({ hasText: 'Thu 18 Mar' }).waitFor();
  // Half a minute later.
  await page.evaluate('{ const real = performance.now.bind(performance); performance.now = () => real() + 31_000; }');
  await page.waitForURL(/#people\?range=day&day=2027-03-18$/);
});
