import { mkdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { LANGUAGES } from '../../assets/page/i18n/language';
import { launchBrowser } from './chromium';
import { type Deployment, deployed, SECRETS } from './deployment';
import { enter, type PageState, prepare } from './states/state';
import { STATE_SETS } from './states/states';

// npm run screenshots [-- <state>… --language en|es|de --to <folder>]: a picture of every state of the page, or of those
// that are named, taken of what is deployed. Those that docs/page.md shows are written there, unless a folder is named.

const DOCUMENTED = join(__dirname, '../../docs/images');
/** States that the documentation shows, in English. */
const IN_DOCUMENTATION = ['team', 'dark', 'phone', 'phone-change', 'change', 'why', 'held', 'gap', 'preview'];

interface Taking {
  readonly language: (typeof LANGUAGES)[number];
  readonly folderOf: (state: PageState) => string;
}

async function take(
  browser: Browser,
  deployment: Deployment,
  { state, yaml, taking }: { readonly state: PageState; readonly yaml: string; readonly taking: Taking },
): Promise<void> {
  await prepare(deployment, state);
  const { page, end, troubles } = await enter(browser, deployment, { state, yaml, language: taking.language });
  await page.mouse.move(0, 0); // nothing lit up by chance
  await page.waitForTimeout(500);
  const path = join(taking.folderOf(state), `${state.name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  console.log(`${path} ${Math.round((await stat(path)).size / 1000)} kB`);
  await end();
  await deployment.mend();
  await deployment.set('DRY_RUN', SECRETS.DRY_RUN);
  for (const trouble of troubles) console.error(`${state.name}: ${trouble}`);
}

async function main(): Promise<void> {
  const { values, positionals: names } = parseArgs({
    allowPositionals: true,
    options: {
      language: { type: 'string', default: 'en' },
      to: { type: 'string' },
    },
  });
  const { to } = values;
  const language = LANGUAGES.find((each) => each === values.language);
  if (!language) throw new Error(`--language is one of ${LANGUAGES.join(', ')}`);
  const all = STATE_SETS.flatMap(({ states }) => states.map(({ name }) => name));
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`no state is named ${unknown.join(', ')}; there are ${all.join(', ')}`);
  const other = to ?? join(tmpdir(), 'rosterline-screenshots', language);
  const isDocumented = ({ name }: PageState) => language === 'en' && !to && IN_DOCUMENTATION.includes(name);
  const taking: Taking = { language, folderOf: (state) => (isDocumented(state) ? DOCUMENTED : other) };
  await mkdir(other, { recursive: true });
  const browser = await launchBrowser();
  for (const { yaml, states } of STATE_SETS) {
    const wanted = states.filter(({ name }) => names.length === 0 || names.includes(name));
    if (wanted.length === 0) continue;
    const deployment = await deployed(yaml);
    for (const state of wanted) await take(browser, deployment, { state, yaml, taking });
    await deployment.end();
  }
  await browser.close();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
