/** Chooses a team, and the order of the people. */
import { look } from '../address';
import { type Key, t } from '../i18n/translate';
import { SORTS, type Sort } from '../model/sorting';

interface TeamsProps {
  readonly teams: readonly string[];
  /** The chosen one; "" for all. */
  readonly team: string;
}

/** Absent where the roster has no teams. A team that the roster no longer has is offered as long as it is chosen. */
export function Teams({ teams, team }: TeamsProps) {
  if (teams.length === 0 && team === '') return null;
  const names = team === '' || teams.includes(team) ? teams : [team, ...teams];
  return (
    <label class="filter">
      <span class="unseen">{t('view.team')}</span>
      <select value={team} onChange={(event) => look({ team: event.currentTarget.value })}>
        <option value="">{t('view.all-teams')}</option>
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

const NAMES: Readonly<Record<Sort, Key>> = { duty: 'view.by-duty', name: 'view.by-name', roster: 'view.by-roster' };

export function SortOrder({ sort }: { readonly sort: Sort }) {
  return (
    <label class="filter">
      <span class="unseen">{t('view.order')}</span>
      <select
        value={sort}
        onChange={(event) => {
          const { value } = event.currentTarget;
          look({ sort: SORTS.find((each) => each === value) ?? 'duty' });
        }}
      >
        {SORTS.map((each) => (
          <option key={each} value={each}>
            {t(NAMES[each])}
          </option>
        ))}
      </select>
    </label>
  );
}
