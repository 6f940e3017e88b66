import type { Answer } from '../../assets/api/http/answer';
import type { Request } from '../../assets/api/http/request';
import { receiveDelivery } from '../../assets/api/webhook';
import type { Ports } from '../../assets/main/ports';
import { bamboohr } from '../../assets/providers/bamboohr/receive';
import { bamboohrSample } from '../../assets/providers/bamboohr/sample';
import { gusto } from '../../assets/providers/gusto/receive';
import { gustoSample } from '../../assets/providers/gusto/sample';
import { okta } from '../../assets/providers/okta/receive';
import { oktaSample } from '../../assets/providers/okta/sample';
import type { Sender } from '../../assets/providers/sample';
import { standard } from '../../assets/providers/standard/receive';
import { standardSample } from '../../assets/providers/standard/sample';
import type { SenderName, SimPerson } from './people';
import type { Said } from './said';

const SIGNING = `whsec_${Buffer.from('the standard secret of the simulation').toString('base64')}`;

/** The environment of the simulated deployment. */
export const ENVIRONMENT = {
  STANDARD_SECRET: SIGNING,
  OKTA_SECRET: 'okta-secret-of-the-simulation',
  OKTA_APP_ID: '0oaFRONTLINE',
  BAMBOOHR_SECRET: 'bamboohr-secret-of-the-simulation',
  GUSTO_SECRET: 'gusto-secret-of-the-simulation',
  TICK_SECRET: 'tick-secret-of-the-simulation',
  OPS_SECRET: 'ops-secret-of-the-simulation',
  ALERT_SMS_FROM: '+14155550100',
  ALERT_SMS_TO: '+14155550101',
} as const;

const SENDERS = {
  standard: { provider: standard, sample: standardSample, secret: ENVIRONMENT.STANDARD_SECRET },
  okta: { provider: okta, sample: oktaSample, secret: ENVIRONMENT.OKTA_SECRET },
  bamboohr: { provider: bamboohr, sample: bamboohrSample, secret: ENVIRONMENT.BAMBOOHR_SECRET },
  gusto: { provider: gusto, sample: gustoSample, secret: ENVIRONMENT.GUSTO_SECRET },
} as const;

const iso = (instant: number | undefined) => (instant === undefined ? undefined : new Date(instant).toISOString());

/** What a sender calls an event. */
const EVENTS: Readonly<Record<Exclude<SenderName, 'standard'>, Readonly<Partial<Record<Said['type'], string>>>>> = {
  okta: {
    offboarded: 'user.lifecycle.deactivate',
    reinstated: 'user.lifecycle.reactivate',
  },
  bamboohr: { offboarded: 'status.inactive', reinstated: 'status.active' },
  gusto: {
    offboarded: 'employee.terminated_effective',
    reinstated: 'employee.rehire_effective',
    offboarding_cancelled: 'employee.termination_cancelled',
  },
};

function payloadOf(said: Said, person: SimPerson): object {
  const setting = (name: string) => (name === 'OKTA_APP_ID' ? ENVIRONMENT.OKTA_APP_ID : undefined);
  const options = { id: said.id, now: new Date(said.timestamp), setting };
  const { sender } = said;
  if (sender === 'standard') return standardPayload(said, person);
  const event = EVENTS[sender][said.type] ?? said.type;
  const who = sender === 'okta' ? { identity: said.spelling ?? person.identity } : { employee: person.employee };
  return SENDERS[sender].sample.body(event, { ...options, ...who });
}

function standardPayload(said: Said, person: SimPerson): object {
  const { effectiveAt, from, to, available, friendlyName, avatar, leave, type } = said;
  const who = said.spelling === person.key ? { person: person.key } : { identity: said.spelling ?? person.identity };
  const data = {
    ...who,
    effectiveAt: iso(effectiveAt),
    from: iso(from),
    ...(type === 'availability' ? { available, until: iso(to) } : { to: iso(to) }),
    ...(leave !== undefined && { id: leave }),
    friendlyName,
    avatar,
  };
  return { id: said.id, type: `staff.${type}`, timestamp: iso(said.timestamp), data };
}

/** One delivery: everything in it comes from one sender; only Okta sends several events at once. */
export interface Delivery {
  readonly said: readonly Said[];
}

/** The request that a delivery arrives as, signed at `now`. */
export function requestOf({ said }: Delivery, people: ReadonlyMap<string, SimPerson>, now: number): Request {
  const [first] = said;
  if (!first) throw new RangeError('an empty delivery');
  const { sample, secret } = SENDERS[first.sender];
  const payloads = said.map((one) => payloadOf(one, personOf(one, people)));
  const payload: Record<string, unknown> = JSON.parse(JSON.stringify(combined(payloads)));
  const unsigned = {
    event: EVENTS[first.sender as 'okta']?.[first.type] ?? `staff.${first.type}`,
    id: first.id,
    // BambooHR's header says when the event was sent.
    now: new Date(now),
    body: JSON.stringify(payload),
  };
  const sender: Sender = sample;
  const headers = { 'content-type': 'application/json', ...sender.unsignedHeaders?.(unsigned) };
  return { headers: inLowerCase({ ...headers, ...sender.headers(secret, unsigned) }), payload };
}

function personOf({ person }: Said, people: ReadonlyMap<string, SimPerson>): SimPerson {
  const found = people.get(person);
  if (!found) throw new RangeError(`nobody is called ${person}`);
  return found;
}

/** Okta's events stand side by side in one delivery. */
function combined(payloads: readonly object[]): object {
  const [first, ...others] = payloads as { data?: { events?: unknown[] } }[];
  if (!first || others.length === 0) return first ?? {};
  const events = [first, ...others].flatMap(({ data }) => data?.events ?? []);
  return { ...first, data: { events } };
}

function inLowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Has the product receive a request, as the Function of the sender's address does. */
export function receive(sender: SenderName, request: Request, ports: Ports): Promise<Answer> {
  return receiveDelivery(SENDERS[sender].provider, request, ports);
}
