import { t } from '../../../assets/page/i18n/translate';
import { type Flow, focusOn } from './flow';
import { KEY } from './window';

/** The page does not jump when a search needs less room. */
const LEFT = "document.querySelector('h1').getBoundingClientRect().left";
const OTHER_ZONE = 'label:has(> input[name=times-in]:not(:checked))';

const person = 'ana';
const everybody = () => t('people.count', { count: 8 });

/** About one person, and finding them. */
export const PEOPLE_FLOWS: readonly Flow[] = [
  {
    name: 'why: it closes on Escape, and when something beside it is clicked, and the focus is where it was',
    async run({ window, picture }) {
      const why = t('people.why-person', { person });
      const title = t('dialog-why.title', { name: person });
      await window.click('button', why);
      await window.text(t('dialog-audit.heading'), 'dialog');
      await picture('why');
      await window.press([KEY.escape]);
      await window.disappears('dialog', title);
      await window.until(focusOn(`[aria-label="${why}"]`));
      await window.click('button', why);
      await window.appears('dialog', title);
      const beside = await window.see<number>("document.querySelector('dialog').getBoundingClientRect().left");
      // On a phone it takes the whole window, and has its button only.
      if (beside > 60) await window.clickAt(40, 400);
      else await window.click('button', t('dialog.close'));
      await window.disappears('dialog', title);
    },
  },
  {
    name: 'somebody is taken off duty, with a reason, and that is undone',
    async run({ window, picture }) {
      await window.click('button', t('people.change-person', { person }));
      await window.appears('dialog', t('dialog-set.title', { name: person }));
      await picture('change');
      await window.click('radio', t('presets.dates'));
      await window.until("document.querySelectorAll('dialog input[type=date]').length === 2");
      await picture('change-dates');
      await window.click('radio', t('presets.until'));
      await window.until("document.querySelector('dialog input[type=datetime-local]')");
      await picture('change-until');
      await window.click('radio', t('presets.2h'));
      await window.clickOn('dialog .reason input');
      await window.press([...'dentist']);
      await window.click('button', t('dialog-set.verb'));
      await window.appears('button', t('page.undo'));
      await picture('changed');
      await window.click('button', t('page.undo'));
      await window.text(t('outcomes.undone', { person }), '[role=status]');
    },
  },
  {
    name: 'a stretch of somebody’s timeline is dragged over, and the dialog has its times',
    async run({ window, picture }) {
      const [left = 0, right = 0, y = 0] = await window.see<number[]>(
        `(() => {
          const line = document.querySelector('[data-person="${person}"] .scroller');
          line.scrollIntoView({ block: 'center' });
          const { left, right, bottom } = line.getBoundingClientRect();
          return [left, right, bottom - 32].map(Math.round); // above a scrollbar
        })()`,
      );
      const at = (share: number) => Math.round(left + (right - left) * share);
      await window.drag([at(0.4), y], [at(0.6), y], () => picture('dragging'));
      await window.appears('dialog', t('dialog-set.title', { name: person }));
      await window.until(
        "[...document.querySelectorAll('dialog input[type=datetime-local]')].filter(({ value }) => value).length === 2",
      );
      await picture('dragged');
      await window.press([KEY.escape]);
      await window.disappears('dialog', t('dialog-set.title', { name: person }));
    },
  },
  {
    name: 'somebody is searched for, and nothing jumps',
    async run({ window, picture }) {
      const left = await window.see<number>(LEFT);
      await window.until("document.querySelector('input[type=search]').focus() ?? true");
      await window.press([...'kai']);
      await window.text(t('people.count-shown', { shown: 1, count: 8 }), '[role=status]');
      await window.until(`${LEFT} === ${left}`);
      await picture('search');
      await window.press(['a'], [KEY.control]);
      await window.press([KEY.backspace]);
      await window.text(everybody(), '[role=status]');
    },
  },
  {
    name: 'times are shown in each person’s zone, by mouse and by keyboard',
    async run({ window, picture }) {
      await window.clickOn(OTHER_ZONE);
      await window.text(t('people.timeline-in-theirs', { days: 14 }), '[role=columnheader]');
      await picture('zones');
      await window.press([KEY.left]);
      await window.until("document.querySelector('input[name=times-in]').checked");
    },
  },
  {
    name: 'the legend closes on Escape',
    async run({ window, picture }) {
      await window.clickOn('.legend summary');
      await window.until("document.querySelector('.legend').open");
      await picture('legend');
      await window.press([KEY.escape]);
      await window.until("!document.querySelector('.legend').open");
    },
  },
];
