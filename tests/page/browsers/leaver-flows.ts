import { t } from '../../../assets/page/i18n/translate';
import { holdMany } from '../scenarios';
import { type Flow, focusOn } from './flow';
import { KEY } from './window';

const root = { person: 'root' };
const ben = { person: 'ben' };
const actOn = (act: string, about: string) => t('needs.act-on', { act, about });
const asked = (act: string) => t('questions.asked', { act });
/** The button that locks out the one who is held. */
export const lockOutRoot = (): string => actOn(t('acts.lock-out'), 'root');

/** About those who leave. */
export const LEAVER_FLOWS: readonly Flow[] = [
  {
    name: 'somebody held is locked out, and the focus is not lost',
    async run({ window, picture }) {
      const title = asked(t('acts.lock-out-person', root));
      await window.click('button', lockOutRoot());
      await window.appears('dialog', title);
      await picture('lock-out');
      await window.press([KEY.escape]);
      await window.disappears('dialog', title);
      await window.click('button', lockOutRoot());
      await window.appears('dialog', title);
      await window.click('button', t('acts.lock-out-person', root));
      await window.text(t('questions.done-lock-out', root), '[role=status]');
      await window.until(focusOn('#needs-heading'));
    },
  },
  {
    name: 'somebody whose leaving is announced keeps access',
    async run({ window }) {
      await window.click('button', actOn(t('acts.keep-access'), 'ben'));
      await window.appears('dialog', asked(t('questions.keep-access', ben)));
      await window.click('button', t('acts.keep-access'));
      await window.text(t('questions.done-keep-access', ben), '[role=status]');
    },
  },
  {
    name: 'everybody whom the limit holds is locked out at once',
    async run({ window, picture, deployment }) {
      const strangers = Array.from({ length: 8 }, (_, index) => `stranger-${index}@example.com`);
      for (const stranger of strangers) await deployment.put(stranger, {});
      await holdMany(deployment, strangers);
      await window.click('button', t('top.refresh'));
      await window.until("document.querySelector('.need .danger')");
      const all = await window.see<string>("document.querySelector('.need .danger').textContent");
      await picture('held-many');
      await window.click('button', all);
      await window.appears('dialog', asked(all));
      await picture('lock-out-all');
      await window.click('button', all);
      const count = Number(/\d+/.exec(all));
      await window.text(t('batches.done', { kind: 'lock', count }), '[role=status]');
      await picture('locked-out-all');
    },
  },
];
