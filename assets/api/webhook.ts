import type { HourCount } from '../application/hour-count';
import type { Secret } from '../lib/secret';
import type { Provider } from '../providers/provider';
import { greet } from './greeting';
import { type Answer, problem } from './http/answer';
import type { Request } from './http/request';
import { hasBasic, hasBearer } from './http/secrets';
import { dryRunPorts, reportUnauthorized, type TakeDeliveryPorts, takeDelivery } from './take-delivery.private';
import { asksForDryRun, markedAsDryRun, UNCLEAR } from './webhook-dry-run';

/** What receiving deliveries takes of the world. */
type WebhookPorts = TakeDeliveryPorts & {
  readonly configuration: { readonly secrets: Readonly<Record<Provider['secret'], readonly Secret[]>> };
  readonly memory: { readonly unauthenticated: Map<string, HourCount> };
};

/**
 * The way of a delivery: authenticate, parse, record, decide, apply, answer. One that asks for a dry run goes the same way, on
 * ports that write nothing.
 */
export async function receiveDelivery(
  provider: Provider,
  request: Request | undefined,
  ports: WebhookPorts,
): Promise<Answer> {
  const isDryRun = request !== undefined && asksForDryRun(request);
  const answer = await authenticated(provider, request, ports, isDryRun);
  return isDryRun === false ? answer : markedAsDryRun(answer);
}

/** @param isDryRun undefined if that is unclear. */
async function authenticated(
  provider: Provider,
  request: Request | undefined,
  ports: WebhookPorts,
  isDryRun: boolean | undefined,
): Promise<Answer> {
  const secrets = ports.configuration.secrets[provider.secret];
  // Some senders tell their secret only in or after the greeting. It is answered without one, and nothing else is.
  if (secrets.length === 0 && provider.handshakeBeforeSecret && request) {
    const greeting = await greet(provider, request, isDryRun === false ? ports : dryRunPorts(ports), true);
    if (greeting) return greeting;
  }
  if (secrets.length === 0) {
    return problem('provider_not_configured', `Set ${provider.secret} to accept deliveries at this address.`);
  }
  if (!request) return problem('unauthorized', 'The headers of this request cannot be trusted.');
  const authentic = isAuthentic(provider, request, secrets, ports.now());
  const own = isDryRun === false ? ports : dryRunPorts(ports);
  const greeting = await greet(provider, request, own, authentic);
  if (greeting) return greeting;
  if (!authentic) {
    // Also of a dry run: a stranger must not keep an attempt from the operators by a header.
    await reportUnauthorized(provider, request, ports);
    return problem('unauthorized', 'The signature or secret is missing, wrong or too old.');
  }
  if (isDryRun === undefined) {
    return problem('invalid_payload', 'It is unclear whether this is a dry run. Nothing was processed.', [UNCLEAR]);
  }
  return takeDelivery(provider, request, ports, isDryRun);
}

/** Whether one of the secrets proves a request, by whichever scheme. @param now ms */
export function isAuthentic(provider: Provider, request: Request, secrets: readonly Secret[], now: number): boolean {
  const of = (wanted: Secret['scheme']) => secrets.filter(({ scheme }) => scheme === wanted);
  // All three are checked, whichever is right: the time taken must not tell which schemes are configured.
  const byBearer = hasBearer(request, of('bearer'));
  const byBasic = hasBasic(request, of('basic'));
  const native = of('native');
  return (native.length > 0 && provider.authenticate(request, native, now)) || byBearer || byBasic;
}
