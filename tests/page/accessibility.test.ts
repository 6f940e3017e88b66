import { LANGUAGES, type Language } from '../../assets/page/i18n/language';
import { SECRETS } from './deployment';
import { expectFit, type Look } from './looks';
import { stage } from './stage';
import { type PageState, prepare } from './states/state';
import { STATE_SETS } from './states/states';

// Accessibility of every state of the page, as it is and in the dark on the other kind of device: axe finds nothing, and nothing is wider than
// the window. Here every state is looked at in English, and every third one in another language, in turn; `EVERY_LANGUAGE=1 npx jest
// tests/page/accessibility` looks at every state in every language, which takes three times as long.

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

/** What axe looks at depends little on the language: those that are not English are examined in one look. */
function looksOf({ viewer }: PageState, language: Language): Look[] {
  const size = viewer?.viewport ?? DESK;
  const other = size.width < DESK.width ? DESK : PHONE;
  return [
    {
      name: 'as it is',
      size,
      colorScheme: viewer?.colorScheme === 'dark' ? 'dark' : 'light',
      examined: language === 'en',
    },
    { name: 'in the dark', size: other, colorScheme: 'dark' },
  ];
}

/** @param index of the state among those of its set */
function languagesOf(index: number): readonly Language[] {
  if (process.env.EVERY_LANGUAGE) return LANGUAGES;
  const others = LANGUAGES.filter((language) => language !== 'en');
  const other = others[(index / 3) % others.length];
  return other ? ['en', other] : ['en'];
}

describe.each(STATE_SETS)('with $title axe finds nothing and nothing is too wide:', (set) => {
  const scene = stage(set.yaml, { renews: false });
  afterEach(async () => {
    await scene.deployment.mend();
    await scene.deployment.set('DRY_RUN', SECRETS.DRY_RUN);
  });

  test.each(set.states)('$name', async (state) => {
    await prepare(scene.deployment, state);
    for (const language of languagesOf(set.states.indexOf(state))) {
      const { page, end } = await scene.enter(state, language);
      expect(await page.getAttribute('html', 'lang')).toBe(language);
      await expectFit(page, looksOf(state, language));
      await end();
    }
  });
});
