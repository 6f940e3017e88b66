import { toValidationErrors } from '../../api/http/faults';
import { header } from '../../api/http/request';
import { NO_NEWS } from '../../domain/staff-event';
import * as z from '../../lib/zod';
import { type BodyScheme, bodyIsSigned, isWithinTolerance } from '../body-signatures';
import type { Provider, ProviderContext, SenderAlert } from '../provider';
import {
  combine,
  eventId,
  flag,
  idText,
  ignore,
  nameText,
  type ParsedEvent,
  providerInstant,
  statedFlag,
  toStaffEvent,
} from '../source-event';
import { slackConfig } from './config';

// https://docs.slack.dev/reference/events/user_change and https://docs.slack.dev/authentication/verifying-requests-from-slack

const envelope = z.looseObject({
  type: nameText,
  event_id: idText.nullish(),
  event_time: providerInstant.nullish(),
  event: z.looseObject({ type: nameText.nullish() }).nullish(),
});

const userChange = z.looseObject({
  event: z.looseObject({
    user: z.looseObject({
      id: idText,
      deleted: statedFlag,
      is_bot: flag,
      updated: providerInstant.nullish(),
      profile: z.looseObject({ email: z.string().nullish() }).nullish(),
    }),
  }),
});

/** Signs `v0:<time>:<body>`; the header has `v0=` in front. */
export const slackScheme: BodyScheme = { header: 'x-slack-signature', algorithm: 'sha256', encoding: 'hex' };
const TIMESTAMP = 'x-slack-request-timestamp';

/** Slack's Events API: no event of its own tells that a member was deactivated, or activated again; `user_change` does, among much else. */
export const slack: Provider = {
  ...slackConfig,
  /** https://docs.slack.dev/reference/events/url_verification */
  handshake({ payload: { type, challenge } }) {
    const isChallenge = typeof challenge === 'string' && /^[\x21-\x7e]{1,256}$/.test(challenge);
    return type === 'url_verification' && isChallenge ? { answer: { challenge } } : undefined;
  },
  authenticate(request, secrets, now) {
    const timestamp = header(request, TIMESTAMP) ?? '';
    if (!/^\d{1,12}$/.test(timestamp) || !isWithinTolerance(Number(timestamp) * 1000, now)) return false;
    const given = /^v0=(.*)$/.exec(header(request, slackScheme.header) ?? '')?.[1];
    if (given === undefined) return false;
    return bodyIsSigned(slackScheme, request, secrets, { before: signedBefore(timestamp) }, given);
  },
  toEvents({ payload }, context) {
    const parsed = envelope.safeParse(payload);
    if (!parsed.success) return combine([{ faults: toValidationErrors(parsed.error.issues, payload) }]);
    const { event, event_id, event_time: sent } = parsed.data;
    const type = parsed.data.type === 'event_callback' ? (event?.type ?? 'event_callback') : parsed.data.type;
    const id = event_id ?? eventId('slack', payload);
    if (type !== 'user_change') return combine([ignore(id, type, REASONS.get(type), ALERTS.get(type))]);
    return combine([readUser(payload, { id, type, sent: sent ?? undefined }, context)]);
  },
};

const REASONS = new Map([
  ['app_rate_limited', 'Slack left out the events of a minute: too many for one app'],
  ['app_uninstalled', 'Slack reports no more of this workspace'],
]);

/** https://docs.slack.dev/reference/events/app_rate_limited and https://docs.slack.dev/reference/events/app_uninstalled */
const ALERTS: ReadonlyMap<string, SenderAlert> = new Map([
  [
    'app_rate_limited',
    {
      cause: 'rate-limited',
      text:
        'Slack leaves out events for Rosterline, because there are too many or too many were not answered. A member who is deactivated meanwhile is ' +
        'not reported, and keeps access. Look in Slack for who was deactivated today, and lock them out.',
    },
  ],
  [
    'app_uninstalled',
    {
      cause: 'uninstalled',
      text: 'The Slack app that reports to Rosterline was uninstalled: no leavers arrive from that workspace any more. Install it again, or rely on another source.',
    },
  ],
]);

interface UserChange {
  readonly id: string;
  readonly type: string;
  readonly sent: number | undefined;
}

function readUser(payload: object, { id, type, sent }: UserChange, context: ProviderContext): ParsedEvent {
  const parsed = userChange.safeParse(payload);
  if (!parsed.success) return { faults: toValidationErrors(parsed.error.issues, payload) };
  const { id: person, deleted, is_bot: isBot, updated, profile } = parsed.data.event.user;
  if (isBot) return ignore(id, type, 'a bot');
  const said = updated ?? sent;
  // Without a time of its own, a delivery that is repeated could outweigh a deactivation in between.
  if (deleted === undefined || (!deleted && said === undefined)) return ignore(id, type, NO_NEWS);
  const source = {
    provider: 'slack',
    id,
    type,
    at: said ?? context.now(),
    person,
    // Where the profile was deleted, too, there is a placeholder.
    fallbackIdentity: profile?.email?.includes('@') ? profile.email : undefined,
    path: ['event', 'user'],
    content: said === undefined ? JSON.stringify([id, person]) : undefined,
  };
  if (!deleted) return toStaffEvent({ ...source, onlyIfNews: true }, 'staff.reinstated', {}, context);
  return toStaffEvent(source, 'staff.offboarded', {}, context);
}

/** @param timestamp Unix seconds, as sent. */
export function signedBefore(timestamp: string): string {
  return `v0:${timestamp}:`;
}
