import { health } from '../../assets/api/health.private';
import { metrics } from '../../assets/api/metrics.private';
import { jsonOf } from '../api/http/body';
import { described } from './described';
import type { World } from './world';

export const METRICS_TOKEN = 'metrics-token-of-the-tests';

const bearing = (secret: string | undefined) => ({
  headers: { accept: '*/*', ...(secret !== undefined && { authorization: `Bearer ${secret}` }) },
  payload: {},
});

/** What `GET /metrics` answers Prometheus, in an execution of its own. */
export async function scrape(world: World, secret: string | undefined = METRICS_TOKEN) {
  const { status, headers, body } = described('get', '/metrics', await metrics(bearing(secret), world.execution()));
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, type: headers['Content-Type'], text, samples: samplesOf(text) };
}

/** The values by name and labels, as they are written. */
function samplesOf(text: string): Record<string, number> {
  const lines = text.split('\n').filter((line) => /^[a-z]/.test(line));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
}

/** What `GET /health` answers whoever has this secret, or none. */
export async function askHealth(world: World, secret?: string) {
  const { status, body } = described('get', '/health', await health(bearing(secret), world.execution()));
  return { status, body: jsonOf(body) };
}
