import { Hono } from 'hono';
import type { TwilioApi, TwilioEnv } from './api';
import { badRequest, methodNotAllowed, notFound } from './twilio-errors';
import { USER_STATES, type User, type UserState, type UserStore, type UserUpdate, withUpdate } from './users';

function readState(value: string | null): UserState | undefined {
  if (value === null) return undefined;
  const state = USER_STATES.find((known) => known === value);
  if (!state) throw badRequest(`State must be one of ${USER_STATES.join(', ')}`);
  return state;
}

function readIsAvailable(value: string | null): boolean | undefined {
  if (value === null) return undefined;
  // Clients in other languages send True and False.
  const word = value.toLowerCase();
  if (word !== 'true' && word !== 'false') throw badRequest('IsAvailable must be true or false');
  return word === 'true';
}

/** Reads the whole form before anything is changed. A field that comes twice counts the first time (assumed). */
function readChange(form: URLSearchParams): UserUpdate {
  return {
    friendly_name: form.get('FriendlyName') ?? undefined,
    avatar: form.get('Avatar') ?? undefined,
    state: readState(form.get('State')),
    is_available: readIsAvailable(form.get('IsAvailable')),
  };
}

/**
 * The whole of Frontline v1, described in `openapi/frontline.yaml`: FetchUser and UpdateUser, by SID or identity.
 * Source: https://www.twilio.com/docs/frontline/user-resource
 */
export function frontline(users: UserStore): TwilioApi {
  function userNamed(name: string): User {
    const user = users.find(name);
    if (!user) throw notFound(`/Users/${name}`);
    return user;
  }

  // The router sees the path as it was sent, so `param` is where it is decoded, once.
  const routes = new Hono<TwilioEnv>()
    .get('/v1/Users/:sid', (c) => c.json(userNamed(c.req.param('sid'))))
    .post('/v1/Users/:sid', (c) => {
      const user = userNamed(c.req.param('sid'));
      const change = readChange(c.var.form);
      const { lie } = c.var;
      if (lie) return c.json(lie === 'claimed' ? withUpdate(user, change) : user);
      return c.json(users.update(user, change));
    })
    .all('/v1/Users/:sid', methodNotAllowed);
  return { product: 'frontline-api', plainPaths: ['/v1/Users'], routes, reset: users.clear };
}
