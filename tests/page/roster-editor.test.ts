import type { Locator, Page } from 'playwright-core';
import { createResolver } from '../../assets/domain/schedule/resolver';
import { readRoster } from '../../assets/roster-file/read';
import { START } from './clock';
import { SECRETS } from './deployment';
import { type StandIn, standIn } from './roster-stand-in';
import { TEAM } from './rosters';
import { stage } from './stage';

// The roster's view: an editor's path from a gap to a new version and back, and what must not be lost on the way.

const scene = stage(TEAM);
const DAY = 86_400_000;

interface Opened {
  readonly page: Page;
  readonly server: StandIn;
  /** How often the browser asked whether to leave the page. */
  readonly leavings: () => number;
}

async function people(): Promise<Opened> {
  const { page, signIn, leavings } = await scene.visit();
  const server = await standIn(page.context(), scene.deployment.url, TEAM);
  await signIn();
  await page.getByRole('table', { name: 'People' }).waitFor();
  return { page, server, leavings };
}

async function roster(): Promise<Opened> {
  const opened = await people();
  await opened.page.getByRole('link', { name: 'Roster', exact: true }).click();
  await text(opened.page).waitFor();
  return opened;
}

const text = (page: Page) => page.getByRole('textbox', { name: 'The roster, as YAML' });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const done = (page: Page, hasText: string) => page.getByRole('status').filter({ hasText }).waitFor();
const alert = (page: Page, hasText: string) => page.getByRole('alert').filter({ hasText });

/** Types at the start of the text. */
async function type(page: Page, typed: string): Promise<void> {
  await text(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.insertText(typed);
}

async function untilFocused(locator: Locator): Promise<void> {
  for (let looks = 0; looks < 500; looks++) {
    if (await locator.evaluate((element) => element.matches(':focus'))) return;
  }
  throw new Error('nothing gives it the focus');
}

async function publish(page: Page, version: number): Promise<void> {
  await button(page, 'Preview…').click();
  await button(page, `Publish version ${version}`).click();
  await done(page, `Version ${version} is published`);
}

/** The gaps of almost 14 days. */
function gapsOf(yaml: string) {
  const read = readRoster(yaml, 'roster.yaml');
  if ('errors' in read) throw new Error(read.errors.map(({ message }) => message).join('\n'));
  return createResolver(read.roster).coverage(START, START + 13 * DAY);
}

describe('a gap in next week’s coverage', () => {
  test('is filled from the page in seven acts, and nothing else changes', async () => {
    const { page, server } = await people();
    const before = gapsOf(TEAM);
    await page.getByRole('link', { name: 'Fill the gap in lunch' }).first().click();
    const asked = page.getByRole('dialog', { name: 'Fill the gap in lunch' });
    await asked.getByText('0 of 1 on duty').waitFor();
    await asked.getByText('ana: holiday es').waitFor();
    await asked.getByRole('radio', { name: /^ana/ }).check();
    await asked.getByRole('button', { name: 'Put it into the text' }).click();
    await button(page, 'Preview…').click();
    const preview = page.getByRole('dialog', { name: 'What publishing does' });
    await preview.getByText('No new gap in the coverage of the next 14 days').waitFor();
    expect(await preview.getByLabel('Note for the history').inputValue()).toMatch(/^lunch, Thu 22 Oct .*: ana$/);
    expect(server.published).toEqual([]);
    await preview.getByRole('button', { name: 'Publish version 2' }).click();
    await done(page, 'Version 2 is published');
    const { yaml = '', note } = server.versions.at(-1) ?? {};
    expect(note).toMatch(/^lunch, /);
    const first = before.findIndex(({ id }) => id === 'lunch');
    expect(gapsOf(yaml)).toEqual(before.filter((_, index) => index !== first));
    expect(yaml.split('\n').filter((line) => !TEAM.split('\n').includes(line))).toHaveLength(1);
  });

  test('is rolled back with a preview of what that does', async () => {
    const { page, server } = await roster();
    server.publishAs('Carla', TEAM.replace('min: 1, of: [ana]', 'min: 1, of: [ana, sam]'), 'Sam helps at lunch');
    await page.reload();
    await page.getByText('published by Carla').waitFor();
    await button(page, 'Roll back to version 1').click();
    const preview = page.getByRole('dialog', { name: 'What rolling back to version 1 does' });
    await preview.getByText('Too few on duty, where there were enough before').waitFor();
    await preview.getByRole('button', { name: 'Publish version 3' }).click();
    await done(page, 'Version 3 is published');
    expect(server.versions.at(-1)).toMatchObject({ version: 3, yaml: TEAM, note: 'rollback to version 1' });
  });
});

describe('the faults of a text', () => {
  test('are listed while one types, lead to their lines, and keep it from being published', async () => {
    const { page, server } = await roster();
    await type(page, 'zonne: UTC\n');
    await page.getByRole('status').filter({ hasText: '1 error: nothing can be published' }).waitFor();
    expect(await button(page, 'Preview…').getAttribute('aria-disabled')).toBe('true');
    await page.keyboard.press('Control+End');
    await page.getByRole('button', { name: /^Error in line 1 \(zonne\).*did you mean "zone"/ }).click();
    await untilFocused(text(page));
    await page.keyboard.press('Shift+End');
    await page.keyboard.press('Delete');
    await page
      .getByRole('status')
      .filter({ hasText: /^ ?Valid\.$/ })
      .waitFor();
    await button(page, 'Preview…').click();
    await button(page, 'Publish version 2').waitFor();
    expect(server.published).toEqual([]);
  });

  test('that only the server finds are shown with their lines, and the text stays', async () => {
    const { page, server } = await roster();
    await type(page, '# mine\n');
    server.refuse([{ path: 'people', message: 'found too many people', line: 4, column: 1 }]);
    await button(page, 'Preview…').click();
    await alert(page, 'line 4, people: found too many people').waitFor();
    await button(page, 'Back').click();
    expect(await text(page).textContent()).toContain('# mine');
  });
});

describe('a version that somebody else publishes meanwhile', () => {
  test('is named with its difference, and what is still wanted is taken over into it', async () => {
    const { page, server } = await roster();
    await type(page, '# mine\n');
    const theirs = TEAM.replace('min: 2', 'min: 1');
    server.publishAs('Carla', theirs, 'fewer at night');
    await button(page, 'Preview…').click();
    await alert(page, 'Version 2 has been published while you were editing version 1')
      .getByText(/Carla.*fewer/)
      .waitFor();
    await button(page, 'Take mine').first().click();
    await button(page, 'Go on with this text').click();
    await page.getByText('An earlier text of yours is kept').waitFor();
    await publish(page, 3);
    expect(server.versions.at(-1)?.yaml).toBe(`# mine\n${theirs}`);
    expect(server.published).toMatchObject([{ basedOn: 2 }]);
  });

  test('is no conflict if it is one’s own, whose answer was lost', async () => {
    const { page, server } = await roster();
    await type(page, '# mine\n');
    await button(page, 'Preview…').click();
    await button(page, 'Publish version 2').waitFor();
    server.fail({ path: /publish/, status: 'lost' });
    await button(page, 'Publish version 2').click();
    await alert(page, 'it is not certain that it was done').waitFor();
    server.fail(undefined);
    await button(page, 'Publish version 2').click();
    await page.getByText('Version 2, published by operator').waitFor();
    expect(server.versions).toHaveLength(2);
    expect(await page.getByText('edited, not published').count()).toBe(0);
  });
});

describe('what was typed', () => {
  const mine = (page: Page) => text(page).getByText('# mine').waitFor();

  test('survives loading the page again, and another version in between', async () => {
    const { page, server, leavings } = await roster();
    await page.reload();
    await text(page).waitFor();
    expect(leavings()).toBe(0);
    await type(page, '# mine\n');
    await page.reload();
    await text(page).waitFor();
    expect(leavings()).toBe(1);
    await mine(page);
    server.publishAs('Carla', TEAM.replace('min: 2', 'min: 1'));
    await page.reload();
    await alert(page, 'Version 2 has been published').waitFor();
    await button(page, 'Go on with my text instead').click();
    await mine(page);
  });

  test('survives a session that expires', async () => {
    const { page, server } = await roster();
    await type(page, '# mine\n');
    server.fail({ path: /publish/, status: 401 });
    await button(page, 'Preview…').click();
    await alert(page, 'What you had begun is kept').waitFor();
    expect(JSON.stringify(await page.evaluate('({ ...sessionStorage })'))).not.toContain(SECRETS.OPS_SECRET);
    server.fail(undefined);
    // As if the last keys had not been stored yet.
    await page.evaluate('sessionStorage.clear()');
    await page.getByLabel('Operator’s key').fill(SECRETS.OPS_SECRET);
    await page.keyboard.press('Enter');
    await text(page).waitFor();
    await mine(page);
    await publish(page, 2);
  });

  test('survives going to the people and back, and Back of the browser leads there', async () => {
    const { page } = await roster();
    await type(page, '# mine\n');
    await page.getByRole('link', { name: 'People', exact: true }).click();
    await page.getByRole('table', { name: 'People' }).waitFor();
    await page.goBack();
    await text(page).waitFor();
    await mine(page);
  });

  test('is set aside when it is discarded', async () => {
    const { page } = await roster();
    await type(page, '# mine\n');
    await button(page, 'Discard changes').click();
    await button(page, 'Go back to it').click();
    await mine(page);
  });

  test('is asked for before one signs out, and then deleted', async () => {
    const { page } = await roster();
    await type(page, '# mine\n');
    await button(page, 'Sign out').click();
    await page.getByText('Signing out deletes them').waitFor();
    await button(page, 'Stay').click();
    await mine(page);
    await button(page, 'Sign out').click();
    await button(page, 'Sign out and delete my changes').click();
    await page.getByLabel('Operator’s key').waitFor();
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
    expect(await page.content()).not.toContain('# mine');
  });
});

test('a server that does not answer is reported wherever it is asked, and asked again', async () => {
  const { page, server } = await people();
  server.fail({ path: /source/, status: 503 });
  await page.getByRole('link', { name: 'Roster', exact: true }).click();
  await alert(page, 'The roster could not be loaded. The server cannot reach Twilio.').waitFor();
  server.fail({ path: /history|publish/, status: 'offline' });
  await alert(page, 'The roster could not').getByRole('button', { name: 'Try again' }).click();
  await alert(page, 'The history could not be loaded. No connection').waitFor();
  await type(page, '# mine\n');
  await button(page, 'Preview…').click();
  await alert(page, 'Nothing was published').waitFor();
  server.fail(undefined);
  await page.getByRole('dialog').getByRole('button', { name: 'Try again' }).click();
  await button(page, 'Publish version 2').click();
  await done(page, 'Version 2 is published');
});

test('a deployment that replaced what was published is said, and what it replaced is published again', async () => {
  const { page, server } = await people();
  const published = TEAM.replace('min: 2', 'min: 1');
  server.publishAs('Carla', published, 'fewer at night');
  server.redeploy(TEAM.replace('Europe/Madrid', 'Europe/Paris'));
  await page.getByRole('link', { name: 'Roster', exact: true }).click();
  await page.getByText('A deployment has replaced version 2').waitFor();
  await button(page, 'Show the difference').click();
  await page.getByRole('dialog', { name: 'Version 2 and the present version 3' }).getByRole('textbox').waitFor();
  await button(page, 'Close').click();
  await button(page, 'Publish version 2 again…').click();
  await button(page, 'Publish version 4').click();
  await done(page, 'Version 4 is published');
  expect(server.versions.at(-1)?.yaml).toBe(published);
  await page.getByText('A deployment has replaced').waitFor({ state: 'detached' });
});

test('whom the rule for truncated rosters would hold is named before anything is published', async () => {
  const { page, server } = await roster();
  server.held = ['dee', 'kai'];
  await type(page, '# mine\n');
  await button(page, 'Preview…').click();
  await page.getByRole('dialog').getByText('2 people would be switched off; the change will be held').waitFor();
  await page.getByRole('dialog').getByText('dee, kai').waitFor();
});
