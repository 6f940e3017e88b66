import { useEffect, useMemo, useState } from 'preact/hooks';
import type { WholeView } from '../api/views/views';
import { ActionItems } from './action-items';
import { Alerts } from './alerts';
import { BatchLine } from './batch-line';
import { useMinute, viewerZone } from './clock';
import { WithFirstSteps } from './first-steps/place';
import { t, withTexts } from './i18n/translate';
import { actionItemsOf } from './model/action-items';
import { peopleInNeed, TITLE_SIGNED_OUT, titleOf } from './model/attention';
import { healthOf } from './model/health';
import { isComplete } from './model/page-loading';
import { type Route, routeOf } from './model/route';
import type { Row } from './model/row';
import { rowsOf } from './model/rows';
import { type Ticks, ticksOf } from './model/ticks';
import { clockOf, type WallClock } from './model/wall-clock';
import { NowBand } from './now/band';
import { NotLoaded, useModule } from './parts/lazy';
import { Toast } from './parts/toast';
import { People } from './people/people';
import { ReportsPlace } from './reports-place';
import { RosterView } from './roster-view';
import { SignIn } from './sign-in';
import { type State, useStore } from './store';
import { Top } from './top';

export function App() {
  const state = useStore();
  return state.signedIn ? <Roster state={state} /> : <SignedOut notice={state.notice} finishing={state.finishing} />;
}

function SignedOut(props: Pick<State, 'notice' | 'finishing'>) {
  useTitle(TITLE_SIGNED_OUT);
  return <SignIn {...props} />;
}

/** Shows a title on the tab. */
function useTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}

/** What the page's address asks for. */
function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const changed = (): void => setRoute(routeOf(location.hash));
    window.addEventListener('hashchange', changed);
    return () => window.removeEventListener('hashchange', changed);
  }, []);
  return route;
}

/** One object for as long as nothing about the ticks changes, since every row depends on it. */
function useTicks(whole: WholeView | undefined, answered: number): Ticks {
  const { last, late, published } = ticksOf(whole, answered);
  return useMemo(() => ({ ...(last !== undefined && { last }), late, published }), [last, late, published]);
}

function Roster({ state }: { readonly state: State }) {
  const { pages, observations, dialogs } = state;
  const viewer = clockOf(viewerZone());
  const minute = useMinute(pages);
  const route = useRoute();
  const views = useMemo(() => Array.from(pages, (page) => page?.view), [pages]);
  const rows = useMemo(() => rowsOf(views, observations), [views, observations]);
  const whole = views[0]?.whole;
  const ticks = useTicks(whole, Math.min(minute, state.lastAnswerAt ?? minute));
  const items = useMemo(() => actionItemsOf(rows, whole, viewer, minute, ticks), [rows, whole, viewer, minute, ticks]);
  const hasAll = isComplete(pages);
  const health = healthOf(state.error, whole, items, viewer, minute, ticks, hasAll);
  const attention = useMemo(() => peopleInNeed(items), [items]);
  useTitle(titleOf(items, health));
  useEffect(() => document.getElementById('main')?.focus({ preventScroll: true }), []);
  const now = { state, rows, viewer, minute, ticks };
  if (route.view === 'now') return <LaterWall {...now} team={route.team} />;
  return (
    <>
      <a
        class="skip"
        href={`#${route.view}-heading`}
        onClick={(event) => {
          event.preventDefault();
          document.getElementById(`${route.view}-heading`)?.focus();
        }}
      >
        {t('page.skip', { view: route.view })}
      </a>
      <Top state={state} whole={whole} health={health} view={route.view} />
      <main id="main" tabIndex={-1}>
        <BatchLine state={state} />
        {route.view === 'people' && <NowBand {...now} />}
        <Alerts state={state} whole={whole} viewer={viewer} />
        {route.view === 'roster' ? (
          <RosterView state={state} viewer={viewer} gap={route.gap} />
        ) : route.view === 'reports' ? (
          <ReportsPlace zone={views[0]?.zone} viewer={viewer} />
        ) : (
          <WithFirstSteps view={views[0]}>
            <ActionItems items={items} ready={hasAll} well={health.sign === 'well'} />
            <People state={state} rows={rows} first={views[0]} viewer={viewer} ticks={ticks} attention={attention} />
          </WithFirstSteps>
        )}
      </main>
      {dialogs.length === 0 && <Toast toast={state.toast} />}
      <LaterDialogs state={state} rows={rows} viewer={viewer} ticks={ticks} />
    </>
  );
}

interface LaterProps {
  readonly state: State;
  readonly rows: readonly Row[];
  readonly viewer: WallClock;
  readonly ticks: Ticks;
}

const loadWall = () => import('./now/wall');

/** The screen on the wall, which few open. */
function LaterWall(props: Parameters<typeof import('./now/wall').Wall>[0]) {
  const loaded = useModule(loadWall);
  if (loaded === 'failed') return <NotLoaded part="other" kept="" />;
  return loaded ? <loaded.Wall {...props} /> : null;
}

const loadDialogs = () => withTexts(import('./dialogs/dialogs'), 'later');

/** The open dialogs. They are loaded at once, but after the first view. */
function LaterDialogs(props: LaterProps) {
  const loaded = useModule(loadDialogs);
  if (loaded === 'failed') {
    if (props.state.dialogs.length === 0) return null;
    return <NotLoaded part="dialog" kept={t('page.nothing-changed')} />;
  }
  return loaded ? <loaded.Dialogs {...props} /> : null;
}
