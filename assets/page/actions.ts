/** Runs the orders an operator has confirmed and reports the result. */
import type { PersonView } from '../api/views/views';
import { RequestFailed, sendOrder } from './api';
import { explain } from './fetching';
import type { Order } from './model/acts';
import { actionErrorText } from './model/errors';
import { type ActResult, outcomeOf, withoutEffect } from './model/outcomes';
import type { Told } from './model/questions';
import { pollAfterChange } from './polling';
import { expireSession, getSecret } from './session';
import { close, loadedPeople, read, write } from './store';

/** Runs the orders in sequence. Returns the error text, or "" on success, after closing the dialog and showing a toast. */
export async function runOrders(orders: readonly Order[], told: Told, person: PersonView | undefined): Promise<string> {
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
    const before = finished === 0 ? '' : `${finished} of ${orders.length} were done before this: `;
    return `${before}${actionErrorText(failure.error)}`;
  }
  close();
  write({ acts: read().acts + 1 });
  await pollAfterChange();
  write({ toast: isSetInVain(orders, person) ? withoutEffect(person?.person ?? '') : outcomeOf(results, told) });
  // An open panel of that person fetches by itself.
  if (person && !read().dialogs.some(({ kind }) => kind === 'why')) await explain(person.person).catch(() => undefined);
  return '';
}

/** Something was set for a person who has left meanwhile, as the roster shows that was loaded after it. */
function isSetInVain(orders: readonly Order[], person: PersonView | undefined): boolean {
  if (!orders.some(({ path, body }) => path === '/shifts/override' && !('end' in body))) return false;
  return loadedPeople().some((each) => each.person === person?.person && each.should.state === 'deactivated');
}
