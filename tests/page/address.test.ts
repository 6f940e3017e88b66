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
  await signIn();
  const theirs = page.getByRole('radio', { name: 'each person’s zone' });
  await page.getByRole('radio', { name: 'my zone' }).focus();
  for (let presses = 1; presses <= 121; presses++) await page.keyboard.down('ArrowRight');
  expect(await theirs.isChecked()).toBe(true);
  // Half a minute later.
  await page.evaluate('{ const real = performance.now.bind(performance); performance.now = () => real() + 31_000; }');
  await page.waitForURL(/#people\?times=theirs$/);
});
