import { merge } from '../../lib/json-merge-patch';
import { signBody } from '../body-signatures';
import {
  DEFAULT_IDENTITY,
  effectsOf,
  refuseEffectiveAt,
  type SampleOptions,
  type Sender,
  UsageError,
  unixSeconds,
} from '../sample';
import { signedBefore, slack, slackScheme } from './receive';

const CHANGES: Readonly<Record<string, { effect: string; type?: string; deleted?: true }>> = {
  deactivated: { effect: 'is deactivated: locked out', deleted: true },
  changed: { effect: 'has a changed profile: let in again if Slack locked them out' },
  team_join: { effect: 'has joined: ignored', type: 'team_join' },
};

/** Slack. https://docs.slack.dev/reference/events/user_change */
export const slackSample: Sender = {
  provider: slack,
  namesPeopleBy: 'identity',
  rejectsStale: true,
  events: effectsOf(CHANGES),
  body(event, options) {
    refuseEffectiveAt(options, slack.title);
    const { type = 'user_change', deleted = false } = CHANGES[event] ?? {};
    const seconds = unixSeconds(options.now);
    const user = { ...member(options), deleted, updated: seconds };
    return {
      token: 'XXYYZZ',
      team_id: 'T123ABC456',
      api_app_id: 'A123ABC456',
      event: { user: merge(user, options.data), cache_ts: seconds, type, event_ts: `${seconds}.001500` },
      type: 'event_callback',
      event_id: options.id,
      event_time: seconds,
    };
  },
  headers(secret, { now, body }) {
    const timestamp = String(unixSeconds(now));
    return {
      'X-Slack-Request-Timestamp': timestamp,
      'X-Slack-Signature': `v0=${signBody(slackScheme, secret, body, { before: signedBefore(timestamp) })}`,
    };
  },
};

function member({ identity = DEFAULT_IDENTITY, person, employee = 'U0SAMPLE' }: SampleOptions): object {
  if (person !== undefined) throw new UsageError('Slack does not know the keys of the roster; give --identity');
  return { id: employee, team_id: 'T1234567', name: 'some-user', profile: { email: identity }, is_bot: false };
}
