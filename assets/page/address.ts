/** Keeps the address and the look at the people in step, so that a link, and the browser's way back, show the same. */
import { FIRST_LOOK, type Look } from './model/look';
import { addressOfPeople, routeOf } from './model/route';
import { read, write } from './store';

/** Looks as the address says, now and whenever it changes. */
export function followAddress(): void {
  const changed = (): void => {
    window.clearTimeout(typing);
    const route = routeOf(location.hash);
    if (route.view === 'people') write({ look: route.look });
  };
  changed();
  // Going back and forward between addresses of the page's own fires `popstate`; another fragment typed in fires both.
  window.addEventListener('popstate', changed);
  window.addEventListener('hashchange', changed);
}

/** Browsers refuse a page that changes its address very often, as a key held down would: it is changed once typing has paused, ms. */
const TYPING_MS = 300;
let typing = 0;

/** Changes the look at the people. What is typed replaces the present entry of the browser's history: a letter is no step back. */
export function look(change: Partial<Look>): void {
  write({ look: { ...read().look, ...change } });
  window.clearTimeout(typing);
  if (Object.keys(change).every((name) => name === 'text')) typing = window.setTimeout(replaceAddress, TYPING_MS);
  else if (addressOfPeople(read().look) !== location.hash) history.pushState(null, '', addressOfPeople(read().look));
}

function replaceAddress(): void {
  window.clearTimeout(typing);
  if (routeOf(location.hash).view === 'people') history.replaceState(null, '', addressOfPeople(read().look));
}

/** Forgets what was looked for, at the end of a session. */
export function forgetLook(): void {
  write({ look: FIRST_LOOK });
  replaceAddress();
}
