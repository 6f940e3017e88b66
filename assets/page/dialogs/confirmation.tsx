/** The common part of confirming dialogs: the consequences, the button that acts, and the one that does not. */
import { useState } from 'preact/hooks';
import type { PersonView } from '../../api/views/views';
import { runOrders } from '../actions';
import { t } from '../i18n/translate';
import { MAX_REASON, type Order, takesReason, withReason } from '../model/acts';
import type { Told } from '../model/questions';
import { close, updateReason } from '../store';

interface Props {
  /** Empty until everything is chosen. */
  readonly orders: readonly Order[];
  readonly verb: string;
  /** What the toast says. */
  readonly told: Told;
  /** It takes access or duty from somebody: the button is red. */
  readonly dangerous?: boolean;
  readonly person: PersonView | undefined;
  /** Why, as far as it is typed. */
  readonly reason: string;
  /** Acts instead of sending the orders from here. */
  readonly onConfirm?: () => void;
  readonly consequence: readonly string[];
  /** Error in the input. */
  readonly fault?: string;
}

export function Confirmation(props: Props) {
  const { orders, verb, told, dangerous = false, person, reason, consequence, fault = '', onConfirm } = props;
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState('');

  const isReady = orders.length > 0 || onConfirm !== undefined;

  async function confirm(): Promise<void> {
    if (asking || !isReady) return;
    if (onConfirm) return onConfirm();
    setAsking(true);
    setFailure('');
    setFailure(await runOrders(withReason(orders, reason), told, person));
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
      {takesReason(orders) && (
        <label class="reason">
          {t('acting.reason')}
          <input
            type="text"
            value={reason}
            maxLength={MAX_REASON}
            placeholder={t('acting.reason-hint')}
            autocomplete="off"
            onInput={(event) => updateReason(event.currentTarget.value)}
          />
        </label>
      )}
      <div role="alert">{failure && <p class="notice">{failure}</p>}</div>
      <div class="answers">
        {/* biome-ignore lint/a11y/noAutofocus: the safe answer has the focus when a question is asked */}
        <button type="button" autoFocus={consequence.length > 0} onClick={close}>
          {t('dialog.cancel')}
        </button>
        <button
          type="button"
          class={dangerous ? 'primary danger' : 'primary'}
          aria-disabled={asking || !isReady}
          onClick={() => void confirm()}
        >
          {verb}
        </button>
      </div>
    </>
  );
}
