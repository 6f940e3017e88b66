import type { Browser, Page } from 'playwright-core';
import type { Language } from '../../../assets/page/i18n/language';
import { type Deployment, SECRETS } from '../deployment';
import { type StandIn, standIn } from '../roster-stand-in';
import { type Viewer, type Visit, visit } from '../visit';

/** A state of the page, reached in the same way whatever the language: by where things are, not by what they are called. */
export interface PageState {
  readonly name: string;
  /** By default a desk, light, in Madrid. */
  readonly viewer?: Viewer;
  /** Whether there was a tick before; by default there was. */
  readonly ticked?: false;
  /** What has happened before. */
  prepare?(deployment: Deployment): Promise<void>;
  /** The key that is entered; by default the shared secret. With `signed out`, nobody signs in. */
  readonly key?: string | 'signed out';
  /** Whose clock has twelve hours, in the languages of which some region has such a clock. */
  readonly clock?: 12;
  /** What some addresses answer from the beginning on, where the real answer would take another system, or its outage. */
  answers?(page: Page): Promise<void>;
  /** Answers at the addresses of the live roster; what has happened there before. */
  live?(server: StandIn): void;
  /** What the viewer does. What it changes, the next preparation takes back. */
  act?(page: Page, server: StandIn): Promise<void>;
}

/** What the browser of somebody who reads a language prefers, by the hours of their clock. */
export const LOCALES: Readonly<Record<12 | 24, Readonly<Record<Language, string>>>> = {
  24: { en: 'en-GB', es: 'es-ES', de: 'de-DE' },
  12: { en: 'en-US', es: 'es-MX', de: 'de-DE' },
};

export const DESKTOP: Viewer = { viewport: { width: 1280, height: 800 }, timezoneId: 'Europe/Madrid' };
export const PHONE: Viewer = { viewport: { width: 390, height: 844 }, timezoneId: 'Europe/Madrid', hasTouch: true };

/** Brings about what has happened before. What it breaks stays broken until `deployment.mend()`. */
export async function prepare(deployment: Deployment, state: PageState): Promise<void> {
  await deployment.renew({ ana: 'Ana García', kai: 'Kai Tan' });
  if (state.ticked !== false) await deployment.tick();
  await state.prepare?.(deployment);
}

/** Opens the page in a state that has been prepared. @param yaml the roster that is deployed */
export async function enter(
  browser: Browser,
  deployment: Deployment,
  { state, language, yaml }: { readonly state: PageState; readonly language: Language; readonly yaml: string },
): Promise<Visit> {
  const visited = await visit(browser, deployment, {
    ...DESKTOP,
    locale: LOCALES[state.clock ?? 24][language],
    ...state.viewer,
  });
  const { page } = visited;
  const server = await standIn(page.context(), deployment.url, yaml);
  state.live?.(server);
  await state.answers?.(page);
  await page.goto(`${deployment.url}/index.html`);
  const field = page.locator('input[type=password]');
  await field.waitFor();
  if (state.key !== 'signed out') {
    const looked = page.waitForResponse((response) => /\/roster\?.*look/.test(response.url()));
    looked.catch(() => undefined); // of a key that is refused, and of an empty roster, nothing is looked at
    await field.fill(state.key ?? SECRETS.OPS_SECRET);
    await field.press('Enter');
    await page.locator('.people, form [role=alert] .notice').first().waitFor();
    // Nor of those whom something above them has pushed off the screen meanwhile.
    const away = page.locator('[data-person]').first().waitFor({ state: 'detached' });
    away.catch(() => undefined);
    await Promise.race([looked, away]);
  }
  await state.act?.(page, server);
  return visited;
}
