import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { SHIFTED_CLOCK } from './clock';
import { type Deployment, SECRETS } from './deployment';

/** A browser session of one viewer. */
export interface Visit {
  readonly page: Page;
  /** Everything unexpected: script and console errors, policy violations, requests to other hosts, dialogs. */
  readonly troubles: readonly string[];
  /** The answers of our addresses so far, as `GET /roster 200`. */
  readonly answers: readonly string[];
  /** How often the browser asked whether to leave the page; it was answered yes. */
  leavings(): number;
  /** @param fragment of the page's address, with its `#` */
  signIn(secret?: string, fragment?: string): Promise<void>;
  end(): Promise<void>;
}

export interface Viewer extends BrowserContextOptions {
  /** The viewer's own zone; by default UTC. */
  readonly timezoneId?: string;
  /** The origin of another site to which the page sends its viewer. What happens there is not ours. */
  readonly elsewhere?: string;
}

/** Logs each policy violation to the console: directive and address. */
const TELL_BREACHES = `addEventListener('securitypolicyviolation', (event) =>
  console.error('policy breached: ' + event.violatedDirective + ' ' + event.blockedURI));`;

export async function visit(
  browser: Browser,
  { url }: Deployment,
  { elsewhere, ...viewer }: Viewer = {},
): Promise<Visit> {
  const context = await browser.newContext({ timezoneId: 'UTC', locale: 'en-GB', ...viewer });
  context.setDefaultTimeout(300_000); // below the limit of a test, so that the failure names what it waited for
  await context.addInitScript(SHIFTED_CLOCK);
  await context.addInitScript(TELL_BREACHES);
  const page = await context.newPage();
  const troubles: string[] = [];
  const answers: string[] = [];
  const isElsewhere = (address: string) => elsewhere !== undefined && address.startsWith(`${elsewhere}/`);
  page.on('pageerror', (error) => isElsewhere(page.url()) || troubles.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (isElsewhere(message.location().url) || isElsewhere(page.url())) return;
    // That an address answered an error, or none at all, is what some tests bring about.
    const refused = message.text().startsWith('Failed to load resource: ') && message.location().url.startsWith(url);
    if (message.type() !== 'log' && message.type() !== 'info' && !refused) troubles.push(`console: ${message.text()}`);
  });
  let leavings = 0;
  page.on('dialog', (dialog) => {
    if (dialog.type() === 'beforeunload') {
      leavings++;
      void dialog.accept();
      return;
    }
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('request', (request) => {
    if (isElsewhere(request.url()) || isElsewhere(request.frame().url())) return;
    if (!request.url().startsWith(`${url}/`)) troubles.push(`request: ${request.url()}`);
  });
  context.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (!/\.\w+$/.test(pathname) && response.url().startsWith(url))
      answers.push(`${response.request().method()} ${pathname} ${response.status()}`);
  });
  return {
    page,
    troubles,
    answers,
    leavings: () => leavings,
    async signIn(secret = SECRETS.OPS_SECRET, fragment = '') {
      await page.goto(`${url}/index.html${fragment}`);
      await page.getByLabel(/operator’s key/i).fill(secret);
      await page.getByRole('button', { name: /sign in/i }).click();
    },
    end: () => context.close(),
  };
}
