import { useEffect, useMemo, useState } from 'preact/hooks';
import type { WholeView } from '../api/views/views';
import { MINUTE } from '../domain/time';
import { ActionItems } from './action-items';
import { Alerts } from './alerts';
import { useNow, viewerZone } from './clock';
import { ActDialog } from './dialogs/act-dialog';
import { SetDialog } from './dialogs/set-dialog';
import { WhyPanel } from './dialogs/why-panel';
import { actionItemsOf } from './model/action-items';
import { stretchesOf } from './model/bars';
import { type Route, routeOf } from './model/route';
import type { Row } from './model/row';
import { rowsOf } from './model/rows';
import { type Ticks, ticksOf } from './model/ticks';
import { clockOf, type WallClock } from './model/wall-clock';
import { Toast } from './parts/toast';
import { People } from './people/people';
import { RosterView } from './roster-view';
import { SignIn } from './sign-in';
import { type State, useStore } from './store';
import { Top } from './top';

export function App() {
  const state = useStore();
  return state.signedIn ? <Roster state={state} /> : <SignIn notice={state.notice} />;
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
  const minute = useNow(MINUTE);
  const route = useRoute();
  const views = useMemo(() => Array.from(pages, (page) => page?.view), [pages]);
  const rows = useMemo(() => rowsOf(views, observations), [views, observations]);
  const whole = views[0]?.whole;
  const ticks = useTicks(whole, Math.min(minute, state.lastAnswerAt ?? minute));
  const items = useMemo(() => actionItemsOf(rows, whole, viewer, minute, ticks), [rows, whole, viewer, minute, ticks]);
  useEffect(() => document.getElementById('main')?.focus({ preventScroll: true }), []);
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
        Skip to the {route.view}
      </a>
      <Top state={state} whole={whole} items={items} view={route.view} viewer={viewer} minute={minute} ticks={ticks} />
      <main id="main" tabIndex={-1}>
        <Alerts state={state} whole={whole} viewer={viewer} />
        {route.view === 'roster' ? (
          <RosterView state={state} viewer={viewer} gap={route.gap} />
        ) : (
          <>
            <ActionItems items={items} ready={whole !== undefined} />
            <People state={state} rows={rows} first={views[0]} viewer={viewer} ticks={ticks} />
          </>
        )}
      </main>
      {dialogs.length === 0 && <Toast toast={state.toast} />}
      <Dialogs state={state} rows={rows} viewer={viewer} ticks={ticks} />
    </>
  );
}

interface DialogsProps {
  readonly state: State;
  readonly rows: readonly Row[];
  readonly viewer: WallClock;
  readonly ticks: Ticks;
}

function Dialogs({ state, rows, viewer, ticks }: DialogsProps) {
  const { dialogs, acts } = state;
  const { from = '', to = '' } = state.pages[0]?.view ?? {};
  const reach = { from: Date.parse(from), to: Date.parse(to) };
  const rowOf = (name: string) => rows.find(({ person }) => person.person === name);
  return (
    <>
      {dialogs.map((dialog, index) => {
        const top = index === dialogs.length - 1;
        const key = `${index} ${dialog.kind}`;
        if (dialog.kind === 'act') return <ActDialog key={key} act={dialog.act} viewer={viewer} top={top} />;
        const row = rowOf(dialog.person.person);
        const person = row?.person ?? dialog.person;
        return dialog.kind === 'why' ? (
          <WhyPanel key={key} row={row} person={person} viewer={viewer} ticks={ticks} top={top} acts={acts} />
        ) : (
          <SetDialog
            key={key}
            person={person}
            stretches={row?.window ? stretchesOf(row.window, reach) : []}
            draft={dialog.draft}
            viewer={viewer}
            top={top}
          />
        );
      })}
    </>
  );
}
