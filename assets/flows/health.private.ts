import type { Answer, Request } from '../http/http.private';
import type { Ports } from './ports';

/** A scheduler that has not called for so long has stopped, ms. */
const STOPPED_AFTER_MS = 5 * 60_000;

/** Anybody may ask, and must not be able to use up what Sync allows the ticks: a warm process asks Sync so often, ms. */
const REMEMBERED_MS = 10_000;
let remembered: { readonly at: number; readonly lastTick: number | undefined } | undefined;

/** `GET /health`: whether ticks come. For monitors, without a secret; says nothing that identifies anyone. */
export async function health(_: Request | undefined, { heartbeat, now }: Ports): Promise<Answer> {
  const instant = now();
  if (!remembered || Math.abs(instant - remembered.at) > REMEMBERED_MS) {
    remembered = { at: instant, lastTick: (await heartbeat.read()).beat.last?.at };
  }
  const age = remembered.lastTick === undefined ? undefined : Math.max(0, instant - remembered.lastTick);
  const well = age !== undefined && age <= STOPPED_AFTER_MS;
  return {
    status: well ? 200 : 503,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
    body: {
      status: well ? 'ok' : 'no tick',
      ...(age !== undefined && { secondsSinceTick: Math.round(age / 1000) }),
    },
  };
}
