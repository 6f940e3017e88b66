import { RequestClient, Twilio } from 'twilio';
import { leadToPlainPort } from '../../../assets/lib/plain-port';
import { ACCOUNT_SID, AUTH_TOKEN, type LocalTwilio } from '../local-twilio';

/** The real SDK, whose calls are led from Twilio's hosts to the local one. To be made once that has started. */
export function sdk(twilio: LocalTwilio): Twilio {
  const httpClient = new RequestClient();
  leadToPlainPort(httpClient, twilio.url);
  return new Twilio(ACCOUNT_SID, AUTH_TOKEN, { httpClient });
}

/** The SID of the conversation with this number. */
export const ch = (number: number) => `CH${number.toString(16).padStart(32, '0')}`;

export const CUSTOMER = { address: '+15558675310', proxy: '+15017122661' };

/** A conversation as the control API shows it. */
export interface Shown {
  readonly sid: string;
  readonly state: string;
  readonly participants: readonly {
    readonly sid: string;
    readonly identity: string | null;
    readonly address: string | null;
    readonly proxy: string | null;
    readonly projected?: string;
  }[];
}

/** Puts a conversation through the control API, which has to take it. */
export async function put(twilio: LocalTwilio, sid: string, json: unknown): Promise<Shown> {
  const { status, body } = await twilio.call<Shown>(`/_local/conversations/${sid}`, { method: 'PUT', json });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}

/** The conversations that the control API shows. */
export async function shown(twilio: LocalTwilio): Promise<readonly Shown[]> {
  return (await twilio.call<Shown[]>('/_local/conversations')).body;
}
