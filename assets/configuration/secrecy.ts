import { readSecrets } from './secret';

/** Each secret that we make ourselves can be long; a sender's own may be as short as the sender makes it. */
const SHORTEST_SECRET = 16;

/** Secrets that nobody but us makes, whatever their scheme. */
const OURS: ReadonlySet<string> = new Set(['TICK_SECRET', 'OPS_SECRET', 'ICS_TOKEN', 'RECORD_KEY']);

interface Weakness {
  readonly name: string;
  readonly message: string;
}

/**
 * What makes secrets too weak for an address that the internet reaches. No message holds a value.
 * @param env the variables that are set.
 */
export function weaknesses(env: Readonly<Record<string, string>>): readonly Weakness[] {
  return Object.entries(env).flatMap(([name, text]) => (isShort(name, text) ? [tooShort(name)] : []));
}

function isShort(name: string, text: string): boolean {
  if (name === 'RECORD_KEY') return text.length < SHORTEST_SECRET;
  if (!/_(SECRET|TOKEN)$/.test(name)) return false;
  return readSecrets(text).some(({ scheme, value }) => {
    const password = scheme === 'basic' ? value.slice(value.indexOf(':') + 1) : value;
    return (scheme !== 'native' || OURS.has(name)) && password.length < SHORTEST_SECRET;
  });
}

function tooShort(name: string): Weakness {
  return {
    name,
    message: `must have at least ${SHORTEST_SECRET} characters, also behind bearer: and as the password behind basic:`,
  };
}
