import type { Page } from 'playwright-core';
import { KEYS } from '../../support/named-operators';
import { TEAM } from '../rosters';
import { type PageState, PHONE } from './state';

async function openRoster(page: Page) {
  await page.locator('nav a[href="#roster"]').click();
  await page.locator('.cm-content').waitFor();
  await page.locator('.versions li').first().waitFor();
}

async function type(page: Page, typed: string) {
  await page.locator('.cm-content').focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.insertText(typed);
}

async function preview(page: Page) {
  await page.locator('.editor-foot .primary[aria-disabled=false]').click();
  await page.locator('dialog .consequences, .editor .cm-content').last().waitFor();
}

/** Opens the form at a place of the toolbar. */
async function openForm(page: Page, place: number) {
  await openRoster(page);
  await page.locator('.forms button').nth(place).click();
  await page.locator('dialog .answers').waitFor();
}

async function fillNights(page: Page) {
  await page.locator('a[href*="gap=nights"]').first().click();
  await page.locator('dialog input[type=radio]').first().check();
}

const FEWER_AT_NIGHT = TEAM.replace('min: 2', 'min: 1');

/** The roster's view. A state is a line here. */
export const ROSTER_STATES: readonly PageState[] = [
  { name: 'roster', act: openRoster },
  { name: 'roster-dark', viewer: { colorScheme: 'dark' }, act: openRoster },
  { name: 'roster-phone', viewer: PHONE, act: openRoster },
  { name: 'roster-of-a-viewer', key: KEYS.viewer, act: openRoster },
  {
    name: 'roster-faults',
    async act(page) {
      await openRoster(page);
      await type(page, 'zonne: UTC\n');
      await page.locator('.problem').first().waitFor();
      await page.locator('.editor-foot .check input').check();
    },
  },
  ...['cover', 'swap', 'rotation', 'holiday', 'add-a-person', 'take-a-person-off', 'override'].map((form, place) => ({
    name: `form-${form}`,
    act: (page: Page) => openForm(page, place),
  })),
  { name: 'gap', viewer: PHONE, act: fillNights },
  {
    name: 'preview',
    async act(page) {
      await fillNights(page);
      await page.locator('dialog .answers .primary').click();
      await preview(page);
    },
  },
  {
    name: 'preview-of-what-is-held',
    live(server) {
      server.held = ['dee', 'kai'];
    },
    async act(page) {
      await openRoster(page);
      await type(page, '# mine\n');
      await preview(page);
    },
  },
  {
    name: 'conflict',
    async act(page, server) {
      await openRoster(page);
      await type(page, '# mine\n');
      server.publishAs('Carla', FEWER_AT_NIGHT, 'fewer at night');
      await page.locator('.editor-foot .primary[aria-disabled=false]').click();
      await page.locator('.alert .primary').waitFor();
    },
  },
  {
    name: 'history',
    live(server) {
      server.publishAs('Carla', FEWER_AT_NIGHT, 'fewer at night');
      server.redeploy(TEAM);
    },
    async act(page) {
      await openRoster(page);
      await page.locator('.versions .buttons button').first().click();
      await page.locator('dialog .cm-content').waitFor();
    },
  },
  {
    name: 'signing-out-with-changes',
    async act(page) {
      await openRoster(page);
      await type(page, '# mine\n');
      await page.locator('.edited').waitFor();
      await page.locator('.top .buttons button').last().click();
      await page.locator('.alert-stop').waitFor();
    },
  },
];
