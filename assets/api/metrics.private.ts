import type { HeartbeatStore, Target } from '../application/ports';
import { Unavailable } from '../application/ports';
import { describeError } from '../lib/errors';
import type { Log } from '../lib/log';
import { type Answer, problem } from './http/answer';
import type { Request } from './http/request';
import { type FiguresPorts, type MonitorSecrets, readFigures, refusalOf } from './monitoring.private';
import { CONTENT_TYPE, exposition } from './views/exposition';
import { metricsOf } from './views/metrics';

type MetricsPorts = FiguresPorts &
  MonitorSecrets & {
    readonly heartbeat: Pick<HeartbeatStore, 'read'>;
    readonly target: Pick<Target, 'name' | 'dryRun'>;
    readonly log: Log;
  };

/**
 * `GET /metrics`: the state of the deployment for Prometheus, in its text format. 503 where Sync cannot be read: a count that is not
 * known is not zero, and Prometheus then has `up` at 0. Frontline is not called.
 */
export async function metrics(request: Request | undefined, ports: MetricsPorts): Promise<Answer> {
  const refused = await refusalOf(request, ports);
  if (refused) return refused;
  try {
    const [{ beat }, figures] = await Promise.all([ports.heartbeat.read(), readFigures(ports)]);
    const body = exposition(metricsOf(beat, figures, ports.target.dryRun, ports.now()));
    return { status: 200, headers: { 'Content-Type': CONTENT_TYPE, 'Cache-Control': 'no-store' }, body };
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    ports.log('error', 'The metrics cannot be told: Sync cannot be reached', describeError(error));
    return problem('upstream_unavailable', error.message);
  }
}
