import type { Answer } from '../../assets/api/http/answer';
import { readRequest } from '../../assets/api/http/request';
import { receiveDelivery } from '../../assets/api/webhook';
import type { Provider } from '../../assets/providers/provider';
import type { SampleOptions, Sender } from '../../assets/providers/sample';
import { SENDERS } from '../../cli/send/senders';
import { jsonOf } from '../api/http/body';
import { type Memory, memory } from '../fuzz/memory';
import { eventFile, NOW } from './requests';

/** Everybody who sends, with a secret that its configuration takes. */
export const ALL = SENDERS.map((sender) => ({
  provider: sender.provider,
  sender,
  secret: secretFor(sender),
}));

/** The native secret of a provider in these tests; `other` makes another one. */
export function secretFor({ provider: { name } }: Pick<Sender, 'provider'>, other = ''): string {
  const base64 = Buffer.from(`${other} the secret of ${name} in the tests`).toString('base64');
  return name === 'standard' ? `whsec_${base64}` : base64;
}

/** A roster in which ada is whom the samples of all senders are about. */
export const ROSTER = `
version: 1
zone: UTC
people:
  ada: { identity: ana@example.com, ids: { ${SENDERS.map(({ provider: { name } }) => `${name}: "104"`).join(', ')} } }
  ben: { identity: ben@example.com }
shifts:
  - { id: always, days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00", who: [ada] }
`;

/** A world in which every sender has its secret, and some of the environment is otherwise. */
export function world(env: Record<string, string> = {}): Memory {
  const secrets = Object.fromEntries(ALL.map(({ provider, secret }) => [provider.secret, secret]));
  return memory(ROSTER, { ...secrets, OKTA_APP_ID: '0oaFRONTLINE', ...env }, NOW);
}

export const wish = (more: Partial<SampleOptions> = {}): SampleOptions => ({
  id: 'sample-1',
  now: new Date(NOW),
  setting: (name) => (name === 'OKTA_APP_ID' ? '0oaFRONTLINE' : undefined),
  ...more,
});

/** A request as the platform hands it over: the payload is spread over it. */
export interface Posted {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A body signed as its sender signs. */
export function signed(
  sender: Sender,
  event: string,
  payload: Readonly<Record<string, unknown>>,
  { secret = secretFor(sender), now = new Date(NOW), id = 'sample-1', body = JSON.stringify(payload) } = {},
): Posted {
  const unsigned = { event, id, now, body };
  const headers = {
    'Content-Type': 'application/json',
    ...sender.unsignedHeaders?.(unsigned),
    ...sender.headers(secret, unsigned),
  };
  return {
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    payload,
  };
}

/** The sample of an event, signed. */
export function sample(sender: Sender, event: string, more: Partial<SampleOptions> = {}): Posted {
  return signed(sender, event, Object(JSON.parse(JSON.stringify(sender.body(event, wish(more))))));
}

/** A documented delivery, signed; the event is the part of its name before ~, as 7shifts says it in a header. */
export function documented(sender: Sender, name: string): Posted {
  const payload = sender.provider.name === 'okta' ? eventFile('okta', name) : eventFile(sender.provider.name, name);
  return signed(sender, name.split('~')[0] ?? name, payload);
}

/** The answer to a request, all the way from what the platform hands over. */
export async function answer(provider: Provider, { headers, payload }: Posted, { ports }: Memory): Promise<Answered> {
  const event = { request: { headers, cookies: {} }, ...payload };
  return answered(await receiveDelivery(provider, readRequest(event), ports));
}

export interface Answered {
  readonly status: number;
  readonly code?: string;
  readonly outcomes: readonly string[];
  readonly text: string;
}

export function answered({ status, body }: Answer): Answered {
  const { code, results = [] }: { code?: string; results?: { outcome: string }[] } = jsonOf(body);
  const outcomes = results.map(({ outcome }) => outcome);
  return { status, outcomes, text: JSON.stringify(body), ...(code !== undefined && { code }) };
}
