import { getExpectedTwilioSignature } from 'twilio';
import type { Request } from '../../assets/api/http/request';
import { smsDuty } from '../../assets/sms/receive.private';
import { AUTH_TOKEN } from '../emulator/local-twilio';
import { described } from '../support/described';
import { SMS_ADDRESS, type World } from '../support/world';

/** A message as Twilio sends it: https://www.twilio.com/docs/messaging/guides/webhook-request */
export function message(from: string, body: string, sid: string): Record<string, string> {
  return {
    ToCountry: 'US',
    SmsMessageSid: sid,
    NumMedia: '0',
    FromCity: '',
    SmsStatus: 'received',
    Body: body,
    To: '+12025550199',
    MessageSid: sid,
    From: from,
    ApiVersion: '2010-04-01',
  };
}

export function signed(payload: Record<string, unknown>, { address = SMS_ADDRESS, token = AUTH_TOKEN } = {}): Request {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
    'x-twilio-signature': getExpectedTwilioSignature(token, address, payload),
  };
  return { headers, payload };
}

let messages = 0;

/** What somebody is answered who texts this, in an execution of its own. */
export async function text(
  world: World,
  from: string,
  body: string,
  sid = `SM${String(++messages).padStart(32, '0')}`,
): Promise<string> {
  const ports = world.execution();
  const answer = described('post', '/sms/duty', await smsDuty(signed(message(from, body, sid)), ports));
  await ports.audit.flush();
  const [, said] =
    /^<\?xml version="1.0" encoding="UTF-8"\?><Response><Message>(.*)<\/Message><\/Response>$/.exec(
      String(answer.body),
    ) ?? [];
  if (answer.status !== 200 || said === undefined) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return said;
}
