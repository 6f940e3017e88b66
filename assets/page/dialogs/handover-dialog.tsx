import type { PersonView } from '../../api/views/views';
import { CLOSE, handoverPlan, takersFor } from '../model/handovers';
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
  const plan = to === '' ? undefined : handoverPlan(person, to);
  return (
    <DialogFrame title={`Hand over the conversations of ${person.person}`} top={top}>
      <div class="fields">
        <label>
          To whom
          <select value={to} onChange={(event) => chooseTaker(event.currentTarget.value)}>
            <option value="">Choose…</option>
            {takers.map(({ person: name }) => (
              <option key={name} value={name}>
                {name} (on duty)
              </option>
            ))}
            <option value={CLOSE}>Nobody: close them</option>
          </select>
        </label>
      </div>
      {takers.length === 0 && <p class="quiet-text">No colleague is on duty now.</p>}
      <Confirmation
        orders={plan ? [plan.order] : []}
        verb={to === CLOSE ? 'Close them' : 'Hand over'}
        dangerous={to === CLOSE}
        told={plan?.told ?? { about: '', done: '' }}
        person={person}
        reason={reason}
        consequence={plan?.consequence ?? []}
      />
    </DialogFrame>
  );
}
