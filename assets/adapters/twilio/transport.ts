import { RequestClient, type Twilio } from 'twilio';
import type { Contact, StartTimer } from '../../application/ports';
import { within } from '../../lib/within';
import type { Limiter, Limiters } from './limiter';
import { type Attempt, type Budget, persist, retryAfter, timeForAttempt } from './retry';

type Options<T> = Parameters<typeof RequestClient.prototype.request<T>>[0];
type Response<T> = Awaited<ReturnType<typeof RequestClient.prototype.request<T>>>;

/** Enough sockets for the highest concurrency; the SDK's 20 would cap it. */
const MAX_SOCKETS = 100;

/** A call that prepares or confirms, with all its attempts, ms. */
const PREPARING_MS = 3000;
/** A call that only asks whether a host answers, ms. */
const PROBING_MS = 700;
/** What effects leave of the budget, ms, so that they can be confirmed in the record. */
export const CONFIRM_MS = 1000;

/**
 * What a call is for, which decides how long it may take and whether it is repeated:
 * - `prepare`: what is read or written before an effect. It must not use up the time in which a leaver can be locked out
 *   without it.
 * - `effect`: a change that others see, such as UpdateUser. It leaves time for confirming it.
 * - `confirm`: what is written after an effect.
 * - `once`: an effect that is not idempotent, such as a text message. It is repeated only after an attempt of which it is
 *   certain that it was not processed.
 * - `probe`: only asks whether the host answers at all. It is made once and at once, whatever the host asked for.
 *
 * All but `once` and `probe` may be repeated whatever became of the attempt before.
 */
export type CallKind = 'prepare' | 'effect' | 'confirm' | 'once' | 'probe';

/** The SDK's client whose calls are of this kind. The SDK passes no option of a single call on to its HTTP client. */
export type ClientFor = (kind: CallKind) => Twilio;

/** What the clients of one execution share; connections and limiters serve the whole process. */
export interface Shared {
  readonly connections: RequestClient;
  readonly limiters: Limiters;
  readonly budget: Budget;
  /** Ends an attempt that takes too long. */
  readonly startTimer: StartTimer;
  /** Where the process keeps how each host answers, by hostname; absent: nobody asks. */
  readonly contacts?: Map<string, Contact>;
}

/** The system's timer. */
export const systemTimer: StartTimer = (ms, elapsed) => {
  const timer = setTimeout(elapsed, ms);
  return () => clearTimeout(timer);
};

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
 * The clients of one execution of a Function, each made when it is first used. What one of them is told by `Retry-After`,
 * the others obey as well.
 */
export function createClients(shared: Shared, connect: (httpClient: RequestClient) => Twilio): ClientFor {
  const notBefore = new Map<string, number>();
  const clients = new Map<CallKind, Twilio>();
  return (kind) => {
    const client = clients.get(kind) ?? connect(new Transport(kind, shared, notBefore));
    clients.set(kind, client);
    return client;
  };
}

/**
 * Carries calls of one kind to Twilio: one attempt at most 2.5 s, all within the budget, 429 and 5xx and broken
 * connections tried again with full jitter, `Retry-After` obeyed, concurrency adapted to each host. It sits below the SDK
 * because the SDK's errors no longer have the headers.
 */
class Transport extends RequestClient {
  /** @param notBefore hostname → the instant, ms, before which the host does not want to hear from us. */
  constructor(
    private readonly kind: CallKind,
    private readonly shared: Shared,
    private readonly notBefore: Map<string, number>,
  ) {
    super();
    this.axios = shared.connections.axios;
  }

  override request<T>(options: Options<T>): Promise<Response<T>> {
    if (this.kind === 'probe') return this.probe(options);
    const limiter = this.shared.limiters(new URL(options.uri).hostname);
    const budget = { ...this.shared.budget, deadline: this.deadline() };
    return persist(async () => {
      for (;;) {
        await this.untilAllowed(options.uri, budget);
        const turn = limiter.run(async () =>
          // While this call waited for its turn, another one may have been told to stay away.
          this.waitFor(options.uri) > 0 ? undefined : this.attempt(options, limiter, timeForAttempt(budget)),
        );
        // Where others' calls hang, no turn comes in time; one that comes later makes no call any more.
        const outcome = await within(budget.deadline - budget.now(), turn, this.shared.startTimer);
        if (outcome) return outcome;
      }
    }, budget);
  }

  private deadline(): number {
    const { deadline, now } = this.shared.budget;
    switch (this.kind) {
      case 'prepare':
      case 'confirm':
        return Math.min(deadline, now() + PREPARING_MS);
      case 'probe':
        return Math.min(deadline, now() + PROBING_MS);
      case 'effect':
      case 'once':
        return deadline - CONFIRM_MS;
    }
  }

  /** How long the host does not want to hear from us, ms. */
  private waitFor(uri: string): number {
    return (this.notBefore.get(new URL(uri).hostname) ?? 0) - this.shared.budget.now();
  }

  /** Waits as long as the host has asked for, be it in answer to another call. @throws OutOfTime if that is too long. */
  private async untilAllowed(uri: string, budget: Budget): Promise<void> {
    const wait = this.waitFor(uri);
    if (wait <= 0) return;
    timeForAttempt({ deadline: budget.deadline - wait, now: budget.now });
    await budget.sleep(wait);
  }

  private async probe<T>(options: Options<T>): Promise<Response<T>> {
    const timeoutMs = timeForAttempt({ deadline: this.deadline(), now: this.shared.budget.now });
    const response = await within(
      timeoutMs,
      super.request<T>({ ...options, timeout: timeoutMs }),
      this.shared.startTimer,
    );
    this.note(options.uri, response.statusCode);
    return response;
  }

  /** A host that answers is not down, even if it refuses the one call that matters. */
  private note(uri: string, status: number): void {
    const { contacts, budget } = this.shared;
    const kind = status === 429 ? 'refused' : status < 500 ? 'answered' : undefined;
    if (!contacts || !kind) return;
    const { hostname } = new URL(uri);
    contacts.set(hostname, { ...contacts.get(hostname), [kind]: budget.now() });
  }

  private async attempt<T>(options: Options<T>, limiter: Limiter, timeoutMs: number): Promise<Attempt<Response<T>>> {
    const startedAt = limiter.mark();
    try {
      const call = super.request<T>({ ...options, timeout: timeoutMs });
      // axios counts from the moment a socket is there; this counts from now, so that a connection that hangs ends as well.
      const response = await within(timeoutMs, call, this.shared.startTimer);
      const { statusCode } = response;
      this.note(options.uri, statusCode);
      if (statusCode === 429) limiter.tooMany(startedAt);
      if (statusCode !== 429 && statusCode < 500) return { done: response };
      const now = this.shared.budget.now();
      const headers: Record<string, unknown> = response.headers ?? {};
      const asked = retryAfter(headers['retry-after'], now);
      if (asked !== undefined) this.notBefore.set(new URL(options.uri).hostname, now + asked);
      if (this.kind === 'once' && statusCode !== 429) return { done: response };
      return { again: () => response, retryAfterMs: asked };
    } catch (error) {
      if (this.kind === 'once' && !neverConnected(error)) throw error;
      return { again: () => fail(error), retryAfterMs: undefined };
    }
  }
}

/**
 * Whether a call failed before there was a connection that it could have been sent over. Of answers, only 429 says that a
 * call was not processed (https://www.twilio.com/docs/api/errors/20429); Twilio documents no such thing of a 5xx, nor a key
 * by which it would recognise a message that is sent twice.
 */
function neverConnected(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN';
}

function fail(error: unknown): never {
  throw error;
}
