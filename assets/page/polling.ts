/** Polls the roster every 30 seconds while the page is visible, and sooner after a failure. */
import { RequestFailed } from './api';
import { resetFetched } from './fetching';
import { loadRoster } from './loading';
import { expireSession, getSecret } from './session';
import { write } from './store';

const POLL_MS = 30_000;
const RETRY_MS = 5_000;

let timer = 0;
let running: Promise<void> | undefined;

/** Polls at once, and then repeatedly while the page is visible. */
export function poll(): Promise<void> {
  running ??= pollOnce().finally(() => {
    running = undefined;
  });
  return running;
}

/** Polls after any running poll has ended, since that one may have read the state before the change. */
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

/** Schedules the next poll in `wait` ms if the page is visible. */
export function pollIn(wait: number = POLL_MS): void {
  window.clearTimeout(timer);
  if (shouldPoll()) timer = window.setTimeout(poll, wait);
}

/** Pauses polling while the page is hidden and resumes at once when it is visible or online again. */
export function pollWhileVisible(): void {
  const changed = (): void => {
    window.clearTimeout(timer);
    if (shouldPoll()) void poll();
  };
  document.addEventListener('visibilitychange', changed);
  window.addEventListener('online', changed);
}

/** The action of the Refresh button: polls, and fetches the Frontline users again. */
export async function refresh(): Promise<void> {
  write({ refreshing: true });
  resetFetched();
  await pollAfterChange();
  write({ refreshing: false });
}

function shouldPoll(): boolean {
  return getSecret() !== '' && document.visibilityState === 'visible';
}
