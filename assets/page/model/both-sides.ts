/** What two sources say against one another, in the reader's language. */
import type { PersonView } from '../../api/views/views';
import { capitalised, listOf } from '../i18n/formats';
import { t } from '../i18n/translate';
import type { Held } from './held';
import { sourceInWords } from './reasons';
import { longDateName } from './times';
import { clockOf, dayOf } from './wall-clock';

/** "BambooHR says that ana is back; Okta locked them out on 3 November". @param held of `other_source`. Days are the person's. */
export function bothSidesInWords({ kind, source, opposing = [] }: Held, { person, zone }: PersonView): string {
  const clock = clockOf(zone);
  const dayAt = (instant: string) => longDateName(dayOf(clock.wall(Date.parse(instant))));
  const isReturn = kind === 'reinstated';
  const claim = t(isReturn ? 'held.says-back' : 'held.says-stays', { source: sourceInWords(source), person });
  const others = opposing.map(({ source: other, said, due }) => {
    const about = { source: sourceInWords(other), day: dayAt(due) };
    return isReturn ? t('held.locked-out-by', about) : t('held.announced-by', { ...about, said: dayAt(said) });
  });
  return capitalised(others.length === 0 ? claim : t('held.both', { claim, others: listOf(others) }));
}
