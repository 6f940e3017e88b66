import type { Answer, Request } from '../http/http.private';
import { STOPPED_AFTER_MS, timeSinceTick } from './effects.private';
import type { Ports } from './ports';

/** `GET /health`: whether ticks come. For monitors, without a secret; says nothing that identifies anyone. */
export async function health(_: Request | undefined, ports: Ports): Promise<Answer> {
  const since = await timeSinceTick(ports);
  const well = since !== undefined && since <= STOPPED_AFTER_MS;
  return {
    status: well ? 200 : 503,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
    body: {
      status: well ? 'ok' : 'no tick',
      ...(ports.users.dryRun && { dryRun: true }),
      ...(since !== undefined && { secondsSinceTick: Math.round(since / 1000) }),
    },
  };
}
