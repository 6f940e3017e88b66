import { ServiceMissing, type Target, Unavailable } from '../application/ports';
import type { Liveness, LivenessPorts } from '../application/tick/liveness';
import { isTicking, isWell, livenessOf } from '../application/tick/liveness';
import { describeError } from '../lib/errors';
import type { Log } from '../lib/log';
import type { Answer } from './http/answer';
import { header, type Request } from './http/request';
import type { FiguresPorts, MonitorSecrets } from './monitoring.private';

type HealthPorts = LivenessPorts &
  MonitorSecrets &
  FiguresPorts & { readonly target: Pick<Target, 'dryRun' | 'name'>; readonly log: Log };

/**
 * `GET /health`: whether ticks come and Twilio takes them. For monitors, without a secret; says nothing that identifies
 * anyone. Whoever has a secret (`METRICS_TOKEN` or `OPS_SECRET`, as a bearer token) is told more, and still of nobody.
 */
export async function health(request: Request | undefined, ports: HealthPorts): Promise<Answer> {
  let pulse: Liveness;
  let details: object;
  try {
    [pulse, details] = await Promise.all([livenessOf(ports), detailsFor(request, ports)]);
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    ports.log('error', 'Health cannot be told: Sync cannot be reached', describeError(error));
    const hint = error instanceof ServiceMissing ? { detail: error.message } : {};
    return answer(503, { status: 'sync unreachable', ...hint });
  }
  const now = ports.now();
  const { lastTick, failingSince } = pulse;
  return answer(isWell(pulse, now) ? 200 : 503, {
    status: statusOf(pulse, now, ports.target.name),
    ...(ports.target.dryRun && { dryRun: true }),
    ...(lastTick !== undefined && { secondsSinceTick: Math.max(0, Math.round((now - lastTick) / 1000)) }),
    ...(failingSince !== undefined && { since: new Date(failingSince).toISOString() }),
    ...details,
  });
}

/** What whoever has a secret is told besides; nothing for anybody else, with a wrong secret or none. @throws Unavailable */
async function detailsFor(request: Request | undefined, ports: HealthPorts): Promise<object> {
  if (!request || header(request, 'authorization') === undefined) return {};
  // Loaded only when needed: most monitors have no secret.
  const { healthDetails, readFigures, refusalOf } = await import('./monitoring.private');
  if (await refusalOf(request, ports)) return {};
  return healthDetails(await readFigures(ports), ports.now());
}

/** What is wrong, the worst first: without ticks nothing else is news. */
function statusOf({ lastTick, failingSince, changesOnly, nobodyFound }: Liveness, now: number, target: string): string {
  if (!isTicking(lastTick, now)) return 'no tick';
  if (failingSince !== undefined) return changesOnly ? `${target} takes no changes` : `${target} unreachable`;
  return nobodyFound ? 'nobody found' : 'ok';
}

function answer(status: number, body: object): Answer {
  return { status, headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }, body };
}
