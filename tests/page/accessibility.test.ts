import { LANGUAGES, type Language } from '../../assets/page/i18n/language';
import { SECRETS } from './deployment';
import { expectFit, type Look } from './looks';
import { stage } from './stage';
import { type PageState, prepare } from './states/state';
import { STATE_SETS } from './states/states';

// Accessibility of every state of the page: axe finds nothing, and nothing is wider than the window, on a desk or on a phone. Here every state is
// examined once; languages, colours and devices take turns. `EVERY_LANGUAGE=1 npx jest tests/page/accessibility` examines every state in every language,
// as it is and in the dark on the other kind of device, which takes many times as long.

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

interface Examination {
  readonly language: Language;
  readonly looks: readonly Look[];
}

/** @param index of the state among those of its set */
function examinationsOf({ viewer }: PageState, index: number): readonly Examination[] {
  const own = viewer?.viewport ?? DESK;
  const other = own.width < DESK.width ? DESK : PHONE;
  const ownScheme = viewer?.colorScheme === 'dark' ? 'dark' : 'light';
  if (process.env.EVERY_LANGUAGE) {
    const looks: readonly Look[] = [
      { name: 'as it is', size: own, colorScheme: ownScheme },
      { name: 'in the dark', size: other, colorScheme: 'dark' },
    ];
    return LANGUAGES.map((language) => ({ language, looks }));
  }
  const round = Math.floor(index / LANGUAGES.length);
  const colorScheme = round % 2 === 0 ? ownScheme : 'dark';
  const isOwn = Math.floor(round / 2) % 2 === 0;
  // The width alone takes no time.
  const looks: readonly Look[] = [
    { name: 'as it is', size: own, colorScheme, examined: isOwn },
    { name: 'on the other kind of device', size: other, colorScheme, examined: !isOwn },
  ];
  return [{ language: LANGUAGES[index % LANGUAGES.length] ?? 'en', looks }];
}

describe.each(STATE_SETS)('with $title axe finds nothing and nothing is too wide:', (set) => {
  const scene = stage(set.yaml, { renews: false });
  afterEach(async () => {
    await scene.deployment.mend();
    await scene.deployment.set('DRY_RUN', SECRETS.DRY_RUN);
  });

  test.each(set.states)('$name', async (state) => {
    for (const { language, looks } of examinationsOf(state, set.states.indexOf(state))) {
      await prepare(scene.deployment, state);
      const { page, end } = await scene.enter(state, language);
      expect(await page.getAttribute('html', 'lang')).toBe(language);
      await expectFit(page, looks);
      await end();
    }
  });
});
