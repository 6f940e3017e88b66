import { ServiceMissing, type Target, Unavailable } from '../application/ports';
import type { Liveness, LivenessPorts } from '../application/tick/liveness';
import { isTicking, isWell, livenessOf } from '../application/tick/liveness';
import { describeError } from '../lib/errors';
import type { Log } from '../lib/log';
import type { Answer } from './http/answer';
import type { Request } from './http/request';

type HealthPorts = LivenessPorts & { readonly target: Pick<Target, 'dryRun' | 'name'>; readonly log: Log };

/**
 * `GET /health`: whether ticks come and Twilio takes them. For monitors, without a secret; says nothing that identifies
 * anyone.
 */
export async function health(_: Request | undefined, ports: HealthPorts): Promise<Answer> {
  let pulse: Liveness;
  try {
    pulse = await livenessOf(ports);
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
  });
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
