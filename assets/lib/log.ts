/** What a line of the log says besides its message. Never identities, secrets, names or phone numbers; docs/logs.md explains each field. */
export interface LogFields {
  readonly admitted?: boolean | undefined;
  readonly alert?: string | undefined;
  readonly because?: string | undefined;
  readonly by?: string | undefined;
  readonly callback?: string | undefined;
  readonly code?: unknown;
  readonly conversation?: string | undefined;
  readonly conversations?: readonly string[] | undefined;
  readonly detail?: string | undefined;
  readonly document?: string | undefined;
  readonly dryRun?: true | undefined;
  readonly error?: string | undefined;
  readonly event?: string | undefined;
  readonly failure?: string | undefined;
  readonly faults?: number | undefined;
  readonly feed?: string | undefined;
  readonly fields?: readonly string[] | undefined;
  readonly from?: string | undefined;
  readonly goingOnWith?: number | undefined;
  readonly hint?: string | undefined;
  readonly key?: string | undefined;
  readonly left?: number | undefined;
  readonly lines?: number | readonly object[] | undefined;
  readonly names?: readonly string[] | undefined;
  readonly outcome?: string | undefined;
  readonly parts?: number | undefined;
  readonly paths?: readonly string[] | undefined;
  readonly people?: number | undefined;
  readonly person?: string | undefined;
  readonly problems?: readonly { readonly name: string; readonly message: string }[] | undefined;
  readonly provider?: string | undefined;
  readonly reason?: string | undefined;
  readonly refiled?: number | undefined;
  readonly shard?: number | undefined;
  readonly shards?: readonly number[] | undefined;
  /** ms since the epoch. */
  readonly since?: number | undefined;
  readonly status?: number | undefined;
  readonly text?: string | undefined;
  readonly type?: string | undefined;
  readonly verdict?: string | undefined;
  readonly version?: number | undefined;
  readonly waiting?: number | undefined;
  readonly who?: string | undefined;
  readonly why?: string | undefined;
}

/** Writes one line for the operator. */
export type Log = (level: 'info' | 'warn' | 'error', message: string, fields?: LogFields) => void;
