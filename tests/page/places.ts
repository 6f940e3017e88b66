import type { Page } from 'playwright-core';

// Where something is on a timeline of two weeks, and dragging over it.

const DAYS = 14;

export interface Place {
  /** px */
  readonly x: number;
  readonly y: number;
}

/** Where an hour of a day is on somebody's timeline, px; the first day is today. */
export async function placeOf(page: Page, person: string, day: number, hour: number): Promise<Place> {
  const track = page.locator(`[data-person="${person}"] .track`);
  await track.scrollIntoViewIfNeeded();
  const box = await track.boundingBox();
  if (!box) throw new Error(`no timeline of ${person}`);
  return { x: box.x + (box.width * (day + hour / 24)) / DAYS, y: box.y + box.height - 12 };
}

/** Drags from one place to another; the button stays down. */
export async function drag(page: Page, from: Place, to: Place): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, to.y, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
}
