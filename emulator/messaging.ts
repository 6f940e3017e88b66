import { Hono } from 'hono';
import type { TwilioApi, TwilioEnv } from './api';
import { newSid } from './sync/named-objects';
import { methodNotAllowed, notFound, TwilioError } from './twilio-errors';

/** A text message as `GET /_local/messages` shows it. */
export interface SentMessage {
  /** When it was accepted, ISO 8601 in UTC. */
  readonly at: string;
  /** The number, or the SID of the Messaging Service that would choose one. */
  readonly from: string;
  readonly to: string;
  readonly body: string;
}

/** Validates the form of a message; rejects with the codes of https://www.twilio.com/docs/api/errors */
function readMessage(form: URLSearchParams): Omit<SentMessage, 'at'> & { service: string | null } {
  const field = (name: string) => form.get(name)?.trim() ?? '';
  const refuse = (code: number, message: string) => new TwilioError(400, code, message);
  const to = field('To');
  if (to === '') throw refuse(21604, "A 'To' phone number is required.");
  const service = field('MessagingServiceSid') || null;
  const from = field('From') || service;
  if (from === null) throw refuse(21603, "A 'From' phone number is required.");
  const body = form.get('Body') ?? '';
  if (body === '') throw refuse(21602, 'Message body is required.');
  // Characters and not bytes: https://www.twilio.com/docs/api/errors/21617
  if ([...body].length > 1600) throw refuse(21617, 'The concatenated message body exceeds the 1600 character limit.');
  if (!/^(?:[a-z]+:.+|\+[1-9]\d{6,14})$/i.test(to)) throw refuse(21211, `Invalid 'To' Phone Number: ${to}`);
  if (to === from) throw refuse(21266, "'To' and 'From' number cannot be the same");
  return { to, from, body, service };
}

/** The date format of the 2010 API. */
const rfc2822 = (at: number) => new Date(at).toUTCString().replace('GMT', '+0000');

/**
 * Programmable Messaging as far as a text message is sent: accepted, kept for `GET /_local/messages`, and never delivered.
 * Source: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message
 */
export function messaging({ accountSid, now }: { accountSid: string; now: () => number }): TwilioApi {
  const sent: SentMessage[] = [];
  const address = '/2010-04-01/Accounts/:account/Messages.json';
  const routes = new Hono<TwilioEnv>()
    .post(address, (c) => {
      if (c.req.param('account') !== accountSid) throw notFound(c.env.target.path);
      const { service, ...message } = readMessage(c.var.form);
      const at = now();
      sent.push({ at: new Date(at).toISOString(), from: message.from, to: message.to, body: message.body });
      const sid = newSid('SM');
      return c.json(showMessage({ accountSid, sid, at }, message, service), 201);
    })
    .all(address, methodNotAllowed);
  const reset = () => {
    sent.length = 0;
  };
  const control = new Hono<TwilioEnv>().get('/_local/messages', (c) => c.json(sent));
  return { product: 'api', plainPaths: ['/2010-04-01'], routes, control, reset };
}

/** A message as the API answers it. @param service the Messaging Service that stands in for the sender, if any. */
function showMessage(
  { accountSid, sid, at }: { accountSid: string; sid: string; at: number },
  { body, to, from }: Omit<SentMessage, 'at'>,
  service: string | null,
) {
  const uri = `/2010-04-01/Accounts/${accountSid}/Messages/${sid}`;
  return {
    sid,
    account_sid: accountSid,
    api_version: '2010-04-01',
    body,
    to,
    from: service === null ? from : null,
    messaging_service_sid: service,
    // A Messaging Service accepts a message first, and queues it once it has chosen a number.
    status: service === null ? 'queued' : 'accepted',
    direction: 'outbound-api',
    num_media: '0',
    num_segments: service === null ? '1' : '0',
    error_code: null,
    error_message: null,
    price: null,
    price_unit: null,
    date_created: rfc2822(at),
    date_updated: rfc2822(at),
    date_sent: null,
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json` },
  };
}
