import type { Ports } from './ports';

/** A scheduler that has not called for so long has stopped, ms. */
export const STOPPED_AFTER_MS = 5 * 60_000;

/** Anybody may ask for health, and must not use up what Sync allows the ticks: a warm process asks so often, ms. */
const REMEMBERED_MS = 10_000;
let remembered: { readonly at: number; readonly lastTick: number | undefined } | undefined;

/** How long ago the last tick began, ms; undefined if there has been none. @throws if Sync cannot be reached. */
export async function timeSinceTick({ heartbeat, now }: Ports): Promise<number | undefined> {
  const instant = now();
  if (!remembered || Math.abs(instant - remembered.at) > REMEMBERED_MS) {
    remembered = { at: instant, lastTick: (await heartbeat.read()).beat.last?.at };
  }
  return remembered.lastTick === undefined ? undefined : Math.max(0, instant - remembered.lastTick);
}

/** Where no tick comes, a delivery is the only thing that can tell. Never throws: the delivery itself went well. */
export async function alertIfStopped(ports: Ports): Promise<void> {
  const since = await timeSinceTick(ports).catch(() => undefined);
  if (since === undefined || since <= STOPPED_AFTER_MS) return;
  const minutes = Math.round(since / 60_000);
  await ports.alert(
    'no-tick',
    `No tick has come for ${minutes} minutes: the scheduler has stopped, and shift changes wait.`,
  );
}
