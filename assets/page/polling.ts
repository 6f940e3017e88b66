/** Keeps what is shown up to date: every half minute while somebody looks, and sooner after a failure. */
import { RequestFailed } from './api';
import { resetFetched } from './fetching';
import { loadRoster } from './loading';
import { expireSession, getSecret } from './session';
import { write } from './store';

const POLL_MS = 30_000;
const RETRY_MS = 5_000;

let timer = 0;
let running: Promise<void> | undefined;

/** Reads at once, and from then on while the page is visible. */
export function poll(): Promise<void> {
  running ??= pollOnce().finally(() => {
    running = undefined;
  });
  return running;
}

/** The same, and not before now: what is being read already may be older than what was done. */
export async function pollAfterChange(): Promise<void> {
  await running;
  await poll();
}

async function pollOnce(): Promise<void> {
  const secret = getSecret();
  window.clearTimeout(timer);
  let wait = POLL_MS;
  try {
    await loadRoster();
  } catch (failure) {
    if (!(failure instanceof RequestFailed)) throw failure;
    if (getSecret() !== secret) return;
    if (failure.error.code === 'unauthorized') return expireSession();
    write({ error: failure.error });
    wait = RETRY_MS;
  }
  pollIn(wait);
}

/** Polls after a while, if anybody looks then. */
export function pollIn(wait: number = POLL_MS): void {
  window.clearTimeout(timer);
  if (shouldPoll()) timer = window.setTimeout(poll, wait);
}

/** Stops while nobody looks, and begins at once when somebody does. */
export function pollWhileVisible(): void {
  const changed = (): void => {
    window.clearTimeout(timer);
    if (shouldPoll()) void poll();
  };
  document.addEventListener('visibilitychange', changed);
  window.addEventListener('online', changed);
}

/** What "Refresh" does: everything anew, and Frontline is looked at again. */
export async function refresh(): Promise<void> {
  write({ refreshing: true });
  resetFetched();
  await pollAfterChange();
  write({ refreshing: false });
}

function shouldPoll(): boolean {
  return getSecret() !== '' && document.visibilityState === 'visible';
}
