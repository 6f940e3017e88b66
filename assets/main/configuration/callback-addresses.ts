import { CALLBACKS, type CallbackAddresses, type CallbackName } from '../../application/gate/forward-callback';
import { value } from '../../lib/variable';
import { isLocalHttp, isSafe } from './web-address';

/** The variables with the addresses to which Frontline's callbacks are forwarded. */
const VARIABLES = {
  crm: 'FRONTLINE_CRM_URL',
  outgoing: 'FRONTLINE_OUTGOING_URL',
  templates: 'FRONTLINE_TEMPLATES_URL',
} as const satisfies Readonly<Record<CallbackName, string>>;

/**
 * An address of the customer's own service. It has to be written as it goes over the wire: the service checks the signature over the
 * address under which it was called (https://www.twilio.com/docs/usage/security), and what {@link URL} would write differently has two.
 */
const address = value
  .refine((text) => URL.canParse(text) && isSafe(new URL(text)), {
    error: 'must be an https URL (http only to localhost, for a deployment on this machine)',
    abort: true,
  })
  .refine((text) => new URL(text).username + new URL(text).password === '', {
    error: 'must not hold a user name or password',
  })
  .refine((text) => new URL(text).href === text && !text.includes('#'), {
    error:
      'must be written as a browser sends it: a path, at least /, no :443, lower-case host, no spaces, and no part after #',
  })
  .optional();

/** The variables themselves. */
export const CALLBACK_VARIABLES = {
  [VARIABLES.crm]: address,
  [VARIABLES.outgoing]: address,
  [VARIABLES.templates]: address,
};

/** The addresses by the callback's name. */
export function callbackAddresses(env: Readonly<Record<string, unknown>>): CallbackAddresses {
  const entries = CALLBACKS.map((name) => [name, env[VARIABLES[name]]] as const);
  return Object.fromEntries(entries.filter(([, url]) => typeof url === 'string'));
}

/**
 * The addresses that only a deployment on this machine may have: plain http to itself. No message holds a value.
 * @param env the variables that are set.
 */
export function localCallbacks(
  env: Readonly<Record<string, string>>,
): readonly { readonly name: string; readonly message: string }[] {
  return Object.values(VARIABLES).flatMap((name) => {
    const text = env[name];
    // What is http to elsewhere is refused everywhere.
    return text !== undefined && isLocalHttp(text) ? [{ name, message: 'must be an https URL' }] : [];
  });
}
