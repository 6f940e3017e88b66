/** What is the same whenever something is about to be done: the consequence, the button that does it, and the one that does not. */
import { useState } from 'preact/hooks';
import type { PersonView } from '../../api/views/views';
import { runOrders } from '../actions';
import type { Order } from '../model/acts';
import { close } from '../store';

interface Props {
  /** None yet where something has still to be chosen. */
  readonly orders: readonly Order[];
  readonly verb: string;
  /** What was done, for the line that says what became of it. */
  readonly what: string;
  readonly person: PersonView | undefined;
  readonly consequence: readonly string[];
  /** Why it cannot be done as it is filled in. */
  readonly fault?: string;
}

export function Confirmation({ orders, verb, what, person, consequence, fault = '' }: Props) {
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState('');

  async function confirm(): Promise<void> {
    if (asking || orders.length === 0) return;
    setAsking(true);
    setFailure('');
    setFailure(await runOrders(orders, what, person));
    setAsking(false);
  }

  return (
    <>
      <div class="consequence" aria-live="polite">
        {fault && <p class="fault">{fault}</p>}
        {consequence.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <div role="alert">{failure && <p class="notice">{failure}</p>}</div>
      <div class="answers">
        {/* biome-ignore lint/a11y/noAutofocus: the safe answer has the focus when a question is asked */}
        <button type="button" autoFocus={consequence.length > 0} onClick={close}>
          Not now
        </button>
        <button
          type="button"
          class="primary"
          aria-disabled={asking || orders.length === 0}
          onClick={() => void confirm()}
        >
          {verb}
        </button>
      </div>
    </>
  );
}
