import type { WholeView } from '../api/views/views';
import { useNow } from './clock';
import { t } from './i18n/translate';
import icon from './icon.svg';
import type { Health } from './model/health';
import { addressOfPeople, REPORTS_ADDRESS, ROSTER_ADDRESS, type Route } from './model/route';
import { duration } from './model/times';
import { SignIcon } from './parts/sign-icon';
import { refresh } from './polling';
import { hasDraft, signOut } from './session';
import { type State, write } from './store';

interface Props {
  readonly state: State;
  readonly whole: WholeView | undefined;
  readonly health: Health;
  readonly view: Route['view'];
}

/** The header: the name, the views, the health in one line, Refresh and Sign out. */
export function Top({ state, whole, health: { sign, words, note }, view }: Props) {
  return (
    <header class="top">
      <div class="brand">
        <img src={icon} alt="" width="28" height="28" />
        <h1>Rosterline</h1>
      </div>
      <nav class="views" aria-label={t('top.views')}>
        <a href={addressOfPeople(state.look)} aria-current={view === 'people' ? 'page' : undefined}>
          {t('top.people')}
        </a>
        <a href={ROSTER_ADDRESS} aria-current={view === 'roster' ? 'page' : undefined}>
          {t('top.roster')}
        </a>
        <a href={REPORTS_ADDRESS} aria-current={view === 'reports' ? 'page' : undefined}>
          {t('top.reports')}
        </a>
      </nav>
      <p class="health">
        <span class={`badge badge-${sign}`}>
          <SignIcon sign={sign} />
          {words}
        </span>
        {note && <span>{note}</span>}
        {whole && (
          <span class="facts">
            <LastTick whole={whole} />
            <OnDuty state={state} />
          </span>
        )}
      </p>
      <SignedIn state={state} />
      <div class="buttons">
        <button type="button" aria-disabled={state.refreshing} onClick={() => state.refreshing || void refresh()}>
          {t('top.refresh')}
        </button>
        <button type="button" class="quiet" onClick={leave}>
          {t('top.sign-out')}
        </button>
      </div>
    </header>
  );
}

function SignedIn({ state: { pages } }: { readonly state: State }) {
  const operator = pages[0]?.view.operator;
  if (!operator) return null;
  const words = t('top.operator', { name: operator.name, role: operator.role });
  return (
    <p class="signed-in" title={words}>
      {words}
    </p>
  );
}

/** Signs out; where that would lose an unpublished roster, the roster's view asks first. */
function leave(): void {
  if (hasDraft()) {
    write({ leaving: true });
    location.hash = ROSTER_ADDRESS;
  } else signOut();
}

function LastTick({ whole: { tick } }: { readonly whole: WholeView }) {
  const instant = useNow(5_000);
  if (!tick.last) return <span>{t('top.no-tick')}</span>;
  const { at, took, changed } = tick.last;
  const ago = duration(instant - Date.parse(at));
  return <span title={t('top.tick-took', { took, changed })}>{t('top.last-tick', { ago })}</span>;
}

/** People who should be on duty now; until all pages have loaded, the last tick's count. */
function OnDuty({ state: { pages } }: { readonly state: State }) {
  const [first] = pages;
  if (!first) return null;
  const loaded = pages.flatMap((page) => page?.view.people ?? []);
  const { total, whole } = first.view;
  const onDuty =
    loaded.length < total ? whole?.tick.last?.onDuty : loaded.filter(({ should }) => should.available).length;
  return onDuty === undefined ? null : <span>{t('top.on-duty', { onDuty, total })}</span>;
}
