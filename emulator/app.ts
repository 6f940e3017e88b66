import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { TwilioApi, TwilioEnv } from './api';
import { authenticate } from './authentication';
import { control } from './control';
import { injectFaults, type Sleep } from './fault-injection';
import type { Faults } from './faults';
import { type Journal, recordCalls } from './journal';
import type { Keys } from './keys';
import { routerPath } from './target';
import { badRequest, errorForStatus, errorResponse, methodNotAllowed, notFound, TwilioError } from './twilio-errors';
import type { UserStore } from './users';

export interface AppParts {
  readonly accountSid: string;
  readonly authToken: string;
  readonly now: () => number;
  readonly sleep: Sleep;
  readonly apis: readonly TwilioApi[];
  readonly users: UserStore;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly keys: Keys;
  /** Calls the deployed Functions as Twilio would. */
  readonly callbacks: Hono<TwilioEnv>;
  readonly caPem: string;
}

/** Past this, every path segment can be decoded, and HEAD (which Hono would answer like GET) is refused as Twilio's other methods are. */
const refuseMalformed = createMiddleware<TwilioEnv>(async (c, next) => {
  try {
    decodeURIComponent(c.env.target.path);
  } catch {
    throw badRequest('The path is not properly percent-encoded');
  }
  if (c.req.method === 'HEAD') methodNotAllowed();
  await next();
});

/** Builds the application for requests with a `target`. A call passes the journal, faults, credentials and then its API. */
export function buildApp(parts: AppParts): Hono<TwilioEnv> {
  const { apis, users, journal, faults, keys } = parts;
  const app = new Hono<TwilioEnv>({
    // Hono would decode the path before it is split, and an encoded slash would come apart.
    getPath: (_request, options) => routerPath(options?.env?.target),
  });
  app.use('/twilio/*', recordCalls(journal, parts.now), injectFaults(faults, parts.sleep));
  const others = new Set(apis.filter((api) => api.ownCredentials).map(({ product }) => product));
  app.use('/twilio/*', authenticate(parts, others), refuseMalformed);
  for (const api of apis) app.route(`/twilio/${api.product}`, api.routes);
  app.all('/twilio/*', (c) => {
    throw notFound(c.env.target.path);
  });
  app.use('/_local/*', refuseMalformed);
  const reset = () => {
    for (const held of [journal, faults, keys]) held.clear();
    for (const api of apis) api.reset();
  };
  for (const api of apis) if (api.control) app.route('/', api.control);
  app.route('/', keys.control);
  app.route('/', parts.callbacks);
  app.route('/', control({ users, journal, faults, caPem: parts.caPem, reset }));
  app.all('/foreign', () =>
    errorResponse(new TwilioError(403, 20403, 'Only *.twilio.com and slack.com are served here')),
  );
  app.onError((error) => {
    if (error instanceof TwilioError) return errorResponse(error);
    console.error(error);
    return errorResponse(errorForStatus(500));
  });
  return app;
}
