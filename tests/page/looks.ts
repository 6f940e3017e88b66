import axe from 'axe-core';
import type { Page } from 'playwright-core';

// Accessibility: no axe violation and no horizontal scrolling, in every colour scheme and width.

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 375, height: 667 };
export interface Look {
  readonly name: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
}

export const LOOKS = [
  { name: 'light', size: DESKTOP, colorScheme: 'light' },
  { name: 'dark', size: DESKTOP, colorScheme: 'dark' },
  { name: 'light phone', size: PHONE, colorScheme: 'light' },
  { name: 'dark phone', size: PHONE, colorScheme: 'dark' },
] as const;

/** What axe finds, a line each: rule, element, and why. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate<axe.Result[]>('axe.run().then(({ violations }) => violations)');
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

/** Controls of the dialog on top that cross its edges, by their text: on the left nothing scrolls to them. */
const OUTSIDE = `(([dialog]) => {
  if (!dialog) return [];
  const edge = dialog.getBoundingClientRect();
  return [...dialog.querySelectorAll('button, select, input')]
    .filter((control) => {
      const { left, right, width } = control.getBoundingClientRect();
      return width > 0 && !control.closest('.scroller') && (left < edge.left || right > edge.right);
    })
    .map((control) => control.textContent || control.outerHTML);
})([...document.querySelectorAll('dialog[open]')].slice(-1))`;

/** In every look: nothing that axe objects to, nothing wider than the window, and no control over the edge of its dialog. */
export async function expectFit(page: Page, looks: readonly Look[] = LOOKS): Promise<void> {
  for (const { name, size, colorScheme } of looks) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const width = await page.evaluate('document.documentElement.scrollWidth');
    const outside = await page.evaluate<string[]>(OUTSIDE);
    const found = { name, width, outside, violations: await violations(page) };
    expect(found).toEqual({ name, width: size.width, outside: [], violations: [] });
  }
  await page.setViewportSize(DESKTOP);
}
