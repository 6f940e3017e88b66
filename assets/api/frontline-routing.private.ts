import { routeConversation, type UnrosteredPorts } from '../application/routing/route-conversation';
import type { RoutingRequest } from '../application/routing/routing-requests';
import { callbackUnreadable } from '../application/routing-alerts';
import { type Answer, ok, problem, type ValidationError } from './http/answer';
import type { Request } from './http/request';
import { unsigned } from './http/twilio-signature';

/** For ticks, which take up what waits: the code of routing stays in this asset. */
export { takeUpWaiting } from '../application/routing/take-up-waiting';

type RoutingContext = UnrosteredPorts & {
  /** Whether Twilio itself signed this request, as it does Frontline's callbacks. */
  readonly isFromTwilio: (request: Request) => boolean;
};

/**
 * `POST /frontline/routing`: Frontline's custom routing callback. Twilio sends a new conversation's properties as a form, wants 200 within
 * 10 s (https://www.twilio.com/docs/api/errors/48010, https://www.twilio.com/docs/api/errors/48011), and reads nothing of the answer: the
 * callback itself adds the worker (https://www.twilio.com/docs/frontline/handle-incoming-conversations).
 */
export async function frontlineRouting(request: Request | undefined, ports: RoutingContext): Promise<Answer> {
  if (!request || !ports.isFromTwilio(request)) {
    return unsigned(
      'a routing callback',
      '/frontline/routing',
      "the custom routing callback in Frontline's Console",
      ports.log,
    );
  }
  const read = readCallback(request.payload, ports.now());
  if ('errors' in read) {
    ports.log('error', 'A routing callback names no conversation, and somebody has no worker', {
      fields: read.errors.map(({ path }) => path),
    });
    await ports.alert(callbackUnreadable());
    return problem('invalid_payload', 'Expected a new conversation as Frontline sends it.', read.errors);
  }
  if (read.faults.length > 0) {
    ports.log('error', 'A routing callback has faults; what they concern counts as not given', {
      conversation: read.request.conversation,
      fields: read.faults.map(({ path }) => path),
    });
  }
  const routed = await routeConversation(read.request, ports);
  // An error is what Frontline logs; where a tick takes the conversation up, there is none.
  if (routed.outcome === 'lost') {
    return problem(
      'upstream_unavailable',
      'The conversation has no worker, and Sync could not be reached to note that.',
    );
  }
  return ok({ conversation: read.request.conversation, ...routed });
}

/** https://www.twilio.com/docs/conversations-classic/api/conversation-resource */
const CONVERSATION_SID = /^CH[0-9a-fA-F]{32}$/;

const SID = 'ConversationSid';
const CUSTOMER = 'MessagingBinding.Address';
const NUMBER = 'MessagingBinding.ProxyAddress';

/**
 * Reads the fields that routing needs. Of group MMS Twilio sends no number of its own and a list of customers. A conversation must
 * not be left without a worker for that, nor for an address that is no single one: they count as not given.
 */
function readCallback(
  payload: Request['payload'],
  at: number,
):
  | { readonly request: RoutingRequest; readonly faults: readonly ValidationError[] }
  | { readonly errors: readonly ValidationError[] } {
  const faults: ValidationError[] = [];
  const optional = (path: string): string => {
    const value = payload[path] ?? '';
    if (typeof value === 'string') return value;
    faults.push({ path, message: 'expected one address' });
    return '';
  };
  const conversation = payload[SID];
  const isSid = typeof conversation === 'string' && CONVERSATION_SID.test(conversation);
  const number = optional(NUMBER);
  const customer = optional(CUSTOMER);
  if (!isSid) return { errors: [{ path: SID, message: 'expected CH and 32 hexadecimal digits' }, ...faults] };
  const isOne = customer !== '' && !customer.includes(',');
  return { request: { conversation, number, at, ...(isOne && { customer }) }, faults };
}
