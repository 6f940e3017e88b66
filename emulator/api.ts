import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Lie } from './faults';
import type { RequestTarget } from './target';

/** Hono's context, as every handler gets it. */
export interface TwilioEnv {
  Bindings: HttpBindings & { target: RequestTarget };
  Variables: {
    /** The fields of a form body; empty for any other body. */
    form: URLSearchParams;
    /** True when a fault cut the connection, so that no answer reached the client. */
    answerLost: boolean;
    /** Set if a fault makes UpdateUser, or a write to Conversations, answer as if it had worked and do nothing. */
    lie: Lie | undefined;
    /** Set if a fault makes reads return the state before the last write. */
    stale: boolean | undefined;
  };
}

/** One of Twilio's products, or Slack. To add another, write one such value and name it in `emulator.ts`. */
export interface TwilioApi {
  /** First label of its host name: `sync` for `sync.twilio.com` and for `sync.dublin.ie1.twilio.com`, `slack` for `slack.com`. */
  readonly product: string;
  /** On our own host name, where no product is named: paths at and beneath these are this API's. */
  readonly plainPaths?: readonly string[];
  /** Its routes, with the paths that Twilio documents. */
  readonly routes: Hono<TwilioEnv>;
  /** It does not take the account's credentials, but looks at its callers' own. */
  readonly ownCredentials?: true;
  /** Its routes in the control API, below `/_local`. */
  readonly control?: Hono<TwilioEnv>;
  /** Forgets everything it holds, but for what was deployed. */
  reset(): void;
}
