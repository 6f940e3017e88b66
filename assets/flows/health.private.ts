import type { Answer, Request } from '../http/http.private';
import type { Ports } from './ports';

/** A scheduler that has not called for so long has stopped, ms. */
const STOPPED_AFTER_MS = 5 * 60_000;

/** `GET /health`: whether ticks come. For monitors, without a secret; says nothing that identifies anyone. */
export async function health(_: Request | undefined, { heartbeat, now }: Ports): Promise<Answer> {
  const { beat } = await heartbeat.read();
  const age = beat.last && Math.max(0, now() - beat.last.at);
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
