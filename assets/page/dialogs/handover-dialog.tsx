import type { PersonView } from '../../api/views/views';
import { t } from '../i18n/translate';
import { CLOSE, handoverPlan, takersFor } from '../model/handovers';
import { nameOf } from '../model/names';
import { chooseTaker, loadedPeople } from '../store';
import { Confirmation } from './confirmation';
import { DialogFrame } from './frame';

interface Props {
  readonly person: PersonView;
  /** Who is chosen; "" until somebody is. */
  readonly to: string;
  readonly reason: string;
  readonly top: boolean;
}

/** Hands over somebody's open conversations to a colleague who is in, or closes them. */
export function HandoverDialog({ person, to, reason, top }: Props) {
  const takers = takersFor(person, loadedPeople());
  const plan = to === '' ? undefined : handoverPlan(person, to, takers);
  return (
    <DialogFrame title={t('dialog-handover.title', { name: nameOf(person) })} top={top}>
      <div class="fields">
        <label>
          {t('dialog-handover.to-whom')}
          <select value={to} onChange={(event) => chooseTaker(event.currentTarget.value)}>
            <option value="">{t('dialog-handover.choose')}</option>
            {takers.map((taker) => (
              <option key={taker.person} value={taker.person}>
                {t('dialog-handover.taker', { name: nameOf(taker) })}
              </option>
            ))}
            <option value={CLOSE}>{t('dialog-handover.nobody')}</option>
          </select>
        </label>
      </div>
      {takers.length === 0 && <p class="quiet-text">{t('dialog-handover.no-taker')}</p>}
      <Confirmation
        orders={plan ? [plan.order] : []}
        verb={t(to === CLOSE ? 'dialog-handover.close' : 'dialog-handover.hand-over')}
        dangerous={to === CLOSE}
        told={plan?.told ?? { about: '', done: '' }}
        person={person}
        reason={reason}
        consequence={plan?.consequence ?? []}
      />
    </DialogFrame>
  );
}
