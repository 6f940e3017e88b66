import { parseSecrets, type Secret } from '../../assets/lib/secret';
import {
  basic,
  bearer,
  type SampleOptions,
  type Sender,
  type UnsignedDelivery,
  UsageError,
} from '../../assets/providers/sample';
import { isWebAddress, notAnAddress } from './address';

/** A sample delivery as an HTTP request. */
export interface SampleRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Makes a sample delivery, signed by the provider's scheme; with a bearer or Basic secret, it carries that instead. */
export function prepare(
  sender: Sender,
  event: string,
  options: SampleOptions,
  secret: Secret,
  to: string,
): SampleRequest {
  const body = JSON.stringify(sender.body(event, options));
  const unsigned = { event, id: options.id, now: options.now, body };
  const headers = {
    'Content-Type': 'application/json',
    ...sender.unsignedHeaders?.(unsigned),
    ...proof(sender, secret, unsigned),
  };
  return { url: address(to, sender.provider.name), headers, body };
}

function proof(
  sender: Sender,
  { scheme, value }: Secret,
  unsigned: UnsignedDelivery,
): Readonly<Record<string, string>> {
  if (scheme === 'bearer') return bearer(value);
  return scheme === 'basic' ? basic(value) : sender.headers(value, unsigned);
}

/** The first value of a secret as it is written in the environment. @throws UsageError */
export function firstSecret(text: string): Secret {
  const [first] = parseSecrets(text);
  if (!/^[\x21-\x7e]+$/.test(first.value)) {
    throw new UsageError('the secret must be printable ASCII without spaces');
  }
  return first;
}

/** Adds the provider's path to a base address; an address with a path stays as it is. @throws UsageError */
function address(to: string, provider: string): string {
  if (!isWebAddress(to)) throw new UsageError(notAnAddress(to));
  const url = new URL(to);
  if (url.pathname === '/') url.pathname = `/webhooks/${provider}`;
  return url.href;
}

/** Formats the request as a command for a POSIX shell. */
export function asCurl({ url, headers, body }: SampleRequest): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const lines = [
    `curl -sS -X POST ${quoted(url)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    `--data-raw ${quoted(body)}`,
  ];
  return lines.join(' \\\n  ');
}
