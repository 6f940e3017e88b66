import type { Level } from '../serverless/store';

// What the runner and a process that runs Functions say to each other.

/** Read by the process as it starts. */
export interface Manifest {
  /** `/var/task` of the cloud: `handlers/`, `files/` and `node_modules/` are in it. */
  readonly task: string;
  /** Path without its slash → file, as `Runtime.getFunctions()` lists them. */
  readonly functions: Readonly<Record<string, { readonly path: string }>>;
  /** Path with its slash → file: private assets only, as `Runtime.getAssets()` lists them. */
  readonly assets: Readonly<Record<string, { readonly path: string }>>;
  /** Whether a handler may return a promise. */
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

/** What a process says. After `reply` comes `rest`, once for each invocation. */
export type ProcessMessage =
  | { readonly kind: 'ready' }
  | LogLine
  | { readonly kind: 'reply'; readonly reply: Reply }
  /** The process has gone to rest; `pending` names what was still going on, and then it is good for nothing any more. */
  | { readonly kind: 'rest'; readonly pending: readonly string[] };
