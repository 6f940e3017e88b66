import type { Browser } from 'playwright-core';
import { launchBrowser } from './chromium';
import { type Deployment, deployed } from './deployment';
import { type Viewer, type Visit, visit } from './visit';

/** One browser and one deployment for the tests of a file; everything in it is new for each test. */
export interface Stage {
  readonly deployment: Deployment;
  visit(viewer?: Viewer): Promise<Visit>;
}

interface Setting {
  /** The names that some have in Frontline, by their key. */
  readonly names?: Readonly<Record<string, string>>;
  /** Whether a tick comes before each test; the first one of thousands takes its time. */
  readonly ticks?: boolean;
}

export function stage(yaml: string, { names, ticks = true }: Setting = {}): Stage {
  let browser: Browser;
  let deployment: Deployment;
  let visits: Visit[] = [];
  beforeAll(async () => {
    [browser, deployment] = await Promise.all([launchBrowser(), deployed(yaml)]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await deployment?.end();
  });
  beforeEach(async () => {
    await deployment.renew(names);
    if (ticks) await deployment.tick();
  });
  // Whatever a test is about: no script may have failed, no policy been breached, no other host been asked.
  afterEach(async () => {
    const troubles = visits.flatMap(({ troubles }) => troubles);
    await Promise.all(visits.map((visit) => visit.end()));
    visits = [];
    expect(troubles).toEqual([]);
  });
  return {
    get deployment() {
      return deployment;
    },
    async visit(viewer) {
      const begun = await visit(browser, deployment, viewer);
      visits.push(begun);
      return begun;
    },
  };
}
