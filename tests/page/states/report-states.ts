import type { Page } from 'playwright-core';
import { KEYS } from '../../support/named-operators';
import type { Deployment } from '../deployment';
import { hold } from '../scenarios';
import { type PageState, PHONE } from './state';
import { lockOut } from './steps';

async function openReports(page: Page): Promise<void> {
  await page.locator('nav a[href="#reports"]').click();
  await page.locator('.reports :is(.report-table, .nothing)').waitFor();
}

/** Somebody who is locked out, and somebody of whom that is held. */
async function leavers(deployment: Deployment): Promise<void> {
  await lockOut('ana')(deployment);
  await hold(deployment);
  await deployment.tick();
}

async function ownPeriod(page: Page, from: string, to: string): Promise<void> {
  await page.locator('#report-period').selectOption('own');
  await page.locator('#report-from').fill(from);
  await page.locator('#report-to').fill(to);
}

async function openMeanings(page: Page): Promise<void> {
  await openReports(page);
  await page.locator('.report-columns summary').click();
  await page.locator('.report-columns dd').last().waitFor();
  await page.locator('.report-columns').scrollIntoViewIfNeeded();
}

async function openDuty(page: Page): Promise<void> {
  await openReports(page);
  await page.locator('#report-name').selectOption('duty');
  await page.locator('.report-table').waitFor();
}

/** Both reports. A state is a line here. */
export const REPORT_STATES: readonly PageState[] = [
  { name: 'report-of-leavers-empty', act: openReports },
  { name: 'report-of-leavers', prepare: leavers, act: openReports },
  { name: 'phone-report-of-leavers', viewer: PHONE, key: KEYS.viewer, prepare: leavers, act: openReports },
  { name: 'report-columns', prepare: leavers, act: openMeanings },
  { name: 'report-of-duty', act: openDuty },
  {
    name: 'report-of-duty-by-week',
    async act(page) {
      await openDuty(page);
      await ownPeriod(page, '2026-10-19', '2026-11-01');
      await page.locator('#report-by').selectOption('week');
      await page.locator('.report-table tr').nth(16).waitFor();
    },
  },
  { name: 'phone-report-of-duty', viewer: PHONE, act: openDuty },
  {
    name: 'report-refused',
    async act(page) {
      await openReports(page);
      await ownPeriod(page, '2020-01-01', '2026-10-19');
      await page.locator('.reports [role=alert] .notice').waitFor();
    },
  },
];
