import type { Answer, Request } from '../http/http.private';
import { describeError, ServiceMissing, SyncUnreachable } from '../twilio/twilio.private';
import { isWell, pulseOf, STOPPED_AFTER_MS } from './effects.private';
import type { Pulse } from './last-tick';
import type { Ports } from './ports';

/**
 * `GET /health`: whether ticks come and Twilio takes them. For monitors, without a secret; says nothing that identifies
 * anyone.
 */
export async function health(_: Request | undefined, ports: Ports): Promise<Answer> {
  let pulse: Pulse;
  try {
    pulse = await pulseOf(ports);
  } catch (error) {
    if (!(error instanceof SyncUnreachable)) throw error;
    ports.log('error', 'Health cannot be told: Sync cannot be reached', describeError(error));
    const hint = error instanceof ServiceMissing ? { detail: error.message } : {};
    return answer(503, { status: 'sync unreachable', ...hint });
  }
  const now = ports.now();
  const { lastTick, failingSince } = pulse;
  return answer(isWell(pulse, now) ? 200 : 503, {
    status: statusOf(pulse, now),
    ...(ports.users.dryRun && { dryRun: true }),
    ...(lastTick !== undefined && { secondsSinceTick: Math.max(0, Math.round((now - lastTick) / 1000)) }),
    ...(failingSince !== undefined && { since: new Date(failingSince).toISOString() }),
  });
}

/** What is wrong, the worst first: without ticks nothing else is news. */
function statusOf({ lastTick, failingSince, changesOnly, nobodyFound }: Pulse, now: number): string {
  if (lastTick === undefined || now - lastTick > STOPPED_AFTER_MS) return 'no tick';
  if (failingSince !== undefined) return changesOnly ? 'frontline takes no changes' : 'frontline unreachable';
  return nobodyFound ? 'nobody found' : 'ok';
}

function answer(status: number, body: object): Answer {
  return { status, headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }, body };
}
