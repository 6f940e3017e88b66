// Written from the contract alone: nothing of the product is used here.

const HOUR_MS = 3_600_000;

export interface LimitOptions {
  readonly limit: number;
  /** How many processes of the product run side by side. */
  readonly processes: number;
  /** Whether Sync had faults since an instant. */
  readonly syncFailedSince: (instant: number) => boolean;
}

/** The hourly limit, as it must hold. Instants are ms since the epoch. */
export class HourlyLimit {
  private readonly lockouts: { readonly key: string; readonly at: number }[] = [];
  private readonly deployments: number[] = [];

  constructor(private readonly options: LimitOptions) {}

  deployed(at: number): void {
    this.deployments.push(at);
  }

  /** Somebody was locked out, and no operator had released it. @returns what is wrong with that. */
  lockedOut(key: string, at: number): string | undefined {
    const { limit, processes, syncFailedSince } = this.options;
    const since = at - HOUR_MS;
    this.lockouts.push({ key, at });
    const people = new Set(this.lockouts.filter((one) => one.at > since).map((one) => one.key)).size;
    // Without the count in Sync each process keeps the limit by itself; a deployment begins with new ones.
    const alone = processes * (1 + this.deployments.filter((one) => one > since).length);
    const most = limit * (syncFailedSince(since) ? alone : 1);
    return people > most
      ? `was locked out as the ${people}th within an hour; the limit is ${limit}, at most ${most}`
      : undefined;
  }
}
