import { SECRETS } from '../deployment';
import { KEY, type Window } from './window';

/** What somebody does with the page, one thing after the other, and what they should see. */
export interface Flow {
  readonly name: string;
  /** @param picture takes a picture, and checks that everything fits. */
  run(window: Window, picture: (name: string) => Promise<void>, url: string): Promise<void>;
}

const focusOn = (what: string) => `document.activeElement?.matches(${JSON.stringify(what)})`;
/** The page does not jump when a search needs less room. */
const LEFT = "document.querySelector('h1').getBoundingClientRect().left";
const OTHER_ZONE = 'input[name=times-in]:not(:checked)';

/** In this order: each begins where the one before it has ended. The roster is that of a team, with root held and ben announced. */
export const FLOWS: readonly Flow[] = [
  {
    name: 'sign in',
    async run(window, picture, url) {
      await window.open(`${url}/index.html`);
      await window.appears('textbox', 'Operator’s key');
      await picture('sign-in');
      await window.press([...SECRETS.OPS_SECRET, KEY.enter]);
      await window.text('checked ', '.frontline');
      await window.appears('button', 'Lock out root');
      await picture('people');
    },
  },
  {
    name: 'why: it closes on Escape, and when something beside it is clicked, and the focus is where it was',
    async run(window, picture) {
      await window.click('button', 'Why ana');
      await window.text('Audit', 'dialog');
      await picture('why');
      await window.press([KEY.escape]);
      await window.disappears('dialog', 'Why ana');
      await window.until(focusOn('[aria-label="Why ana"]'));
      await window.click('button', 'Why ana');
      await window.appears('dialog', 'Why ana');
      const beside = await window.see<number>("document.querySelector('dialog').getBoundingClientRect().left");
      // On a phone it takes the whole window, and has its button only.
      if (beside > 60) await window.clickAt(40, 400);
      else await window.click('button', 'Close');
      await window.disappears('dialog', 'Why ana');
    },
  },
  {
    name: 'somebody is taken off duty, and that is undone',
    async run(window, picture) {
      await window.click('button', 'Change ana');
      await window.appears('dialog', 'Change ana');
      await picture('change');
      await window.click('radio', 'Dates…');
      await window.text('First day', 'dialog');
      await picture('change-dates');
      await window.click('radio', 'For 2 hours');
      await window.click('button', 'Change');
      await window.text('ana is off duty until', '[role=status]');
      await picture('changed');
      await window.click('button', 'Undo');
      await window.text('Undone: ana is as before.', '[role=status]');
    },
  },
  {
    name: 'somebody held is locked out, and the focus is not lost',
    async run(window, picture) {
      await window.click('button', 'Lock out root');
      await window.appears('dialog', 'Lock out root?');
      await picture('lock-out');
      await window.press([KEY.escape]);
      await window.disappears('dialog', 'Lock out root?');
      await window.click('button', 'Lock out root');
      await window.appears('dialog', 'Lock out root?');
      await window.click('button', 'Lock out root');
      await window.text('root is locked out.', '[role=status]');
      await window.until(focusOn('#needs-heading'));
    },
  },
  {
    name: 'somebody whose leaving is announced keeps access',
    async run(window) {
      await window.click('button', 'Keep access ben');
      await window.appears('dialog', 'Keep the access of ben?');
      await window.click('button', 'Keep access');
      await window.text('ben keeps access.', '[role=status]');
    },
  },
  {
    name: 'somebody is searched for, and nothing jumps',
    async run(window, picture) {
      const left = await window.see<number>(LEFT);
      await window.until("document.querySelector('input[type=search]').focus() ?? true");
      await window.press([...'kai']);
      await window.text('1 of 8 people', '[role=status]');
      await window.until(`${LEFT} === ${left}`);
      await picture('search');
      await window.press(['a'], [KEY.control]);
      await window.press(['\uE003']);
      await window.text('8 people', '[role=status]');
    },
  },
  {
    name: 'times are shown in each person’s zone, by mouse and by keyboard',
    async run(window, picture) {
      await window.until(`document.querySelector('${OTHER_ZONE}').scrollIntoView({ block: 'center' }) ?? true`);
      const [x = 0, y = 0] = await window.see<number[]>(
        `(({ left, top, width, height }) => [left + width / 2, top + height / 2].map(Math.round))(document.querySelector('${OTHER_ZONE}').parentElement.getBoundingClientRect())`,
      );
      await window.clickAt(x, y);
      await window.text('each person’s zone:', '[role=columnheader]');
      await picture('zones');
      await window.press([KEY.left]);
      await window.text('your zone', '[role=columnheader]');
    },
  },
  {
    name: 'the legend closes on Escape',
    async run(window, picture) {
      await window.until("document.querySelector('.legend summary').click() ?? true");
      await window.until("document.querySelector('.legend').open");
      await picture('legend');
      await window.press([KEY.escape]);
      await window.until("!document.querySelector('.legend').open");
    },
  },
  {
    name: 'the roster is edited, previewed, and published',
    async run(window, picture) {
      await window.click('link', 'Roster');
      await window.appears('textbox', 'The roster, as YAML');
      await picture('roster');
      await window.click('textbox', 'The roster, as YAML');
      await window.press([KEY.home], [KEY.control]);
      await window.press([...'# mine', KEY.enter]);
      await window.click('button', 'Preview…');
      await window.text('Publish version', 'dialog button');
      await picture('preview');
      const publish = await window.see<string>("document.querySelector('dialog .primary').textContent");
      await window.click('button', publish);
      await window.text('is published', '[role=status]');
      await picture('published');
      await window.click('link', 'People');
      await window.text('8 people', '[role=status]');
    },
  },
];
