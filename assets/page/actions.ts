/** Runs the orders an operator has confirmed and reports the result. */
import type { PersonView } from '../api/views/views';
import { RequestFailed, sendOrder } from './api';
import { explain } from './fetching';
import { t } from './i18n/translate';
import type { Order } from './model/acts';
import { actionErrorText } from './model/errors';
import { nameOf } from './model/names';
import { type ActResult, outcomeOf, withoutEffect } from './model/outcomes';
import type { Told } from './model/questions';
import { type Undo, undoOf } from './model/undo';
import { pollAfterChange } from './polling';
import { expireSession, getSecret } from './session';
import { close, loadedPeople, read, write } from './store';

/** Runs the orders in sequence. Returns the error text, or "" on success, after closing the dialog (`onDone`) and showing a toast. */
export async function runOrders(
  orders: readonly Order[],
  told: Told,
  person: PersonView | undefined,
  onDone = close,
): Promise<string> {
  const results: ActResult[] = [];
  let finished = 0;
  try {
    for (const order of orders) {
      results.push(...(await sendOrder(getSecret(), order)));
      finished++;
    }
  } catch (failure) {
    if (!(failure instanceof RequestFailed)) throw failure;
    if (failure.error.code === 'unauthorized') expireSession();
    const text = actionErrorText(failure.error);
    return finished === 0 ? text : t('outcomes.done-before', { done: finished, all: orders.length, failure: text });
  }
  onDone();
  write({ acts: read().acts + 1 });
  await pollAfterChange();
  write({
    toast: isSetInVain(orders, person)
      ? withoutEffect(person ? nameOf(person) : '')
      : toastOf(orders, results, told, person),
  });
  // An open panel of that person fetches by itself.
  if (person && !read().dialogs.some(({ kind }) => kind === 'why')) await explain(person.person).catch(() => undefined);
  return '';
}

/** What was done can be taken back where the answer says that it was done. */
function toastOf(orders: readonly Order[], results: readonly ActResult[], told: Told, before: PersonView | undefined) {
  const outcome = outcomeOf(results, told);
  const after = loadedPeople().find(({ person }) => person === before?.person);
  return { ...outcome, ...(outcome.tone === 'good' && { undo: undoOf(orders, before, after) }) };
}

/** Takes the last act back, as the toast offers. Where that fails, the toast says why. */
export async function takeBack({ orders, person: key, told }: Undo): Promise<void> {
  const { about } = told;
  write({ toast: { tone: 'waits', words: t('outcomes.of', { about, outcome: t('outcomes.taking-back') }) } });
  const person = loadedPeople().find((one) => one.person === key);
  const failure = await runOrders(orders, told, person, () => undefined);
  if (failure === '') return;
  write({
    toast: { tone: 'bad', words: t('outcomes.of', { about, outcome: t('outcomes.not-taken-back', { failure }) }) },
  });
}

/** Something was set for a person who has left meanwhile, as the roster shows that was loaded after it. */
function isSetInVain(orders: readonly Order[], person: PersonView | undefined): boolean {
  if (!orders.some(({ path, body }) => path === '/shifts/override' && !('end' in body))) return false;
  return loadedPeople().some((each) => each.person === person?.person && each.should.state === 'deactivated');
}
