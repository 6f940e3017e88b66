import type { Locator, Page } from 'playwright-core';

// What somebody does who has no mouse: keys, pressed wherever the focus is, and nothing else.

/** Nobody puts up with more. */
const MOST_PRESSES = 60;

export const isFocused = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element) => element.matches(':focus'));

/** Presses Tab until the element has the focus. */
export async function tabTo(page: Page, locator: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await locator.waitFor({ state: 'attached' });
  for (let presses = 0; presses < MOST_PRESSES; presses++) {
    if (await isFocused(locator)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${MOST_PRESSES} times ${key} do not lead to ${locator}`);
}

/** Goes to a button or a link, and presses it as soon as it is not at work. */
export async function press(page: Page, button: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await tabTo(page, button, key);
  await button.and(page.locator(':not([aria-disabled="true"])')).waitFor();
  await page.keyboard.press('Enter');
}

/** Goes to a field and types in place of what is in it. */
export async function fill(page: Page, field: Locator, typed: string, key?: 'Tab' | 'Shift+Tab'): Promise<void> {
  await tabTo(page, field, key);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(typed);
}

/** Goes to a field and enters a date, or a date and a time: `2026-10-20`, `2026-10-20T09:00`. */
export async function enterDate(page: Page, field: Locator, date: string): Promise<void> {
  await tabTo(page, field);
  const [year, month, day, hour, minute] = date.split(/\D/);
  // The order of the parts, and the clock of 12 hours, are those of the browser's language, and not of the page's.
  await page.keyboard.type(`${month}${day}${year}`);
  if (hour !== undefined) {
    const onDial = String(Number(hour) % 12 || 12).padStart(2, '0');
    await page.keyboard.type(`${onDial}${minute}${Number(hour) < 12 ? 'A' : 'P'}`);
  }
  expect(await field.inputValue()).toBe(date);
}

/** Goes to a choice and moves on to one of its options. */
export async function choose(page: Page, choice: Locator, value: string): Promise<void> {
  await tabTo(page, choice);
  const presses = MOST_PRESSES;
  for (let pressed = 0; pressed < presses && (await choice.inputValue()) !== value; pressed++) {
    // Up to the first, and then down.
    await page.keyboard.press(pressed === 0 ? 'Home' : 'ArrowDown');
  }
  expect(await choice.inputValue()).toBe(value);
}

/** Where the focus is: `in sight`, or what is wrong with that. */
const PLACE = `(() => {
  let focused = document.activeElement;
  while (focused.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  if (focused === document.body) return 'nowhere';
  // The whole view has it, and begins where the view begins.
  if (focused.id === 'main') return 'in sight';
  // What a text shows of itself is within its frame.
  const boxes = [focused, focused.getRootNode().host].filter(Boolean).map((each) => each.getBoundingClientRect());
  const middle = (begin, end, most) =>
    (Math.max(0, ...boxes.map((box) => box[begin])) + Math.min(most, ...boxes.map((box) => box[end]))) / 2;
  const at = focused
    .getRootNode()
    .elementFromPoint(middle('left', 'right', innerWidth), middle('top', 'bottom', innerHeight));
  if (focused.contains(at) || (at && focused.closest('label')?.contains(at))) return 'in sight';
  return 'on ' + focused.outerHTML.slice(0, 120) + (at ? ', below ' + at.outerHTML.slice(0, 120) : ', outside of the window');
})()`;

/** The focus is where one goes on from there: not lost, in sight, and not covered. */
export async function expectPlace(page: Page): Promise<void> {
  expect(await page.evaluate<string>(PLACE)).toBe('in sight');
}

export const button = (within: Page | Locator, name: string | RegExp): Locator =>
  within.getByRole('button', { name, exact: true });

export const link = (within: Page | Locator, name: string): Locator => within.getByRole('link', { name, exact: true });

export const choice = (within: Page | Locator, name: string): Locator =>
  within.getByRole('combobox', { name, exact: true });

export const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name, exact: true });

/** What is done has been said. */
export const said = (page: Page, hasText: string): Promise<void> =>
  page.getByRole('status').filter({ hasText }).waitFor();
