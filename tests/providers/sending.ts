import type { Answer } from '../../assets/api/http/answer';
import { readRequest } from '../../assets/api/http/request';
import { receiveDelivery } from '../../assets/api/webhook';
import type { Provider } from '../../assets/providers/provider';
import type { SampleOptions, Sender, UnsignedDelivery } from '../../assets/providers/sample';
import { SENDERS } from '../../cli/send/senders';
import { jsonOf } from '../api/http/body';
import { type Memory, memory } from '../fuzz/memory';
import { described } from '../support/described';
import { eventFile, NOW } from './requests';

/** Every sender with its receiver and a valid native secret. */
export const ALL = SENDERS.map((sender) => ({
  provider: sender.provider,
  sender,
  secret: secretFor(sender),
}));

/** The native secret of a provider in these tests; `other` makes another one. */
export function secretFor({ provider: { name, secretKind } }: Pick<Sender, 'provider'>, other = ''): string {
  const base64 = Buffer.from(`${other} the secret of ${name} in the tests`).toString('base64');
  return secretKind === 'signing' ? `whsec_${base64}` : base64;
}

/** A roster in which ada is the person in all senders' samples. */
export const ROSTER = `
version: 1
zone: UTC
people:
  ada: { identity: ana@example.com, ids: { ${SENDERS.map(({ provider: { name } }) => `${name}: "104"`).join(', ')} } }
  ben: { identity: ben@example.com }
shifts:
  - { id: always, days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00", who: [ada] }
`;

/** A world in which every sender has its secret. @param env replaces further variables. @param more of the roster. */
export function world(env: Record<string, string> = {}, more = ''): Memory {
  const secrets = Object.fromEntries(ALL.map(({ provider, secret }) => [provider.secret, secret]));
  return memory(`${ROSTER}${more}`, { ...secrets, OKTA_APP_ID: '0oaFRONTLINE', ...env }, NOW);
}

export const sampleOptions = (more: Partial<SampleOptions> = {}): SampleOptions => ({
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

/** A payload with the headers that its sender would send, signed by its scheme. */
export function signed(
  sender: Sender,
  event: string,
  payload: Readonly<Record<string, unknown>>,
  { secret = secretFor(sender), now = new Date(NOW), id = 'sample-1', body = JSON.stringify(payload) } = {},
): Posted {
  const unsigned = { event, id, now, body };
  const headers = { ...unsignedHeaders(sender, unsigned), ...inLowerCase(sender.headers(secret, unsigned)) };
  return { headers, payload };
}

/** The headers of a delivery that prove nothing, as the platform hands them over. */
export function unsignedHeaders(
  sender: Sender,
  { event, id = '', now = new Date(NOW), body = '' }: Partial<UnsignedDelivery> & { event: string },
): Record<string, string> {
  return inLowerCase({ 'content-type': 'application/json', ...sender.unsignedHeaders?.({ event, id, now, body }) });
}

function inLowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The names of the headers that prove a delivery: those that depend on the secret, and those that are signed. */
export function proofHeaders(sender: Sender, event: string): string[] {
  const unsigned = unsignedHeaders(sender, { event });
  return Object.keys(sample(sender, event).headers).filter((header) => !Object.hasOwn(unsigned, header));
}

/** A delivery's headers with each proof spoiled. */
export function withSpoiledProofs(headers: Posted['headers'], proofs: readonly string[]): Record<string, unknown> {
  return { ...headers, ...Object.fromEntries(proofs.map((name) => [name, `${String(headers[name])}x`])) };
}

/** The options of a sample about one person, in the way in which its sender names people. */
export function about({ namesPeopleBy }: Sender, { identity, employee }: { identity: string; employee: string }) {
  return namesPeopleBy === 'identity' ? { identity } : { employee };
}

/** A sender's first event that changes a user. */
export async function effectiveEvent({ provider, sender }: (typeof ALL)[number]): Promise<string> {
  for (const event of Object.keys(sender.events)) {
    const here = world();
    const { outcomes } = await answer(provider, sample(sender, event), here);
    if (outcomes.includes('applied') && here.changes.count === 1) return event;
  }
  throw new Error(`no event of ${provider.name} changes anything`);
}

/** The sample of an event, signed. */
export function sample(sender: Sender, event: string, more: Partial<SampleOptions> = {}): Posted {
  return signed(sender, event, Object(JSON.parse(JSON.stringify(sender.body(event, sampleOptions(more))))));
}

/** A documented delivery, signed; the event is the part of its name before ~, which some senders send in a header. */
export function documented(sender: Sender, name: string): Posted {
  return signed(sender, name.split('~')[0] ?? name, eventFile(sender.provider.name, name));
}

/** The answer to a request, all the way from what the platform hands over. */
export async function answer(
  provider: Provider,
  { headers, payload }: Posted,
  { ports }: Pick<Memory, 'ports'>,
): Promise<Answered> {
  const event = { request: { headers, cookies: {} }, ...payload };
  return answered(
    described('post', `/webhooks/${provider.name}`, await receiveDelivery(provider, readRequest(event), ports)),
  );
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
