import type { Context } from 'hono';
import { Hono } from 'hono';
import type { TwilioApi, TwilioEnv } from './api';

/** A message of the app, as `GET /_local/slack` shows it. */
export interface SlackMessage {
  /** When it was accepted, ISO 8601 in UTC. */
  readonly at: string;
  /** The channel or the user as named in the call. */
  readonly channel: string;
  readonly text: string;
}

/** What `GET /_local/slack` shows: the messages, oldest first, and the members of each user group that was set. */
export interface SlackState {
  readonly messages: readonly SlackMessage[];
  readonly usergroups: Readonly<Record<string, readonly string[]>>;
}

/** A channel, a direct message or a user. */
const DESTINATION = /^[CDGUW][A-Z0-9]{2,}$/;
const USER = /^[UW][A-Z0-9]{2,}$/;

/** Slack refuses with 200: https://docs.slack.dev/apis/web-api/#responses */
const refuse = (c: Context<TwilioEnv>, error: string) => c.json({ ok: false, error });

/**
 * The two methods of Slack's Web API that Rosterline calls, with the refusals that their pages document:
 * https://docs.slack.dev/reference/methods/chat.postMessage and https://docs.slack.dev/reference/methods/usergroups.users.update.
 * Every bot or user token is accepted but one that contains `revoked`; every user and every group exists.
 */
export function slack({ now }: { readonly now: () => number }): TwilioApi {
  let messages: SlackMessage[] = [];
  let usergroups: Record<string, readonly string[]> = {};
  const routes = new Hono<TwilioEnv>()
    .use('/api/*', async (c, next) => {
      const token = /^Bearer (\S+)$/.exec(c.req.header('Authorization') ?? '')?.[1];
      if (token === undefined) return refuse(c, 'not_authed');
      if (token.includes('revoked')) return refuse(c, 'token_revoked');
      if (!/^xox[bp]-/.test(token)) return refuse(c, 'invalid_auth');
      return next();
    })
    .post('/api/chat.postMessage', (c) => {
      const { form } = c.var;
      const [channel, text] = [form.get('channel') ?? '', form.get('text') ?? ''];
      if (!DESTINATION.test(channel)) return refuse(c, 'channel_not_found');
      if (text === '') return refuse(c, 'no_text');
      const at = now();
      messages.push({ at: new Date(at).toISOString(), channel, text });
      const ts = `${Math.floor(at / 1000)}.${String(messages.length).padStart(6, '0')}`;
      return c.json({ ok: true, channel, ts, message: { type: 'message', text, ts } });
    })
    .post('/api/usergroups.users.update', (c) => {
      const { form } = c.var;
      const [usergroup, users] = [form.get('usergroup') ?? '', (form.get('users') ?? '').split(',').filter(Boolean)];
      if (usergroup === '') return refuse(c, 'missing_argument');
      if (users.length === 0) return refuse(c, 'no_users_provided');
      if (!users.every((user) => USER.test(user))) return refuse(c, 'invalid_users');
      usergroups = { ...usergroups, [usergroup]: users };
      return c.json({ ok: true, usergroup: { id: usergroup, is_usergroup: true, users, user_count: users.length } });
    })
    .all('/api/*', (c) => refuse(c, 'unknown_method'));
  const state = (): SlackState => ({ messages, usergroups });
  const reset = () => {
    messages = [];
    usergroups = {};
  };
  const control = new Hono<TwilioEnv>().get('/_local/slack', (c) => c.json(state()));
  return { product: 'slack', ownCredentials: true, routes, control, reset };
}

/** The body with which Slack answers a status: https://docs.slack.dev/apis/web-api/rate-limits */
export function slackError(status: number, headers: Record<string, string>): Response {
  const error = status === 429 ? 'ratelimited' : status === 503 ? 'service_unavailable' : 'internal_error';
  return Response.json({ ok: false, error }, { status, headers });
}
