/** The common part of confirming dialogs: the consequences, the button that acts, and the one that does not. */
import { useState } from 'preact/hooks';
import type { PersonView } from '../../api/views/views';
import { runOrders } from '../actions';
import { t } from '../i18n/translate';
import type { Order } from '../model/acts';
import type { Told } from '../model/questions';
import { close } from '../store';

interface Props {
  /** Empty until everything is chosen. */
  readonly orders: readonly Order[];
  readonly verb: string;
  /** What the toast says. */
  readonly told: Told;
  /** It takes access or duty from somebody: the button is red. */
  readonly dangerous?: boolean;
  readonly person: PersonView | undefined;
  readonly consequence: readonly string[];
  /** Error in the input. */
  readonly fault?: string;
}

export function Confirmation({ orders, verb, told, dangerous = false, person, consequence, fault = '' }: Props) {
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState('');

  async function confirm(): Promise<void> {
    if (asking || orders.length === 0) return;
    setAsking(true);
    setFailure('');
    setFailure(await runOrders(orders, told, person));
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
          {t('dialog.cancel')}
        </button>
        <button
          type="button"
          class={dangerous ? 'primary danger' : 'primary'}
          aria-disabled={asking || orders.length === 0}
          onClick={() => void confirm()}
        >
          {verb}
        </button>
      </div>
    </>
  );
}
