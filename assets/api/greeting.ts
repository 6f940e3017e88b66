import type { Provider } from '../providers/provider';
import { type Answer, ok } from './http/answer';
import { methodOf, type Request } from './http/request';
import { type HandshakePorts, reportHandshake } from './take-delivery.private';

/**
 * Answers a sender's set-up request. It grants nothing; what the operator needs of it is logged and alerted.
 * @param authentic a secret proves the request, or the sender has none yet.
 */
export async function greet(
  provider: Provider,
  request: Request,
  ports: HandshakePorts,
  authentic: boolean,
): Promise<Answer | undefined> {
  const greeting = provider.handshake?.(request);
  if (!greeting) return undefined;
  const { forOperator, answer } = greeting;
  if (forOperator !== undefined) {
    if (!authentic || methodOf(request) !== 'POST') return undefined;
    await reportHandshake(provider, forOperator, ports);
  }
  return ok(answer);
}
