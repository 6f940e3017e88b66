import type { Secret } from '../lib/secret';
import { type Answer, problem } from './http/answer';
import { methodOf, type Request, readFlag } from './http/request';
import { hasBearer } from './http/secrets';
import { type RunTickPorts, runTick } from './run-tick.private';

type Context = RunTickPorts & {
  readonly configuration: { readonly secrets: { readonly TICK_SECRET: readonly Secret[] } };
};

/** `POST /shifts/tick`: one tick; with `dryRun` what it would change, changing nothing. */
export async function shiftsTick(request: Request | undefined, ports: Context): Promise<Answer> {
  const secrets = ports.configuration.secrets.TICK_SECRET;
  if (secrets.length === 0) return problem('provider_not_configured', 'Set TICK_SECRET to accept ticks.');
  if (!request || !hasBearer(request, secrets)) {
    return problem('unauthorized', 'Expected Authorization: Bearer with the tick secret.');
  }
  // A tick without a body may be `curl -X POST`, which cannot be told from a GET. It does what the next tick would do anyway.
  if (methodOf(request) === 'GET') return problem('invalid_payload', 'The tick has not run: expected POST.');
  const isDryRun = readFlag(request.payload.dryRun);
  if (isDryRun === undefined) {
    return problem('invalid_payload', 'The tick has not run.', [{ path: 'dryRun', message: 'expected true or false' }]);
  }
  return await runTick(request.payload.shard, isDryRun, ports);
}
