import type { Page } from 'playwright-core';
import { type Deployment, SECRETS } from '../deployment';

// What viewers do and what happens before, as several states have it.

export const email = (person: string) => `${person}@example.com`;

/** Opens what explains somebody, and waits for the explanation. */
export async function why(page: Page, person = 'ana'): Promise<void> {
  await page.locator(`[data-person="${person}"] .buttons button`).first().click();
  await page.locator('dialog').locator('.answer, .notice').first().waitFor();
}

/** Opens the dialog that changes somebody; chooses the preset at a place, if one is named. */
export async function change(page: Page, preset?: number): Promise<void> {
  await page.locator('[data-person="ana"] .buttons button').nth(1).click();
  await page.locator('dialog .presets').waitFor();
  if (preset !== undefined) await page.locator('dialog .presets input').nth(preset).check();
}

/** The places of presets: off duty for two hours, leave on given dates. */
export const [OFF_FOR_TWO_HOURS, LEAVE_ON_DATES] = [1, 11];

/** Goes to another fragment of the page's address. */
export async function goTo(page: Page, fragment: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(fragment)}`);
  const arrived = fragment.startsWith('#now') ? '.wall .duty-groups' : 'input[name=range]:checked';
  await page.locator(arrived).waitFor();
}

/** Writes why into the question that is open. */
export async function giveReason(page: Page, reason: string): Promise<void> {
  await page.locator('dialog .reason input').fill(reason);
}

export async function confirm(page: Page): Promise<void> {
  await page.locator('dialog .answers .primary').click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.locator('.said p').waitFor();
}

export async function refresh(page: Page): Promise<void> {
  await page.locator('.top .buttons button').first().click();
  await page.locator('.alerts .alert').first().waitFor();
}

/** Opens the question of the button at a place of the first line that needs attention. */
export async function askFirst(page: Page, button: number): Promise<void> {
  await page.locator('.need').first().locator('.buttons button').nth(button).click();
  await page.locator('dialog .answers').waitFor();
}

export const setOff = async (deployment: Deployment): Promise<void> =>
  void (await deployment.deliver('staff.availability', { identity: email('ana'), available: false }));

/**
 * Somebody has left. A process counts whom it has locked out within the hour, whatever the store says, and so all states together may be over the
 * limit: whoever is held for that is released.
 */
export const lockOut =
  (person: string) =>
  async (deployment: Deployment): Promise<void> => {
    const { json } = await deployment.deliver('staff.offboarded', { identity: email(person) });
    if (json.results[0].outcome === 'applied') return;
    const headers = { Authorization: `Bearer ${SECRETS.OPS_SECRET}`, 'Content-Type': 'application/json' };
    const body = JSON.stringify({ person });
    const released = await fetch(`${deployment.url}/ops/release`, { method: 'POST', headers, body });
    const text = await released.text();
    if (!text.includes('"applied"'))
      throw new Error(`${person} could not be locked out: ${JSON.stringify(json)}, ${text}`);
  };
