import { isJson, type Request } from '../../assets/api/http/request';
import { isAuthentic } from '../../assets/api/webhook';
import { MINUTE } from '../../assets/domain/time';
import type { Secret } from '../../assets/lib/secret';
import type { Sender } from '../../assets/providers/sample';
import { serialisations } from '../../assets/providers/serialisations';
import { describeLoss, describeWriting } from './writing';

/** A delivery as it arrived, and the secrets of the environment. */
export interface Arrived {
  readonly sender: Sender;
  /** As a Function sees it. */
  readonly request: Request;
  /** The body as it was sent. */
  readonly body: string;
  /** The keys that the address brought. */
  readonly queryKeys: readonly string[];
  readonly secretsOf: (sender: Sender) => readonly Secret[];
  /** Every sender. */
  readonly senders: readonly Sender[];
  /** ms since the epoch. */
  readonly now: number;
}

/** Whether a delivery is authentic, and what shows that or stands against it, in sentences without values. */
export interface SignatureReport {
  readonly verified: boolean;
  readonly text: string;
}

/** Reports on the proof of a delivery. The verdict is the receiver's own; the experiments after it only explain it. */
export function explainSignature(arrived: Arrived): SignatureReport {
  const { sender, request, now } = arrived;
  const secrets = arrived.secretsOf(sender);
  const name = sender.provider.secret;
  if (secrets.length === 0) return { verified: false, text: `${name} is not set, so every delivery is rejected.` };
  const index = secrets.findIndex((secret) => isAuthentic(sender.provider, request, [secret], now));
  const secret = secrets[index];
  if (!secret) return { verified: false, text: reasonOf(arrived, secrets) };
  const which = secrets.length > 1 ? `value ${index + 1} of ${name}` : name;
  return { verified: true, text: proofOf(arrived, secret, which) };
}

function proofOf(arrived: Arrived, secret: Secret, which: string): string {
  if (secret.scheme !== 'native' || !signsBody(arrived.sender)) {
    const how = { bearer: 'a bearer secret', basic: 'user and password', native: 'the secret' }[secret.scheme];
    return `Verifies: Authorization carries ${how}, ${which}. The body is not signed.`;
  }
  const signed = findSigned(arrived, secret, texts(arrived));
  if (signed === undefined) return `Verifies: signed with ${which}.`;
  const sent = signed === arrived.body ? '' : ' That is not the text that was sent, but the same JSON.';
  return `Verifies: signed with ${which}. The signed text is JSON, ${describeWriting(signed)}.${sent}`;
}

type Explain = (arrived: Arrived, secrets: readonly Secret[]) => string | undefined;

/** The likely reasons, the most certain first. */
const REASONS: readonly Explain[] = [
  bareSecret,
  wrongScheme,
  missingHeader,
  wrongTime,
  queryKeys,
  lostByParsing,
  otherSecret,
  otherSender,
  wrongType,
  otherForm,
];

function reasonOf(arrived: Arrived, secrets: readonly Secret[]): string {
  for (const explain of REASONS) {
    const reason = explain(arrived, secrets);
    if (reason !== undefined) return `Does not verify. ${reason}`;
  }
  const { secret } = arrived.sender.provider;
  return `Does not verify. ${secret} did not make this proof: the sender has another secret, or the body was changed after it was signed.`;
}

/** The secret by itself, without the word `Bearer`. */
function bareSecret({ request, sender }: Arrived, secrets: readonly Secret[]): string | undefined {
  const authorization = given(request, 'Authorization');
  if (!secrets.some(({ scheme, value }) => scheme !== 'basic' && value === authorization)) return undefined;
  const write = secrets.some(({ scheme }) => scheme === 'bearer') || !signsBody(sender);
  const also = write ? '' : `, and ${sender.provider.secret} has to be bearer:<value>`;
  return `The secret is right, but the header has to be "Authorization: Bearer <secret>"${also}.`;
}

function wrongScheme({ sender, request, now }: Arrived, secrets: readonly Secret[]): string | undefined {
  for (const scheme of ['bearer', 'basic', 'native'] as const) {
    const others = secrets.map(({ value }): Secret => ({ scheme, value }));
    if (!isAuthentic(sender.provider, request, others, now)) continue;
    const { secret } = sender.provider;
    const prefix = scheme === 'native' ? 'without a prefix' : `as ${scheme}:<value>`;
    return `The secret is right, but the sender uses it in another way: write it ${prefix} in ${secret}.`;
  }
  return undefined;
}

function missingHeader(arrived: Arrived, secrets: readonly Secret[]): string | undefined {
  const native = secrets.some(({ scheme }) => scheme === 'native');
  const expected = native ? namesOf(arrived.sender) : ['Authorization'];
  const missing = expected.filter((name) => given(arrived.request, name) === undefined);
  if (missing.length === 0) return undefined;
  const repeated = missing.filter((name) => Array.isArray(arrived.request.headers[name.toLowerCase()]));
  if (repeated.length > 0) return `Header sent more than once: ${repeated.join(', ')}.`;
  return `Header missing: ${missing.join(', ')}.`;
}

/** So many times and ids of a delivery are tried: a stranger's headers may hold thousands. */
const MOST_TRIED = 10;

/** Times that a header may bring, as Unix seconds or ms, in ms. */
function timesIn({ headers }: Request): number[] {
  const numbers = Object.values(headers).flatMap(
    (value) => String(value).match(/(?<!\w)\d{10}(?:\d{3})?(?!\w)/g) ?? [],
  );
  return [...new Set(numbers)].slice(0, MOST_TRIED).map((digits) => Number(digits) * (digits.length === 10 ? 1000 : 1));
}

function wrongTime({ sender, request, now }: Arrived, secrets: readonly Secret[]): string | undefined {
  const signed = timesIn(request).find((time) => isAuthentic(sender.provider, request, secrets, time));
  if (signed === undefined) return undefined;
  const minutes = Math.round(Math.abs(now - signed) / MINUTE);
  return `The signature is right, but its time is ${minutes} minutes ${signed < now ? 'behind' : 'ahead of'} the clock of this machine; 5 are allowed. One of the clocks is wrong, or this is an old delivery.`;
}

/** The request as it would be without the keys of its address. */
function withoutQuery({ request, body }: Arrived): Request {
  return { headers: request.headers, payload: Object(JSON.parse(body)) };
}

function queryKeys(arrived: Arrived, secrets: readonly Secret[]): string | undefined {
  const { sender, request, now, queryKeys: keys } = arrived;
  if (keys.length === 0 || !isJson(request)) return undefined;
  if (!isAuthentic(sender.provider, withoutQuery(arrived), secrets, now)) return undefined;
  return 'It would verify without the part of the address after the question mark, which Twilio adds to the body. Remove it at the sender.';
}

function lostByParsing(arrived: Arrived, secrets: readonly Secret[]): string | undefined {
  if (!isJson(arrived.request)) return undefined;
  const isOurs = secrets.some(
    (secret) => secret.scheme === 'native' && findSigned(arrived, secret, [arrived.body]) !== undefined,
  );
  if (!isOurs) return undefined;
  const loss = describeLoss(arrived.body) ?? `how it is written (${describeWriting(arrived.body)})`;
  return `The secret is right, and the text that was sent was signed. But a Function gets the parsed body, and this cannot be written again: ${loss}. Use a bearer: secret, or change how the sender writes JSON.`;
}

function otherSecret(arrived: Arrived): string | undefined {
  const { sender, request, now, senders, secretsOf } = arrived;
  const other = senders.find((one) => one !== sender && isAuthentic(sender.provider, request, secretsOf(one), now));
  return other && `It was made with ${other.provider.secret} instead of ${sender.provider.secret}.`;
}

function otherSender({ sender, request, now, senders, secretsOf }: Arrived): string | undefined {
  const other = senders.find((one) => one !== sender && isAuthentic(one.provider, request, secretsOf(one), now));
  return other && `It is a delivery of ${other.provider.title}, whose address is /webhooks/${other.provider.name}.`;
}

function wrongType({ request }: Arrived): string | undefined {
  return isJson(request)
    ? undefined
    : 'Content-Type is not application/json, so Twilio does not parse the body as JSON.';
}

function otherForm(arrived: Arrived, secrets: readonly Secret[]): string | undefined {
  const secret = secrets.find(({ scheme }) => scheme === 'native');
  if (!secret || !signsBody(arrived.sender)) return undefined;
  const expected = Object.entries(
    arrived.sender.headers(secret.value, { event: '', id: 'x', now: new Date(arrived.now), body: '' }),
  ).at(-1);
  const found = expected && given(arrived.request, expected[0]);
  if (!expected || found === undefined || found.length === expected[1].length) return undefined;
  return `${expected[0]} has ${found.length} characters instead of ${expected[1].length}: the sender uses another algorithm or encoding.`;
}

/** The names of the headers that prove a delivery by the sender's own scheme. */
function namesOf(sender: Sender): string[] {
  return Object.keys(sender.headers('x', { event: '', id: 'x', now: new Date(0), body: '' }));
}

/** Whether the sender's own scheme covers the body. */
function signsBody({ headers }: Sender): boolean {
  const of = (body: string) => JSON.stringify(headers('x', { event: '', id: 'x', now: new Date(0), body }));
  return of('{}') !== of('[]');
}

/** The value of a header that came once; Svix's name counts as that of Standard Webhooks. */
function given({ headers }: Request, name: string): string | undefined {
  const lower = name.toLowerCase();
  const value = headers[lower] ?? headers[lower.replace(/^webhook-/, 'svix-')];
  return typeof value === 'string' ? value : undefined;
}

/** The texts that may have been signed: what was sent, and what the receiver tries. */
function* texts(arrived: Arrived): Generator<string> {
  yield arrived.body;
  yield* serialisations(arrived.request.payload);
}

/** Which text was signed with a secret: signs each as the sender does, and compares. */
function findSigned(arrived: Arrived, secret: Secret, candidates: Iterable<string>): string | undefined {
  const { sender, request } = arrived;
  const found = Object.entries(request.headers).flatMap(([name, value]) =>
    name.endsWith('-id') ? [String(value)] : [],
  );
  const ids = found.slice(0, MOST_TRIED);
  const times = timesIn(request);
  const contexts = (ids.length > 0 ? ids : ['x']).flatMap((id) =>
    (times.length > 0 ? times : [arrived.now]).map((time) => ({ event: '', id, now: new Date(time) })),
  );
  for (const body of candidates) {
    for (const context of contexts) {
      const headers = Object.entries(sender.headers(secret.value, { ...context, body }));
      if (headers.every(([name, value]) => isGiven(given(request, name), value))) return body;
    }
  }
  return undefined;
}

/** Whether a header has this value; of several signatures in one header, one. */
function isGiven(found: string | undefined, value: string): boolean {
  if (found === undefined) return false;
  return found.replaceAll(' ', '') === value.replaceAll(' ', '') || found.split(' ').includes(value);
}
