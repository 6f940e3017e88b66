import type { Browser } from 'playwright-core';
import type { Language } from '../../assets/page/i18n/language';
import { launchBrowser } from './chromium';
import { type Deployment, deployed } from './deployment';
import { enter, type PageState } from './states/state';
import { type Viewer, type Visit, visit } from './visit';

/** One browser and one deployment for all tests of a file; its data is reset before each test. */
export interface Stage {
  readonly deployment: Deployment;
  visit(viewer?: Viewer): Promise<Visit>;
  /** A visitor in a state that has been prepared. */
  enter(state: PageState, language: Language): Promise<Visit>;
}

interface Setting {
  /** The names that some have in Frontline, by their key. */
  readonly names?: Readonly<Record<string, string>>;
  /** Whether a tick comes before each test; the first one of thousands takes its time. */
  readonly ticks?: boolean;
  /** Whether the data is reset before each test; false where the test does that itself. */
  readonly renews?: boolean;
}

export function stage(yaml: string, { names, ticks = true, renews = true }: Setting = {}): Stage {
  let browser: Browser | undefined;
  let deployment: Deployment | undefined;
  let visits: Visit[] = [];
  beforeAll(async () => {
    // One after the other: what has been started can be ended, also where the other fails.
    browser = await launchBrowser();
    deployment = await deployed(yaml);
  });
  afterAll(async () => {
    await browser?.close();
    await deployment?.end();
  });
  beforeEach(async () => {
    if (renews) await deployment?.renew(names);
    if (renews && ticks) await deployment?.tick();
  });
  // In every test: no script failed, no policy was violated, no other host was requested.
  afterEach(async () => {
    const troubles = visits.flatMap(({ troubles }) => troubles);
    await Promise.all(visits.map((visit) => visit.end()));
    visits = [];
    expect(troubles).toEqual([]);
  });
  const begin = async (opening: (browser: Browser) => Promise<Visit>) => {
    if (!browser) throw new Error('there is no browser yet');
    const begun = await opening(browser);
    visits.push(begun);
    return begun;
  };
  return {
    get deployment() {
      if (!deployment) throw new Error('nothing is deployed yet');
      return deployment;
    },
    visit(viewer) {
      return begin((browser) => visit(browser, this.deployment, viewer));
    },
    enter(state, language) {
      return begin((browser) => enter(browser, this.deployment, { state, language, yaml }));
    },
  };
}
