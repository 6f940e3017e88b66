import axe from 'axe-core';
import type { Page } from 'playwright-core';

// Accessibility: no axe violation and no horizontal scrolling, in every colour scheme and width.

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 375, height: 667 };
export const LOOKS = [
  { name: 'light', size: DESKTOP, colorScheme: 'light' },
  { name: 'dark', size: DESKTOP, colorScheme: 'dark' },
  { name: 'light phone', size: PHONE, colorScheme: 'light' },
  { name: 'dark phone', size: PHONE, colorScheme: 'dark' },
] as const;

/** What axe finds, a line each: rule, element, and why. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate<axe.Result[]>(
    "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)",
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

export interface Look {
  readonly name: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
  /** False where only the width is looked at, which takes no time. */
  readonly examined?: boolean;
}

/** In every look: nothing that axe objects to, and nothing wider than the window. */
export async function expectFit(page: Page, looks: readonly Look[] = LOOKS): Promise<void> {
  for (const { name, size, colorScheme, examined = true } of looks) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Rows become cards, or the other way round, when the page has been told and has drawn them.
    await page.evaluate(
      'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn))))',
    );
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect({ name, width, violations: examined ? await violations(page) : [] }).toEqual({
      name,
      width: size.width,
      violations: [],
    });
  }
  await page.setViewportSize(DESKTOP);
}
