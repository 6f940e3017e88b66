import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { TwilioEnv } from './api';
import type { Fault, Faults } from './faults';
import { slackError } from './slack';
import { errorForStatus, errorResponse } from './twilio-errors';

/** Waits so long, ms. */
export type Sleep = (ms: number) => Promise<void>;

/** Applies the fault. Returns the answer that replaces the real one, if any. */
async function applyFault(fault: Fault, c: Context<TwilioEnv>, sleep: Sleep): Promise<Response | undefined> {
  if (fault.delayMs) await sleep(fault.delayMs);
  if (fault.reset) {
    c.set('answerLost', true);
    c.env.incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  }
  if (fault.lie) c.set('lie', fault.lie);
  if (fault.stale) c.set('stale', true);
  if (fault.status === undefined) return undefined;
  const headers = fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) };
  if (c.env.target.product === 'slack') return slackError(fault.status, headers);
  return errorResponse(errorForStatus(fault.status, headers, fault.code));
}

/** Applies the active faults before the call, or after it if the fault has `after`. */
export function injectFaults(faults: Faults, sleep: Sleep) {
  return createMiddleware<TwilioEnv>(async (c, next) => {
    const { host, product, path } = c.env.target;
    const fault = faults.take({ host, product, method: c.req.method, path, form: c.var.form });
    if (fault && !fault.after) {
      const answer = await applyFault(fault, c, sleep);
      if (answer) return answer;
    }
    await next();
    if (!fault?.after) return;
    const answer = await applyFault(fault, c, sleep);
    if (!answer) return;
    // Without this Hono would keep the headers of the answer that is replaced.
    c.res = undefined;
    c.res = answer;
  });
}
