import { RequestClient } from 'twilio';
import type { Limiter } from './limiter';
import { type Attempt, type Budget, persist, retryAfter, timeForAttempt } from './retry';

type Options<T> = Parameters<typeof RequestClient.prototype.request<T>>[0];
type Response<T> = Awaited<ReturnType<typeof RequestClient.prototype.request<T>>>;

/** Enough sockets for the highest concurrency; the SDK's 20 would cap it. */
const MAX_SOCKETS = 100;

/** One call to Sync with all its attempts, ms. */
const SYNC_CALL_MS = 3000;
/** What calls to Frontline leave of the budget, ms, so that they can be confirmed in the record. */
const CONFIRM_MS = 1000;

/** The connections, kept across the calls of a warm process. */
export function createConnections(): RequestClient {
  return new RequestClient({
    keepAlive: true,
    maxSockets: MAX_SOCKETS,
    maxTotalSockets: 2 * MAX_SOCKETS,
    maxFreeSockets: MAX_SOCKETS,
  });
}

/**
 * Carries every call to Twilio for one execution of a Function: one attempt at most 2.5 s, all within the budget, 429
 * and 5xx and broken connections tried again with full jitter, `Retry-After` obeyed, concurrency adapted. It sits below
 * the SDK because the SDK's errors no longer have the headers.
 */
export class Transport extends RequestClient {
  constructor(
    connections: RequestClient,
    private readonly limiter: Limiter,
    private readonly budget: Budget,
  ) {
    super();
    this.axios = connections.axios;
  }

  override request<T>(options: Options<T>): Promise<Response<T>> {
    const budget = { ...this.budget, deadline: this.deadlineOf(options.uri) };
    return persist(() => this.limiter.run(() => this.attempt(options, timeForAttempt(budget))), budget);
  }

  /** Sync may not use up the time in which a leaver can be locked out without it; after Frontline it gets its turn to confirm. */
  private deadlineOf(uri: string): number {
    const { deadline, now } = this.budget;
    return new URL(uri).hostname.startsWith('sync.') ? Math.min(deadline, now() + SYNC_CALL_MS) : deadline - CONFIRM_MS;
  }

  private async attempt<T>(options: Options<T>, timeoutMs: number): Promise<Attempt<Response<T>>> {
    const startedAt = this.limiter.mark();
    try {
      const response = await within(timeoutMs, super.request<T>({ ...options, timeout: timeoutMs }));
      const { statusCode } = response;
      if (statusCode === 429) this.limiter.tooMany(startedAt);
      if (statusCode !== 429 && statusCode < 500) return { done: response };
      const headers: Record<string, unknown> = response.headers ?? {};
      return { again: () => response, retryAfterMs: retryAfter(headers['retry-after'], this.budget.now()) };
    } catch (error) {
      return { again: () => fail(error), retryAfterMs: undefined };
    }
  }
}

/** axios counts from the moment a socket is there; this counts from now, so that a connection that hangs ends as well. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

function fail(error: unknown): never {
  throw error;
}
