import type { Level } from '../serverless/store';

// The messages between the runner and a process for Functions.

/** Read by the process as it starts. */
export interface Manifest {
  /** `/var/task` of the cloud: `handlers/`, `files/` and `node_modules/` are in it. */
  readonly task: string;
  /** Path without its slash → file, as `Runtime.getFunctions()` lists them. */
  readonly functions: Readonly<Record<string, { readonly path: string }>>;
  /** Path with its slash → file: private assets only, as `Runtime.getAssets()` lists them. */
  readonly assets: Readonly<Record<string, { readonly path: string }>>;
  /** True if a handler may return a promise. */
  readonly takesPromises: boolean;
}

export interface Invocation {
  /** The file of the Function. */
  readonly file: string;
  /** Without `getTwilioClient`, which a message cannot carry. */
  readonly context: Readonly<Record<string, string>>;
  readonly event: Readonly<Record<string, unknown>>;
}

export interface Reply {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Uint8Array;
}

export interface LogLine {
  readonly kind: 'printed';
  readonly level: Level;
  readonly message: string;
}

/** A message from a process. `idle` follows `reply`, once for each invocation. */
export type ProcessMessage =
  | { readonly kind: 'ready' }
  | LogLine
  | { readonly kind: 'reply'; readonly reply: Reply }
  /** The process is idle; if `pending` lists unfinished work, it must not be reused. */
  | { readonly kind: 'idle'; readonly pending: readonly string[] };
