import { readSecrets, type Secret } from '../../assets/main/configuration/secret';
import { basic, bearer, type Sender, type Unsigned, UsageError, type Wish } from './sender';

/** A request, ready to be sent. */
export interface Delivery {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A sample delivery, signed as the provider signs, or with a bearer token or Basic credentials if the secret is one. */
export function prepare(sender: Sender, event: string, wish: Wish, secret: Secret, to: string): Delivery {
  const body = JSON.stringify(sender.body(event, wish));
  const unsigned = { event, id: wish.id, now: wish.now, body };
  const headers = {
    'Content-Type': 'application/json',
    ...sender.says?.(unsigned),
    ...proof(sender, secret, unsigned),
  };
  return { url: address(to, sender.name), headers, body };
}

function proof(sender: Sender, { scheme, value }: Secret, unsigned: Unsigned): Readonly<Record<string, string>> {
  if (scheme === 'bearer') return bearer(value);
  return scheme === 'basic' ? basic(value) : sender.headers(value, unsigned);
}

/** A secret as it stands in the environment; of two values the first. @throws UsageError */
export function parseSecret(text: string): Secret {
  const [first] = readSecrets(text);
  if (!first || !/^[\x21-\x7e]+$/.test(first.value)) {
    throw new UsageError('the secret must be printable ASCII without spaces');
  }
  return first;
}

/** A base address is completed; one with a path is taken as it is. @throws UsageError */
function address(to: string, provider: string): string {
  const url = URL.canParse(to) ? new URL(to) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`--to is ${to}; expected an address such as http://127.0.0.1:3000`);
  }
  if (url.pathname === '/') url.pathname = `/webhooks/${provider}`;
  return url.href;
}

/** The request as a command for a POSIX shell. */
export function asCurl({ url, headers, body }: Delivery): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const lines = [
    `curl -sS -X POST ${quoted(url)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    `--data-raw ${quoted(body)}`,
  ];
  return lines.join(' \\\n  ');
}
