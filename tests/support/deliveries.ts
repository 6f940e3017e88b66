import type { Request } from '../../assets/api/http/request';
import { receiveDelivery } from '../../assets/api/webhook';
import { okta } from '../../assets/providers/okta/receive';
import { standard } from '../../assets/providers/standard/receive';
import { sign } from '../../assets/providers/standard-webhooks';
import { jsonOf } from '../api/http/body';
import { described } from './described';
import { SECRETS, type World } from './world';

/** An answer, with what tests look at. */
export interface Received {
  readonly status: number;
  readonly code?: string;
  readonly results: readonly { event: string; type: string; outcome: string; user?: string }[];
  readonly headers: Readonly<Record<string, string>>;
}

/** A StaffEvent; its timestamp is now unless it is given. */
export interface Event {
  readonly type: string;
  readonly id: string;
  readonly timestamp?: string;
  readonly data: Record<string, unknown>;
}

/** A request that carries an event, signed as Standard Webhooks. */
export function signedDelivery(world: World, event: Event): Request {
  const payload = { timestamp: new Date(world.clock.now).toISOString(), ...event };
  const seconds = String(Math.floor(world.clock.now / 1000));
  const signature = sign(SECRETS.STANDARD_SECRET, event.id, seconds, JSON.stringify(payload));
  const headers = {
    'content-type': 'application/json',
    'webhook-id': event.id,
    'webhook-timestamp': seconds,
    'webhook-signature': signature,
  };
  return { headers, payload };
}

/** Delivers an event, signed as Standard Webhooks, in an execution of its own. */
export async function deliver(world: World, event: Event, ports = world.execution()): Promise<Received> {
  const received = await receiveDelivery(standard, signedDelivery(world, event), ports);
  const answer = described('post', '/webhooks/standard', received);
  await ports.audit.flush();
  return answered(answer);
}

/** Delivers what Okta would send. */
export async function deliverOkta(
  world: World,
  events: readonly unknown[],
  secret = SECRETS.OKTA_SECRET,
  ports = world.execution(),
): Promise<Received> {
  const request: Request = {
    headers: { 'content-type': 'application/json', authorization: secret },
    payload: { eventType: 'com.okta.event_hook', data: { events } },
  };
  return answered(described('post', '/webhooks/okta', await receiveDelivery(okta, request, ports)));
}

function answered({ status, headers, body }: Awaited<ReturnType<typeof receiveDelivery>>): Received {
  const { code, results = [] }: { code?: string; results?: Received['results'] } = jsonOf(body);
  return { status, headers, results, ...(code !== undefined && { code }) };
}
