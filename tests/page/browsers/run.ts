import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { LANGUAGES, type Language, localeOf } from '../../../assets/page/i18n/language';
import { type Deployment, deployed } from '../deployment';
import { TEAM } from '../rosters';
import { announce, hold } from '../scenarios';
import { LOCALES } from '../states/state';
import { speakEverywhere } from '../texts';
import { openFirefox } from './firefox';
import { FLOWS } from './flows';
import { type Front, frontOf } from './front';
import type { Look, Session } from './session';
import { openWebkit } from './webkit';
import { type Window, windowOf } from './window';

// npm run browsers [-- --browser firefox|webkit --look light|dark|'forced colours' --language en|es|de --to <folder>]: the
// page's flows in browsers of the machine, with a picture of every step. Exit codes: 0 all went well, 1 something did not, 2 asked wrongly, or a browser is missing.

const SIZES = [
  { name: '1280', width: 1280, height: 900 },
  { name: '390', width: 390, height: 844 },
];

interface Browser {
  readonly name: string;
  readonly looks: readonly Look['name'][];
  /** The programs that it takes; of one the first that is there. */
  readonly programs: readonly (readonly string[])[];
  readonly install: string;
  open(program: string, look: Look): Promise<Session>;
}

const BROWSERS: readonly Browser[] = [
  {
    name: 'firefox',
    looks: ['light', 'dark', 'forced colours'],
    programs: [['firefox-esr', 'firefox']],
    install: 'apt-get install --no-install-recommends firefox-esr',
    open: openFirefox,
  },
  {
    name: 'webkit',
    looks: ['light', 'dark'], // it has no forced colours
    programs: [['WebKitWebDriver'], ['Xvfb']],
    install: 'apt-get install --no-install-recommends webkit2gtk-driver xvfb',
    open: openWebkit,
  },
];

/** The path of the first of these programs that is in the PATH. */
function installed(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

/** What is wrong with how it fits: wider than the window, a dialog that begins outside of it, a screen on the wall that is cut. */
const MISFITS = `(() => {
  const { scrollWidth } = document.documentElement;
  const wide = scrollWidth > innerWidth ? ['the page is ' + scrollWidth + ' px wide in a window of ' + innerWidth] : [];
  const outside = [...document.querySelectorAll('dialog[open]')].flatMap((dialog) => {
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    const fits = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    return fits ? [] : ['a dialog is at ' + [left, top, right, bottom].map(Math.round)];
  });
  const cut = [...document.querySelectorAll('.wall')].flatMap(({ scrollHeight, clientHeight }) =>
    scrollHeight > clientHeight ? ['of the wall screen ' + (scrollHeight - clientHeight) + ' px are cut'] : []);
  return [...wide, ...outside, ...cut];
})()`;

/** Runs all flows in a window. @returns what went wrong */
async function runFlows(window: Window, deployment: Deployment, front: Front, prefix: string): Promise<string[]> {
  const wrong: string[] = [];
  for (const [index, { name, run }] of FLOWS.entries()) {
    const picture = async (step: string) => {
      await window.see('void requestAnimationFrame(() => requestAnimationFrame(() => { window.isDrawn = true; }))');
      await window.until('window.isDrawn');
      await window.see('void (window.isDrawn = false)');
      await window.picture(`${prefix}-${step}.png`);
      wrong.push(...(await window.see<string[]>(MISFITS)).map((misfit) => `${name}: ${step}: ${misfit}`));
    };
    try {
      await deployment.tick(); // on a slow machine the scheduler would be late otherwise
      await run({ window, picture, deployment, url: front.url });
    } catch (error) {
      await window.picture(`${prefix}-failed-${index + 1}.png`).catch(() => undefined);
      wrong.push(`${name}: ${error instanceof Error ? error.message : error}`);
      if (index === 0) break; // without having signed in there is nothing else
      // As the next one expects it.
      await window.open(`${front.url}/index.html`);
      await window.until("document.querySelector('[data-person]')");
    } finally {
      wrong.push(...front.troubles().map((trouble) => `${name}: ${trouble}`));
    }
  }
  return wrong;
}

async function renew(deployment: Deployment): Promise<void> {
  await deployment.renew({ ana: 'Ana García', kai: 'Kai Tan' });
  await deployment.tick();
  await hold(deployment);
  await announce(deployment, 'ben@example.com');
}

/** A look and a language in which a browser is tried. */
interface Trial {
  readonly look: Look['name'];
  readonly language: Language;
}

/** Every look in English; in the other languages, whose words are longer, the looks make no difference. */
function trialsOf({ looks }: Browser): readonly Trial[] {
  const others = LANGUAGES.filter((language) => language !== 'en');
  return [
    ...looks.map((look) => ({ look, language: 'en' as const })),
    ...others.map((language) => ({ look: 'light' as const, language })),
  ];
}

interface Place {
  readonly deployment: Deployment;
  readonly front: Front;
  /** Of the pictures. */
  readonly folder: string;
}

/** Opens a browser, and runs all flows in windows of each size. @returns how many things went wrong */
async function inBrowser(browser: Browser, { look, language }: Trial, place: Place): Promise<number> {
  const { deployment, front, folder } = place;
  const [program = ''] = browser.programs.map((names) => installed(names) ?? '');
  const tag = LOCALES[24][language];
  await speakEverywhere(localeOf([tag]));
  front.prefer(tag);
  const session = await browser.open(program, { name: look });
  let faults = 0;
  try {
    const window = windowOf(session);
    for (const size of SIZES) {
      await renew(deployment);
      await window.resize(size.width, size.height);
      const title = `${browser.name} ${session.version}, ${look}, ${language}, ${size.name} px`;
      const prefix = join(folder, `${browser.name}-${look.replace(' ', '-')}-${language}-${size.name}`);
      const wrong = await runFlows(window, deployment, front, prefix);
      faults += wrong.length;
      console.log(`${title}: ${wrong.length === 0 ? `all ${FLOWS.length} flows went well` : ''}`);
      for (const line of wrong) console.log(`  ${line}`);
      await window.see('sessionStorage.clear() ?? localStorage.clear()');
    }
  } finally {
    await session.end();
  }
  return faults;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      browser: { type: 'string' },
      look: { type: 'string' },
      language: { type: 'string' },
      to: { type: 'string' },
    },
  });
  const wanted = BROWSERS.filter(({ name }) => values.browser === undefined || values.browser === name);
  if (wanted.length === 0) throw new Error(`--browser is one of ${BROWSERS.map(({ name }) => name).join(', ')}`);
  const lacking = wanted.filter(({ programs }) => programs.some((names) => !installed(names)));
  for (const { name, programs, install } of lacking) {
    const names = programs.filter((each) => !installed(each)).map((each) => each.join(' or '));
    console.error(`${name} cannot be tried: ${names.join(' and ')} is not installed. On Debian: ${install}`);
  }
  if (lacking.length > 0) return 2;
  const trials = wanted.flatMap((browser) =>
    trialsOf(browser)
      .filter(({ look }) => values.look === undefined || values.look === look)
      .filter(({ language }) => values.language === undefined || values.language === language)
      .map((trial) => ({ browser, trial })),
  );
  if (trials.length === 0) throw new Error('no browser is tried in that look and language');
  const folder = values.to ?? join(tmpdir(), 'rosterline-browsers');
  await mkdir(folder, { recursive: true });
  const deployment = await deployed(TEAM);
  try {
    const front = await frontOf(deployment.url);
    let faults = 0;
    for (const { browser, trial } of trials) faults += await inBrowser(browser, trial, { deployment, front, folder });
    await front.close();
    console.log(`The pictures are in ${folder}.`);
    return faults === 0 ? 0 : 1;
  } finally {
    await deployment.end();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
