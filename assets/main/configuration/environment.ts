import { type SecretVariable, token } from '../../lib/secret';
import { required, type Values, type Variable, value, yesOrNo, yesUnlessNo } from '../../lib/variable';
import { PROVIDER_SECRETS, PROVIDER_VARIABLES, providersWith } from '../../providers/provider-configs';
import { CALLBACK_VARIABLES } from './callback-addresses';
import { OPEN_ID_VARIABLES } from './open-id';

const e164 = value.refine((text) => /^\+[1-9]\d{6,14}$/.test(text), {
  error: 'must be a phone number such as +14155550100',
});

/** Secrets of our own callers. We make them, and requests present them as they are. */
export const TOKENS = {
  TICK_SECRET: token,
  OPS_SECRET: token,
  ICS_TOKEN: token,
  METRICS_TOKEN: token,
} satisfies Record<string, SecretVariable>;

const SECRETS = { ...PROVIDER_SECRETS, ...TOKENS };
/** A variable that holds one or two secrets. */
export type SecretName = keyof typeof SECRETS;

export const SECRET_NAMES: ReadonlySet<string> = new Set(Object.keys(SECRETS));
/** The secrets that we make and that a request presents as they are. */
export const PRESENTED_NAMES: ReadonlySet<string> = new Set([
  ...providersWith('presented').map(({ secret }) => secret),
  ...Object.keys(TOKENS),
]);

/** Every variable that this version knows. */
export const environment = {
  ...SECRETS,
  ...PROVIDER_VARIABLES,
  RECORD_KEY: required('must be set: it keys the names of the records (npx rosterline secret makes one)'),
  SYNC_SERVICE: value
    .refine((text) => /^(default|IS[0-9a-f]{32})$/.test(text), {
      error: 'must be default or a Sync Service SID (IS…)',
    })
    .default('default'),
  ALERT_URL: value
    .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
      error: 'must be an http or https URL',
    })
    // fetch refuses such a URL, so no alert would ever arrive: https://fetch.spec.whatwg.org/#dom-request
    .refine((text) => !URL.canParse(text) || new URL(text).username + new URL(text).password === '', {
      error: 'must not hold a user name or password',
    })
    .optional(),
  ALERT_SMS_FROM: e164.optional(),
  ALERT_SMS_TO: e164.optional(),
  // https://docs.slack.dev/authentication/tokens
  SLACK_BOT_TOKEN: value
    .refine((text) => /^xox[bp]-[\w-]+$/.test(text), { error: 'must be a token of a Slack app (xoxb-…)' })
    .optional(),
  ...CALLBACK_VARIABLES,
  ...OPEN_ID_VARIABLES,
  FEEDS_ALLOW_PRIVATE: yesOrNo,
  CONVERSATIONS_WEBHOOKS: yesUnlessNo,
  DRY_RUN: yesOrNo,
  OFFBOARDING_LIMIT: value
    .refine((text) => /^[1-9]\d{0,5}$/.test(text), { error: 'must be a whole number from 1 to 999999' })
    .transform(Number)
    .optional(),
} satisfies Readonly<Record<string, Variable<unknown>>>;

/** The environment as it is read. */
export type Environment = Values<typeof environment>;

/** A fault in the environment: which variable, and what was expected. Never its value. */
export interface ConfigurationProblem {
  readonly name: string;
  readonly message: string;
}

/** @param set the variables that are set. @returns their values, or every problem at once. */
export function readEnvironment(
  set: Readonly<Record<string, string>>,
): { readonly values: Environment } | { readonly problems: readonly ConfigurationProblem[] } {
  const problems: ConfigurationProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, variable] of Object.entries(environment)) {
    const reading = variable.read(set[name]);
    if ('faults' in reading) problems.push(...reading.faults.map((message) => ({ name, message })));
    else values[name] = reading.value;
  }
  problems.push(...apart(set));
  // Every name of the table is there, each with what its variable reads.
  return problems.length > 0 ? { problems } : { values: values as Environment };
}

/** Variables that only make sense together. */
function apart({
  ALERT_SMS_FROM,
  ALERT_SMS_TO,
  OIDC_ISSUER,
  OIDC_CLIENT_ID,
  OIDC_CLIENT_SECRET,
}: Readonly<Record<string, string>>): readonly ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = [];
  if ((ALERT_SMS_FROM === undefined) !== (ALERT_SMS_TO === undefined)) {
    problems.push({ name: 'ALERT_SMS_TO', message: 'goes with ALERT_SMS_FROM: set both or neither' });
  }
  if ((OIDC_ISSUER === undefined) !== (OIDC_CLIENT_ID === undefined)) {
    problems.push({ name: 'OIDC_CLIENT_ID', message: 'goes with OIDC_ISSUER: set both or neither' });
  }
  if (OIDC_CLIENT_SECRET !== undefined && OIDC_CLIENT_ID === undefined) {
    const message = 'goes with OIDC_ISSUER and OIDC_CLIENT_ID: set them too, or take it away';
    problems.push({ name: 'OIDC_CLIENT_SECRET', message });
  }
  return problems;
}
