import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { t } from '../../../assets/page/i18n/translate';
import { type Flow, focusOn, type Scene } from './flow';
import { eventually } from './session';

/** Chooses how many days are shown, and waits until they are there. */
async function chooseRange({ window }: Scene, place: number, name: string): Promise<void> {
  await window.clickOn(`.range-bar .times label:nth-of-type(${place})`);
  await window.until(`location.hash.includes('range=${name}')`);
  await window.until("document.querySelector('.days-state').textContent === ''");
}

/** What else there is to look at: other days, the screen on the wall, the first steps, reports. */
export const VIEW_FLOWS: readonly Flow[] = [
  {
    name: 'other days are shown, and the browser’s way back leads to those of before',
    async run(scene) {
      const { window, picture } = scene;
      await chooseRange(scene, 1, 'day');
      await picture('day');
      await chooseRange(scene, 2, 'week');
      await window.click('button', t('view.later'));
      await window.until("location.hash.includes('day=')");
      await window.until("document.querySelector('.days-state').textContent === ''");
      await picture('next-week');
      await window.click('button', t('view.today'));
      await chooseRange(scene, 4, 'month');
      await picture('month');
      await window.see('history.back()');
      await window.until("document.querySelectorAll('input[name=range]')[1].checked");
      await window.clickOn('.range-bar .times label:nth-of-type(3)');
      await window.until("!location.hash.includes('range=')");
    },
  },
  {
    name: 'the screen on the wall shows who is on duty, and leads back',
    async run({ window, picture }) {
      await window.click('link', t('now.wall'));
      await window.until("document.querySelector('.wall .duty-name')");
      await picture('wall');
      await window.click('link', t('now.back'));
      await window.until("document.querySelector('[data-person]')");
    },
  },
  {
    name: 'the first steps are asked for, one is ticked, and they are put away',
    async run({ window, picture }) {
      await window.click('button', t('page.first-steps'));
      await window.until(focusOn('#first-steps-heading'));
      // What is not known yet takes more lines, and the box moves.
      const unknown = JSON.stringify(t('first-steps.roster-how', { questions: -1 }));
      await window.until(`!document.querySelector('.first-steps').textContent.includes(${unknown})`);
      await window.clickOn('#first-step-delivery');
      await window.until("document.querySelector('#first-step-delivery').checked");
      await picture('first-steps');
      await window.click('button', t('first-steps.hide'));
      await window.appears('button', t('page.first-steps'));
    },
  },
  {
    name: 'reports are read, of a period of one’s own too, and saved as a file',
    async run({ window, picture }) {
      await window.click('link', t('top.reports'));
      await window.text('root@example.com', '.report-table td');
      await picture('reports');
      await window.click('button', t('reports.download-csv'));
      await eventually('the report as a file', async () => {
        const name = (await readdir(window.downloads)).find((each) => /^rosterline-leavers-.*\.csv$/.test(each));
        const csv = name && (await readFile(join(window.downloads, name), 'utf8'));
        return csv?.includes('root@example.com') ? csv : undefined;
      });
      await window.choose('#report-period', 'own');
      await window.until("document.querySelectorAll('.report-form input[type=date]').length === 2");
      await window.until("!document.querySelector('.reports [role=status]')");
      await picture('reports-own');
      await window.choose('#report-period', 'days-90');
      await window.choose('#report-name', 'duty');
      await window.text('sam@example.com', '.report-table td');
      await window.clickOn('.report-table th button');
      await window.until("document.querySelector('.report-table th').ariaSort === 'ascending'");
      await picture('duty');
      await window.click('link', t('top.people'));
      await window.until("document.querySelector('[data-person]')");
    },
  },
];
