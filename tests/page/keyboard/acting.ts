import type { Page } from 'playwright-core';
import { announce, giveUp, hold } from '../scenarios';
import type { Stage } from '../stage';
import { view } from '../view';
import { button, choose, dialog, enterDate, expectPlace, fill, isFocused, link, press, said, tabTo } from './keys';

// By keys alone: everything that changes somebody, with its effect at Frontline.

const email = (person: string) => `${person}@example.com`;

export function acting(scene: Stage): void {
  const { user, offboard } = aside(scene);

  test('Whoever has keys only decides on those who are held, one or many, and takes it back', async () => {
    await hold(scene.deployment);
    const strangers = ['x1', 'x2', 'x3'];
    for (const stranger of strangers) await scene.deployment.put(email(stranger), {});
    await offboard('cy', 'dee', 'kai', 'lou', 'sam', ...strangers);
    const page = await people(scene);
    await lockOut(page, 'root');
    expect(await user('root')).toMatchObject({ state: 'deactivated' });
    await takeBack(page, 'root');
    expect(await user('root')).toMatchObject({ state: 'active' });
    await keepAccessForAll(page);
    for (const stranger of strangers) expect(await user(stranger)).toMatchObject({ state: 'active' });
    await answer(page, 'Restore access of cy', 'Restore access', 'cy has access again.');
    expect(await user('cy')).toMatchObject({ state: 'active' });
  });

  test('Whoever has keys only decides on what has failed or is to come, and ends what was set', async () => {
    await giveUp(scene.deployment, email('ana'), 'Ana Garcia');
    await giveUp(scene.deployment, email('cy'), 'Cy Young');
    await scene.deployment.deliver('staff.availability', { identity: email('ana'), available: false });
    await announce(scene.deployment, email('kai'));
    await scene.deployment.converse(email('dee'), 1);
    await offboard('dee');
    await scene.deployment.tick();
    const page = await people(scene);
    await unfold(page);
    await answer(page, 'Retry ana', 'Retry', 'Frontline has accepted the change of ana.');
    expect(await user('ana')).toMatchObject({ friendly_name: 'Ana Garcia' });
    await answer(page, 'Dismiss cy', 'Dismiss', 'The failed change of cy is dismissed.');
    await answer(page, 'Keep access kai', 'Keep access', 'kai keeps access.');
    expect((await view(scene.deployment, 'kai')).planned).toEqual([]);
    await handOver(page, 'dee', 'kai');
    await endFromPanel(page, 'ana', 'End override');
    expect((await view(scene.deployment, 'ana')).override).toBeUndefined();
  });

  test('Whoever has keys only sets somebody off duty and on leave, and passes a shift on', async () => {
    const page = await people(scene);
    await setOffDuty(page, 'ana');
    expect(await user('ana')).toMatchObject({ is_available: false });
    await setOnLeave(page, 'sam');
    expect(await user('sam')).toMatchObject({ is_available: false });
    await endFromPanel(page, 'sam', 'End leave');
    expect(await user('sam')).toMatchObject({ is_available: true });
    await planLater(page, 'ben');
    await passOn(page, 'kai');
  });
}

/** What happens beside the page. */
function aside(scene: Stage) {
  return {
    user: (person: string) => scene.deployment.user(email(person)),
    async offboard(...people: readonly string[]): Promise<void> {
      for (const person of people) {
        const { status } = await scene.deployment.deliver('staff.offboarded', { identity: email(person) });
        expect({ person, status }).toEqual({ person, status: 200 });
      }
    },
  };
}

async function people(scene: Stage): Promise<Page> {
  const { page, signIn } = await scene.visit();
  await signIn();
  await page.getByRole('table', { name: 'People' }).waitFor();
  return page;
}

/** In a narrow window, as with text of twice the size, long lists are folded. */
async function unfold(page: Page): Promise<void> {
  await page.setViewportSize({ width: 600, height: 700 });
  await press(page, button(page, /^Show all \d/).first());
  await expectPlace(page);
  await press(page, button(page, 'Show fewer'));
  await expectPlace(page);
  await page.setViewportSize({ width: 1280, height: 720 });
}

/** Opens a question from the page and says yes. The safe answer has the focus first. */
async function answer(page: Page, opener: string, verb: string, done: string): Promise<void> {
  await press(page, button(page, opener).first());
  const asked = page.getByRole('dialog').last();
  await asked.waitFor();
  expect(await isFocused(button(asked, 'Cancel'))).toBe(true);
  await press(page, button(asked, verb));
  await said(page, done);
  await expectPlace(page);
}

async function lockOut(page: Page, person: string): Promise<void> {
  await press(page, button(page, `Lock out ${person}`));
  const asked = dialog(page, `Lock out ${person}?`);
  await asked.waitFor();
  await fill(page, asked.getByLabel('Reason (optional)'), 'HR called', 'Shift+Tab');
  await press(page, button(asked, `Lock out ${person}`));
  await said(page, `${person} is locked out.`);
  await button(page, `Lock out ${person}`).waitFor({ state: 'detached' });
  await expectPlace(page);
}

/** F6 leads to the result, with what takes it back; from there the focus returns to where it was. */
async function takeBack(page: Page, person: string): Promise<void> {
  const place = page.getByRole('heading', { name: /^Needs attention/ });
  expect(await isFocused(place)).toBe(true);
  await page.keyboard.press('F6');
  expect(await isFocused(button(page, 'Undo'))).toBe(true);
  await expectPlace(page);
  await page.keyboard.press('Enter');
  await said(page, `Undone: ${person} is as before.`);
  expect(await isFocused(place)).toBe(true);
  await page.keyboard.press('F6');
  expect(await isFocused(button(page, 'Dismiss'))).toBe(true);
  await page.keyboard.press('Enter');
  await page.locator('.said p').waitFor({ state: 'detached' });
  expect(await isFocused(place)).toBe(true);
  await expectPlace(page);
}

/** A decision on three people of which one fails first, and is tried again. */
async function keepAccessForAll(page: Page): Promise<void> {
  const refused = { status: 503, json: { code: 'upstream_unavailable', detail: 'Sync is down.' } };
  await page.route('**/ops/undo', (route) => route.fulfill(refused), { times: 1 });
  await press(page, button(page, 'Keep access for all 3'));
  await press(page, button(dialog(page, 'Keep access for all 3?'), 'Keep access for all 3'));
  const progress = dialog(page, 'Keeping access for 3 people');
  await button(progress, 'Try again (1)').waitFor();
  await expectPlace(page);
  await press(page, button(progress, 'Close'));
  await progress.waitFor({ state: 'detached' });
  await expectPlace(page);
  await press(page, button(page, 'Show'), 'Shift+Tab');
  await press(page, button(progress, 'Try again (1)'));
  await said(page, '3 people keep access.');
  await expectPlace(page);
}

async function handOver(page: Page, person: string, to: string): Promise<void> {
  const name = `Hand over the conversations of ${person}`;
  await press(page, button(page, name).first());
  const asked = dialog(page, name);
  await choose(page, asked.getByLabel('To whom'), to);
  await press(page, button(asked, 'Hand over'));
  await said(page, `The conversations of ${person} are`);
  await expectPlace(page);
}

/** Ends something in the panel, which loses the button for it, and goes back to where one was. */
async function endFromPanel(page: Page, person: string, act: string): Promise<void> {
  const opener = button(page, `Why ${person}`).last();
  await press(page, opener);
  const panel = dialog(page, `Why ${person}`);
  await panel.getByRole('heading', { name: /^Audit/ }).waitFor();
  const ending = button(panel, `${act} ${person}`);
  await press(page, ending);
  await press(page, button(page.getByRole('dialog').last(), act));
  await said(page, `of ${person} has ended.`);
  await ending.waitFor({ state: 'detached' });
  await expectPlace(page);
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  expect(await isFocused(opener)).toBe(true);
  await expectPlace(page);
}

async function setOffDuty(page: Page, person: string): Promise<void> {
  const asked = dialog(page, `Change ${person}`);
  await press(page, button(page, `Change ${person}`));
  await asked.waitFor();
  // What lies behind a dialog is out of reach for as long as it is open.
  for (let presses = 0; presses < 12; presses++) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate("document.activeElement.closest('dialog, #app')?.tagName")).not.toBe('DIV');
    if (await page.evaluate("document.activeElement.closest('dialog') !== null")) await expectPlace(page);
  }
  await tabTo(page, asked.getByRole('radio').first());
  await page.keyboard.press('ArrowDown');
  await press(page, button(asked, 'Change'));
  await said(page, `${person} is off duty`);
  expect(await isFocused(button(page, `Change ${person}`))).toBe(true);
  await expectPlace(page);
}

async function setOnLeave(page: Page, person: string): Promise<void> {
  const asked = dialog(page, `Change ${person}`);
  await press(page, button(page, `Change ${person}`));
  await tabTo(page, asked.getByRole('radio').first());
  // The choices are one stop; before the first comes the last.
  await page.keyboard.press('ArrowUp');
  await enterDate(page, asked.getByLabel(/^First day/), '2026-10-19');
  await expectPlace(page);
  await enterDate(page, asked.getByLabel('Last day'), '2026-10-20');
  await press(page, button(asked, 'Change'));
  await said(page, `${person} is on leave`);
  expect(await isFocused(button(page, `Change ${person}`))).toBe(true);
}

/** What begins later goes into the roster, whose form goes on. */
async function planLater(page: Page, person: string): Promise<void> {
  const asked = dialog(page, `Change ${person}`);
  await press(page, button(page, `Change ${person}`));
  await tabTo(page, asked.getByRole('radio').first());
  await page.keyboard.press('ArrowDown');
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('ArrowDown');
  await enterDate(page, asked.getByLabel(/^From \(/), '2026-10-27T09:00');
  await enterDate(page, asked.getByLabel(/^To \(/), '2026-10-27T12:00');
  await press(page, button(asked, 'Into the roster…'));
  const form = dialog(page, 'Set on or off duty for a time');
  await form.getByText(`who: ${person}, from: 2026-10-27T`).waitFor();
  await press(page, button(form, 'Cancel'));
  await form.waitFor({ state: 'detached' });
  await expectPlace(page);
  await press(page, link(page, 'People'), 'Shift+Tab');
  await page.getByRole('table', { name: 'People' }).waitFor();
}

/** The bars of a timeline offer a cover and a swap; so does the dialog, of each shift. */
async function passOn(page: Page, person: string): Promise<void> {
  const asked = dialog(page, `Change ${person}`);
  for (const [name, title] of [
    [`Cover for ${person}: on-call`, 'Cover for somebody'],
    [`Swap of ${person}: on-call`, 'Swap a shift'],
  ] as const) {
    await press(page, button(page, `Change ${person}`));
    await asked.waitFor();
    await tabTo(page, asked.getByLabel('Shift', { exact: true }));
    await page.keyboard.press('ArrowDown');
    await press(page, link(asked, name));
    const form = dialog(page, title);
    await form.waitFor();
    await expectPlace(page);
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await expectPlace(page);
    await press(page, link(page, 'People'), 'Shift+Tab');
    await page.getByRole('table', { name: 'People' }).waitFor();
  }
}
