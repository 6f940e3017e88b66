import { RequestClient } from 'twilio';
import type { Limiter, Limiters } from './limiter';
import { type Attempt, type Budget, persist, retryAfter, timeForAttempt } from './retry';

type Options<T> = Parameters<typeof RequestClient.prototype.request<T>>[0];
type Response<T> = Awaited<ReturnType<typeof RequestClient.prototype.request<T>>>;

/** Enough sockets for the highest concurrency; the SDK's 20 would cap it. */
const MAX_SOCKETS = 100;

/** A call to Sync, or a look at a user, with all its attempts, ms. */
const PREPARING_MS = 3000;
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
  /** Host → the instant before which it does not want to hear from us. */
  private readonly notBefore = new Map<string, number>();

  constructor(
    connections: RequestClient,
    private readonly limiters: Limiters,
    private readonly budget: Budget,
  ) {
    super();
    this.axios = connections.axios;
  }

  override request<T>(options: Options<T>): Promise<Response<T>> {
    const limiter = this.limiters(new URL(options.uri).hostname);
    const budget = { ...this.budget, deadline: this.deadlineOf(options) };
    return persist(async () => {
      for (;;) {
        await this.untilAllowed(options.uri, budget);
        const outcome = await limiter.run(async () =>
          // While this call waited for its turn, another one may have been told to stay away.
          this.waitFor(options.uri) > 0 ? undefined : this.attempt(options, limiter, timeForAttempt(budget)),
        );
        if (outcome) return outcome;
      }
    }, budget);
  }

  /**
   * Neither Sync nor a look at a user may use up the time in which a leaver can be locked out without them; and Frontline
   * leaves some for Sync, to confirm.
   */
  private deadlineOf({ uri, method }: { uri: string; method: string }): number {
    const { deadline, now } = this.budget;
    if (new URL(uri).hostname.startsWith('sync.')) return Math.min(deadline, now() + PREPARING_MS);
    return method.toLowerCase() === 'get' ? Math.min(deadline, now() + PREPARING_MS) : deadline - CONFIRM_MS;
  }

  /** How long the host does not want to hear from us, ms. */
  private waitFor(uri: string): number {
    return (this.notBefore.get(new URL(uri).hostname) ?? 0) - this.budget.now();
  }

  /** Waits as long as the host has asked for, be it in answer to another call. @throws OutOfTime if that is too long. */
  private async untilAllowed(uri: string, budget: Budget): Promise<void> {
    const wait = this.waitFor(uri);
    if (wait <= 0) return;
    timeForAttempt({ deadline: budget.deadline - wait, now: budget.now });
    await budget.sleep(wait);
  }

  private async attempt<T>(options: Options<T>, limiter: Limiter, timeoutMs: number): Promise<Attempt<Response<T>>> {
    const startedAt = limiter.mark();
    try {
      const response = await within(timeoutMs, super.request<T>({ ...options, timeout: timeoutMs }));
      const { statusCode } = response;
      if (statusCode === 429) limiter.tooMany(startedAt);
      if (statusCode !== 429 && statusCode < 500) return { done: response };
      const headers: Record<string, unknown> = response.headers ?? {};
      const asked = retryAfter(headers['retry-after'], this.budget.now());
      if (asked !== undefined) this.notBefore.set(new URL(options.uri).hostname, this.budget.now() + asked);
      return { again: () => response, retryAfterMs: asked };
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
