/** Keeps the address and the look at the people in step, so that a link, and the browser's way back, show the same. */
import { FIRST_LOOK, type Look } from './model/look';
import { addressOfPeople, routeOf } from './model/route';
import { read, write } from './store';

/** Looks as the address says, now and whenever it changes. */
export function followAddress(): void {
  const changed = (): void => {
    window.clearTimeout(pause);
    const route = routeOf(location.hash);
    if (route.view === 'people') write({ look: route.look });
  };
  changed();
  // Going back and forward between addresses of the page's own fires `popstate`; another fragment typed in fires both.
  window.addEventListener('popstate', changed);
  window.addEventListener('hashchange', changed);
}

/** What is typed stands in the address once typing has paused, ms. */
const PAUSE_MS = 300;
let pause = 0;

/**
 * Safari throws when a page changes its address more than 100 times within 30 s (https://trac.webkit.org/changeset/198687), and Firefox has a
 * limit of its own; a key held down would do that in four seconds. Half of it is for looking; the rest is left for signing out.
 */
const MOST_CHANGES = 50;
const WITHIN_MS = 30_000;
/** When the address was changed, ms. */
let changes: readonly number[] = [];

/** Changes the look at the people. What is typed replaces the present entry of the browser's history: a letter is no step back. */
export function look(change: Partial<Look>): void {
  write({ look: { ...read().look, ...change } });
  window.clearTimeout(pause);
  const address = addressOfPeople(read().look);
  if (address === location.hash) return;
  const isTyped = Object.keys(change).every((name) => name === 'text');
  if (isTyped || !mayChange()) replaceLater();
  else {
    changes = [...changes, performance.now()];
    history.pushState(null, '', address);
  }
}

function mayChange(): boolean {
  const begin = performance.now() - WITHIN_MS;
  changes = changes.filter((at) => at > begin);
  return changes.length < MOST_CHANGES;
}

/** Replaces the address once nothing has been changed for a while, and the browser takes it. */
function replaceLater(): void {
  pause = window.setTimeout(() => (mayChange() ? replaceAddress() : replaceLater()), PAUSE_MS);
}

function replaceAddress(): void {
  window.clearTimeout(pause);
  changes = [...changes, performance.now()];
  if (routeOf(location.hash).view === 'people') history.replaceState(null, '', addressOfPeople(read().look));
}

/** Forgets what was looked for, at the end of a session. */
export function forgetLook(): void {
  write({ look: FIRST_LOOK });
  replaceAddress();
}
