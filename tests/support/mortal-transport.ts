import { RequestClient } from 'twilio';

/** Kills an execution as the platform would: from then on nothing of it goes on. */
export interface Death {
  /** At which outgoing call, counted from 1; and whether the call still reaches Twilio. */
  readonly at: number;
  readonly when: 'before' | 'after';
  /** Told of each call; and of the death. */
  readonly onCall?: () => void;
  readonly onDeath?: () => void;
}

type Call<T> = Parameters<typeof RequestClient.prototype.request<T>>[0];
type Answer<T> = ReturnType<typeof RequestClient.prototype.request<T>>;

/** Carries the calls of one execution until its hour has come; then it never answers again. @param calls counts those of all its clients. */
export class MortalTransport extends RequestClient {
  constructor(
    private readonly transport: RequestClient,
    private readonly death: Death,
    private readonly calls: { count: number },
  ) {
    super();
  }

  override async request<T>(options: Call<T>): Answer<T> {
    const { at, when, onCall, onDeath } = this.death;
    const call = ++this.calls.count;
    onCall?.();
    if (call < at) return this.transport.request<T>(options);
    if (when === 'after' && call === at) await this.transport.request<T>(options).catch(() => undefined);
    onDeath?.();
    return new Promise<Awaited<Answer<T>>>(() => undefined);
  }
}
