import { countWithinHour, type HourCount } from '../application/hour-count';
import type { Alerts, Clock } from '../application/ports';
import { handshake } from '../application/sender-alerts';
import { digest } from '../domain/person/record';
import type { Log } from '../lib/log';
import type { Provider } from '../providers/provider';
import { type Answer, ok } from './http/answer';
import { methodOf, type Request } from './http/request';

/** What answering a sender's set-up request takes. */
interface GreetingPorts {
  readonly alert: Alerts;
  readonly log: Log;
  readonly memory: { readonly unauthenticated: Map<string, HourCount> };
  readonly now: Clock;
}

/** So many set-up requests an hour are alerted by one process: anybody can send them. All are logged. */
const MOST_GREETINGS = 5;

/**
 * Answers a sender's set-up request. It grants nothing; what the operator needs of it is logged and alerted.
 * @param authentic a secret proves the request, or the sender has none yet.
 */
export async function greet(
  provider: Provider,
  request: Request,
  { alert, log, memory, now }: GreetingPorts,
  authentic: boolean,
): Promise<Answer | undefined> {
  const greeting = provider.handshake?.(request);
  if (!greeting) return undefined;
  const { forOperator, answer } = greeting;
  if (forOperator !== undefined) {
    if (!authentic || methodOf(request) !== 'POST') return undefined;
    const { after } = countWithinHour(memory.unauthenticated, `handshake-${provider.name}`, now());
    if (after <= MOST_GREETINGS) await alert(handshake(provider.name, forOperator, digest(forOperator)));
    else log('error', forOperator, { provider: provider.name, hint: 'one of many set-up requests: not alerted' });
  }
  return ok(answer);
}
