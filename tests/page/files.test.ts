import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { type Deployment, deployed } from './deployment';

// The files that anyone can fetch without the secret contain nothing confidential.

const base64 = (text: string) => Buffer.from(text).toString('base64');
/** Every variable that there is, each with a value that stands nowhere else. */
const ENVIRONMENT: Record<string, string> = {
  ACCOUNT_SID: `AC${'7d3e'.repeat(8)}`,
  AUTH_TOKEN: 'b91c'.repeat(8),
  RECORD_KEY: 'zq-record-key-1',
  STANDARD_SECRET: `whsec_${base64('zq-standard-secret-2')},bearer:zq-standard-secret-3`,
  OKTA_SECRET: 'zq-okta-secret-4',
  OKTA_APP_ID: 'zq-okta-app-5',
  BAMBOOHR_SECRET: 'zq-bamboohr-secret-6',
  BAMBOOHR_FIELDS: 'status=zq-status-7; left=zq-left-8',
  GUSTO_SECRET: 'zq-gusto-secret-9',
  HIBOB_SECRET: 'zq-hibob-secret-10',
  INCIDENTIO_SECRET: `whsec_${Buffer.from('zq-incidentio-secret-31').toString('base64')}`,
  PAYLOCITY_SECRET: 'basic:zq-user-32:zq-paylocity-secret-33',
  SLACK_SECRET: 'zq-slack-secret-of-the-test-34',
  WORKOS_SECRET: 'zq-workos-secret-of-the-test-35',
  FINCH_SECRET: base64('zq-finch-secret-11'),
  DEPUTY_SECRET: 'zq-deputy-secret-12',
  SEVENSHIFTS_SECRET: 'zq-sevenshifts-secret-13',
  ZENDUTY_SECRET: 'zq-zenduty-secret-14',
  TICK_SECRET: 'zq-tick-secret-15',
  OPS_SECRET: 'zq-ops-secret-16,zq-ops-secret-17',
  ICS_TOKEN: 'zq-ics-token-18',
  METRICS_TOKEN: 'zq-metrics-token-18',
  SYNC_SERVICE: `IS${'5e8a'.repeat(8)}`,
  ALERT_URL: 'https://zq-alerts-19.example.com/zq-hook-20',
  ALERT_SMS_FROM: '+447700900121',
  ALERT_SMS_TO: '+447700900122',
  FRONTLINE_CRM_URL: 'https://zq-crm-36.example.com/zq-crm-37',
  FRONTLINE_OUTGOING_URL: 'https://zq-outgoing-38.example.com/zq-outgoing-39',
  FRONTLINE_TEMPLATES_URL: 'https://zq-templates-40.example.com/zq-templates-41',
  OFFBOARDING_LIMIT: '917263',
  OIDC_ISSUER: 'https://zq-issuer-42.example.com',
  OIDC_CLIENT_ID: 'zq-client-43',
  OIDC_CLIENT_SECRET: 'zq-client-secret-44',
  SLACK_BOT_TOKEN: 'xoxb-zq-slack-bot-45',
};
const ROSTER = `
version: 1
zone: UTC
people:
  zq-ana: { identity: zq-ana@example.com, phone: "+447700900123", ids: { bamboohr: zq-4711 }, manager: zq-ben }
  zq-ben: { identity: zq-ben@example.com, holidays: [zq-land] }
shifts:
  - { id: zq-shift, days: [mon], from: "09:00", to: "17:00", who: [zq-ana] }
holidays: { zq-land: [2026-12-24] }
protect: [zq-root@example.com]
`;

let deployment: Deployment;
beforeAll(async () => {
  deployment = await deployed(ROSTER, ENVIRONMENT);
});
afterAll(() => deployment.end());
const publicFiles = () => deployment.files().filter(({ visibility, path }) => visibility === 'public' && isFile(path));
const isFile = (path: string) => /\.\w+$/.test(path);
const text = (path: string) =>
  deployment
    .files()
    .find((file) => file.path === path)
    ?.content.toString() ?? '';

/** What an installed page has besides; browsers fetch it when it is installed. */
const isForInstalling = (path: string) => path === '/manifest.webmanifest' || path.startsWith('/icons/');

/** What the page loads: the notices are for people, the description for programs. */
const pageFiles = () =>
  publicFiles().filter(
    ({ path }) => !['/THIRD-PARTY-NOTICES.txt', '/openapi.json'].includes(path) && !isForInstalling(path),
  );

/** What a module cannot run without, itself included, by the imports that are no `import()`. */
function neededBy(path: string, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found;
  found.add(path);
  for (const [, name = ''] of text(path).matchAll(/(?:from|import)"(\/page\/[^"]+)"/g)) neededBy(name, found);
  return found;
}

/** What the page loads by itself: the texts; the dialogs after the first view; the editor, the reports and the like when they are wanted. */
function isLazy({ path }: { readonly path: string }): boolean {
  const entries = pageFiles().filter((file) => /^\/page\/(main|texts)-/.test(file.path));
  return path.endsWith('.js') && !entries.some((entry) => neededBy(entry.path).has(path));
}

test('only the page, its icon, the third-party notices and the description of the addresses are public', () => {
  const paths = publicFiles().map(({ path }) => path.replace(/-[A-Z0-9]{8}\./, '-HASH.'));
  // How many chunks there are follows from what the modules share.
  expect([...new Set(paths)].sort()).toEqual([
    '/THIRD-PARTY-NOTICES.txt',
    '/icons/icon-192.png',
    '/icons/icon-512.png',
    '/icons/maskable-512.png',
    '/index.html',
    '/manifest.webmanifest',
    '/openapi.json',
    '/page/attempt-HASH.js',
    '/page/chunk-HASH.js',
    '/page/de-HASH.js',
    '/page/de-later-HASH.js',
    '/page/de-roster-HASH.js',
    '/page/dialogs-HASH.js',
    '/page/en-HASH.js',
    '/page/en-later-HASH.js',
    '/page/en-roster-HASH.js',
    '/page/es-HASH.js',
    '/page/es-later-HASH.js',
    '/page/es-roster-HASH.js',
    '/page/icon-HASH.svg',
    '/page/list-HASH.js',
    '/page/main-HASH.js',
    '/page/page-HASH.css',
    '/page/reports-view-HASH.js',
    '/page/roster-editor-HASH.js',
    '/page/sheet-HASH.js',
    '/page/texts-HASH.js',
    '/page/wall-HASH.js',
  ]);
});

test('the page refers to existing files only, and to all that it cannot run without but the texts of a language', () => {
  const named = [...text('/index.html').matchAll(/"(\/page\/[^"]+)"/g)].map(([, path]) => path);
  expect(named.sort()).toEqual(
    pageFiles()
      .filter((file) => !isLazy(file))
      .map(({ path }) => path)
      .filter((path) => path !== '/index.html')
      .sort(),
  );
});

/** Width and height of a PNG, px, as its header has them (https://www.w3.org/TR/png-3/#11IHDR). */
function sizeOf(path: string): string {
  const content = deployment.files().find((file) => file.path === path)?.content ?? Buffer.alloc(0);
  const png = Buffer.from(content);
  if (png.toString('latin1', 1, 4) !== 'PNG') throw new Error(`${path} is no PNG`);
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
}

test('the page can be installed: its manifest begins at the page and has icons of the sizes that it says', () => {
  expect(text('/index.html')).toContain('<link rel="manifest" href="/manifest.webmanifest" />');
  const manifest: {
    readonly start_url: string;
    readonly display: string;
    readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose?: string }[];
  } = JSON.parse(text('/manifest.webmanifest'));
  expect(publicFiles().map(({ path }) => path)).toContain(manifest.start_url);
  expect(manifest.display).toBe('standalone');
  expect(manifest.icons.map(({ src }) => sizeOf(src))).toEqual(manifest.icons.map(({ sizes }) => sizes));
  // What Chromium asks of a page that can be installed: https://web.dev/articles/install-criteria
  expect(manifest.icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']));
  expect(manifest.icons.some(({ purpose }) => purpose === 'maskable')).toBe(true);
});

/** Variables that are true or false: words that stand in any program. */
const SWITCHES = ['FEEDS_ALLOW_PRIVATE', 'CONVERSATIONS_WEBHOOKS', 'DRY_RUN'];

test('every variable of .env.example except the switches has a test value that the next test searches for', () => {
  const all = Object.keys(parse(readFileSync(join(__dirname, '../../.env.example'))));
  const names = all.filter((name) => !SWITCHES.includes(name));
  expect(names.filter((name) => !ENVIRONMENT[name])).toEqual([]);
});

test('no deployed file contains a configured value', () => {
  const values = Object.values(ENVIRONMENT).flatMap((value) => [value, ...value.split(/,|;|bearer:|whsec_|=/)]);
  const words = values.map((value) => value.trim()).filter((value) => /zq-|\d{6}|=$|[0-9a-f]{32}/.test(value));
  expect(words.length).toBeGreaterThan(Object.keys(ENVIRONMENT).length);
  for (const { path, content } of deployment.files()) {
    const found = words.filter((word) => content.includes(word));
    expect({ path, found }).toEqual({ path, found: [] });
  }
});

test('no public file contains anything of the roster', () => {
  expect(deployment.files().some(({ content }) => content.includes('zq-ana@example.com'))).toBe(true);
  for (const { path, content } of publicFiles()) {
    const found = /zq-|44770090012\d/.exec(content.toString())?.[0];
    expect({ path, found }).toEqual({ path, found: undefined });
  }
});

test('the content security policy allows only the page’s own files and addresses, and nothing inline', () => {
  const html = text('/index.html');
  const policy = /<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]+)"/i.exec(html)?.[1] ?? '';
  expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.search(/<(script|link|style)\b/i));
  const directives = new Map(
    policy.split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(/\s+/);
      return [name, sources.join(' ')];
    }),
  );
  expect(directives.get('default-src')).toBe("'none'");
  for (const [name, sources] of directives) expect(`${name} ${sources}`).toMatch(/ ('none'|'self')$/);
  expect(html).not.toMatch(/<style\b|\sstyle=|\son\w+=|javascript:/i);
  const script = expect.stringMatching(/ src="[^":]+"[^>]*>$/);
  expect(html.match(/<script\b[^>]*>[^<]*/gi)).toEqual([script, script]);
});

test('the page names no other host', () => {
  for (const { path, content } of pageFiles()) {
    const hosts = [...content.toString().matchAll(/(?:https?:)?\/\/[\w.-]+\.[a-z]{2,}/g)].map(([host]) => host);
    // Names of vocabularies (HTML, SVG, MathML, JSON Schema), a word in a check of addresses, and where Twilio says how it is, in a text: nobody fetches them.
    const others = hosts.filter(
      (host) => !/^(https?:\/\/(www\.w3|json-schema)\.org|https:\/\/status\.twilio\.com|\/\/i\.test)$/.test(host),
    );
    expect({ path, others }).toEqual({ path, others: [] });
  }
});
