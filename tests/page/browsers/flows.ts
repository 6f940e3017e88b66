import { currentLocale, t } from '../../../assets/page/i18n/translate';
import { SECRETS } from '../deployment';
import type { Flow } from './flow';
import { LEAVER_FLOWS, lockOutRoot } from './leaver-flows';
import { PEOPLE_FLOWS } from './people-flows';
import { ROSTER_FLOWS } from './roster-flows';
import { VIEW_FLOWS } from './view-flows';
import { KEY } from './window';

const SIGN_IN: Flow = {
  name: 'sign in',
  async run({ window, picture, url }) {
    await window.open(`${url}/index.html`);
    await window.appears('textbox', t('page.key'));
    await window.until(`document.documentElement.lang === '${currentLocale().language}'`);
    await picture('sign-in');
    await window.press([...SECRETS.OPS_SECRET, KEY.enter]);
    await window.text(t('people.checked', { moment: '' }).trim(), '.frontline');
    await window.appears('button', lockOutRoot());
    await picture('people');
  },
};

const SIGN_OUT: Flow = {
  name: 'sign out',
  async run({ window }) {
    await window.click('button', t('top.sign-out'));
    await window.appears('textbox', t('page.key'));
  },
};

/**
 * In this order: each begins on the view of people, with what those before it have done. The roster is that of a team, with root held and ben
 * announced. What things are called comes from the page's own texts, in the language that it speaks.
 */
export const FLOWS: readonly Flow[] = [
  SIGN_IN,
  ...PEOPLE_FLOWS,
  ...LEAVER_FLOWS,
  ...VIEW_FLOWS,
  ...ROSTER_FLOWS,
  SIGN_OUT,
];
