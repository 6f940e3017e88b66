import type { Slack } from '../../application/ports';
import * as z from '../../lib/zod';
import type { CallKind, ClientFor } from '../twilio/transport';

const API = 'https://slack.com/api/';

/** https://docs.slack.dev/apis/web-api/#responses: a refusal has the status 200 and `ok: false`. */
const answer = z.object({ ok: z.boolean(), error: z.string().optional() });

/** Slack answered that it does not do what was asked. `code`: its word for why. */
class SlackRefused extends Error {
  override readonly name = 'SlackRefused';

  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

/**
 * Slack's Web API, over the transport that carries the calls to Twilio: a host like others, with its own limit of concurrency, its
 * `Retry-After`, and the same time limits. Slack takes about one message a second for each channel, and some 20 changes of user groups a minute
 * (https://docs.slack.dev/apis/web-api/rate-limits).
 * @param token of a bot with `chat:write` and, for groups, `usergroups:write`.
 */
export function createSlack(clientFor: ClientFor, token: string): Slack {
  async function call(kind: CallKind, method: string, data: Record<string, string>): Promise<void> {
    // The SDK's HTTP client itself, which adds no credentials of Twilio's.
    const { statusCode, body } = await clientFor(kind).httpClient.request<unknown>({
      method: 'post',
      uri: API + method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/x-www-form-urlencoded' },
      data,
    });
    const read = answer.safeParse(typeof body === 'string' ? parsed(body) : body).data;
    if (statusCode === 200 && read?.ok) return;
    throw new SlackRefused(statusCode, read?.error ?? 'unreadable_answer');
  }

  return {
    /** A user's id as the channel opens the direct message: https://docs.slack.dev/reference/methods/chat.postMessage#dms */
    post: (user, text) => call('once', 'chat.postMessage', { channel: user, text: escaped(text) }),
    /** Replaces all members: https://docs.slack.dev/reference/methods/usergroups.users.update */
    setGroup: (group, users) => call('effect', 'usergroups.users.update', { usergroup: group, users: users.join(',') }),
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined; // reported as an answer that cannot be read
  }
}

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
