/** Runs the orders an operator has confirmed and reports the result. */
import type { PersonView } from '../api/views/views';
import { RequestFailed, sendOrder } from './api';
import { explain } from './fetching';
import type { Order } from './model/acts';
import { actionErrorText } from './model/errors';
import { type ActResult, outcomeOf } from './model/outcomes';
import { pollAfterChange } from './polling';
import { expireSession, getSecret } from './session';
import { close, read, write } from './store';

/** Runs the orders in sequence. Returns the error text, or "" on success, after closing the dialog and showing a toast. */
export async function runOrders(
  orders: readonly Order[],
  what: string,
  person: PersonView | undefined,
): Promise<string> {
  try {
    const results: ActResult[] = [];
    for (const order of orders) results.push(...(await sendOrder(getSecret(), order)));
    const { tone, words } = outcomeOf(results, orders[0]?.path ?? '');
    close();
    write({ toast: { tone, words: `${what}: ${words}` }, acts: read().acts + 1 });
  } catch (failure) {
    if (!(failure instanceof RequestFailed)) throw failure;
    if (failure.error.code === 'unauthorized') expireSession();
    return actionErrorText(failure.error);
  }
  await pollAfterChange();
  // An open panel of that person fetches by itself.
  if (person && !read().dialogs.some(({ kind }) => kind === 'why')) await explain(person.person).catch(() => undefined);
  return '';
}
