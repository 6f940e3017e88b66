import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const PROJECT = join(__dirname, '../..');
const PACKAGE = require.resolve('@sparticuz/chromium');

/** Not the package's own arguments: those switch web security off and put everything into one process. */
const ARGUMENTS = [
  '--no-sandbox', // containers and CI have no user namespaces; and it sees our own page only
  '--headless=shell',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-proxy-server', // whatever HTTP_PROXY says
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--font-render-hinting=none',
];

/** The Chromium that comes with `npm ci`, which can reach this machine only; `CHROMIUM=<path>` takes another. */
export async function launchBrowser(): Promise<Browser> {
  const folder = process.env.CHROMIUM ? undefined : await unpacked();
  const executablePath = process.env.CHROMIUM ?? join(folder ?? '', 'chromium');
  const { PATH = '', HOME = '/tmp' } = process.env;
  return chromium.launch({
    executablePath,
    args: ARGUMENTS,
    env: { PATH, HOME, LANG: 'en_US.UTF-8', ...(folder && { ...fontsOf(folder), ...librariesFor(folder) }) },
  });
}

/**
 * Unpacked once for every process. The package takes a file that is half written for a whole one, so each process unpacks
 * into a folder of its own, and only a finished one gets the name that all look for.
 */
async function unpacked(): Promise<string> {
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(dirname(PACKAGE), '../../package.json'), 'utf8'),
  );
  const cache = join(PROJECT, 'node_modules/.cache');
  const folder = join(cache, `rosterline-chromium-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const own = await mkdtemp(`${folder}-`);
  // Told that it is in Amazon's cloud, it unpacks the libraries too, which a small machine may lack.
  const env = { PATH: process.env.PATH ?? '', TMPDIR: own, AWS_EXECUTION_ENV: 'nodejs22.x' };
  const script = `require(${JSON.stringify(PACKAGE)}).executablePath()`;
  await promisify(execFile)(process.execPath, ['-e', script], { env });
  try {
    await rename(own, folder);
  } catch (error) {
    await rm(own, { recursive: true, force: true });
    if (!existsSync(folder)) throw error; // else another process was faster
  }
  return folder;
}

/**
 * The package's font before the machine's, so that pages look and measure the same everywhere; the rest for rare letters. The binding is a strong
 * one: a weak one loses to the browser's language, so that a machine's font set bold letters (https://www.freedesktop.org/software/fontconfig/fontconfig-user.html).
 */
const fontsConfiguration = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
${['sans-serif', 'system-ui', 'serif']
  .map(
    (family) =>
      `  <alias binding="strong"><family>${family}</family><prefer><family>Open Sans</family></prefer></alias>`,
  )
  .join('\n')}
</fontconfig>
`;

/** Written at each start, since the folder may be one that another version of this file has made. */
function fontsOf(folder: string): Record<string, string> {
  const file = join(folder, 'fonts-strong.conf');
  writeFileSync(file, fontsConfiguration(folder));
  return { FONTCONFIG_FILE: file };
}

/** The package's libraries, where the machine lacks some of them. */
function librariesFor(folder: string): Record<string, string> {
  const lacking = execFileSync('ldd', [join(folder, 'chromium')], { encoding: 'utf8' }).includes('not found');
  return lacking ? { LD_LIBRARY_PATH: join(folder, 'al2023/lib') } : {};
}
