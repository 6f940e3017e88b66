/** Carries out what an operator has confirmed, and says what became of it. */
import type { PersonView } from '../api/views/views';
import { Refused, send } from './api';
import { why } from './fetching';
import type { Order } from './model/acts';
import { whyNotDone } from './model/errors';
import { type ActResult, outcomeOf } from './model/outcomes';
import { pollAnew } from './polling';
import { theSecret, turnedOut } from './session';
import { close, read, write } from './store';

/** One order after the other. Answers why it was not done, or "": then the dialog is closed, and the outcome said. */
export async function carryOut(
  orders: readonly Order[],
  what: string,
  person: PersonView | undefined,
): Promise<string> {
  try {
    const results: ActResult[] = [];
    for (const order of orders) results.push(...(await send(theSecret(), order)));
    const { tone, words } = outcomeOf(results, orders[0]?.path ?? '');
    close();
    write({ said: { tone, words: `${what}: ${words}` }, acts: read().acts + 1 });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.trouble.code === 'unauthorized') turnedOut();
    return whyNotDone(error.trouble);
  }
  await pollAnew();
  // The panel of that person looks by itself.
  if (person && !read().dialogs.some(({ kind }) => kind === 'why')) await why(person.person).catch(() => undefined);
  return '';
}
