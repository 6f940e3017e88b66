import { t } from '../../../assets/page/i18n/translate';
import type { Flow, Scene } from './flow';
import { KEY } from './window';

async function openRoster({ window }: Scene): Promise<void> {
  await window.click('link', t('top.roster'));
  await window.appears('textbox', t('roster-view.text'));
}

async function backToPeople({ window }: Scene): Promise<void> {
  await window.click('link', t('top.people'));
  await window.until("document.querySelector('[data-person]')");
}

/** The roster's text, and what is written into it. */
export const ROSTER_FLOWS: readonly Flow[] = [
  {
    name: 'forms of the roster are looked into, and closed',
    async run(scene) {
      const { window, picture } = scene;
      await window.clickOn('a[href*="gap=nights"]');
      await window.until("document.querySelector('dialog .choices input')");
      await window.clickOn('dialog .choices label');
      await window.until("document.querySelector('dialog .lines')");
      await picture('form-gap');
      await window.press([KEY.escape]);
      await window.until("!document.querySelector('dialog')");
      for (const [name, button, title] of [
        ['cover', t('roster-forms.cover'), t('roster-forms.cover-title')],
        ['override', t('acting.override-form'), t('acting.override-title')],
        ['add', t('roster-forms.add'), t('roster-forms.add-title')],
      ] as const) {
        await window.click('button', button);
        await window.appears('dialog', title);
        await picture(`form-${name}`);
        await window.press([KEY.escape]);
        await window.disappears('dialog', title);
      }
      await backToPeople(scene);
    },
  },
  {
    name: 'the roster is edited, its errors are listed, and it is previewed and published',
    async run(scene) {
      const { window, picture } = scene;
      await openRoster(scene);
      await picture('roster');
      await window.click('textbox', t('roster-view.text'));
      await window.press([KEY.home], [KEY.control]);
      const fault = 'zonne: UTC';
      await window.press([...fault, KEY.enter]);
      await window.until("document.querySelector('.problem-stop')");
      await picture('roster-faults');
      await window.press([...fault, KEY.enter].map(() => KEY.backspace));
      await window.press([...'# mine', KEY.enter]);
      await window.clickOn('.editor-foot .check input');
      await picture('roster-changes');
      await window.click('button', t('roster-view.preview'));
      await window.until("document.querySelector('dialog .consequences')");
      await picture('preview');
      await window.click('button', await window.see<string>("document.querySelector('dialog .primary').textContent"));
      await window.until("!document.querySelector('dialog') && document.querySelector('.said p')");
      await picture('published');
      await backToPeople(scene);
    },
  },
];
