import type { Request } from '../http/http.private';
import { type Answer, hasBearer, ok, problem } from '../http/http.private';
import type { Ports } from './ports';
import { dryRun, tick, tickShard } from './tick';

/** `POST /shifts/tick`: one tick; with `dryRun` what it would change, changing nothing. */
export async function shiftsTick(request: Request | undefined, ports: Ports): Promise<Answer> {
  const secrets = ports.configuration.secrets.TICK_SECRET;
  if (secrets.length === 0) return problem('provider_not_configured', 'Set TICK_SECRET to accept ticks.');
  if (!request || !hasBearer(request, secrets)) {
    return problem('unauthorized', 'Expected Authorization: Bearer with the tick secret.');
  }
  const asked = readFlag(request.payload.dryRun);
  if (asked === undefined) {
    return problem('invalid_payload', 'The tick has not run.', [{ path: 'dryRun', message: 'expected true or false' }]);
  }
  const { shard } = request.payload;
  if (typeof shard === 'number') return ok(await tickShard(shard, await withFeeds('stored', ports)));
  if (asked) return ok(await dryRun(await withFeeds('stored', ports)));
  return ok((await tick(await withFeeds('refreshed', ports))) ?? { results: [], busy: 'another tick is at work' });
}

async function withFeeds(how: 'stored' | 'refreshed', ports: Ports): Promise<Ports> {
  return { ...ports, resolver: await ports.resolverWithFeeds(how) };
}

/** A flag as JSON, a form or a query bring it; absent is false, anything else undefined. */
function readFlag(value: unknown): boolean | undefined {
  if (value === undefined || value === false || value === 'false' || value === '0') return false;
  return value === true || value === 'true' || value === '1' || value === '' ? true : undefined;
}
