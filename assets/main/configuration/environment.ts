import { type SecretSchema, token } from '../../lib/secret';
import { value, yesOrNo, yesUnlessNo } from '../../lib/variable';
import * as z from '../../lib/zod';
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
} satisfies Record<string, SecretSchema>;

const SECRETS = { ...PROVIDER_SECRETS, ...TOKENS };
/** A variable that holds one or two secrets. */
export type SecretName = keyof typeof SECRETS;

export const SECRET_NAMES: ReadonlySet<string> = new Set(Object.keys(SECRETS));
/** The secrets that we make and that a request presents as they are. */
export const PRESENTED_NAMES: ReadonlySet<string> = new Set([
  ...providersWith('presented').map(({ secret }) => secret),
  ...Object.keys(TOKENS),
]);

/** The schema of the environment. Its keys are all the variables that this version knows. */
export const environment = z
  .object({
    ...SECRETS,
    ...PROVIDER_VARIABLES,
    RECORD_KEY: z
      .string({ error: 'must be set: it keys the names of the records (npx rosterline secret makes one)' })
      .pipe(value),
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
  })
  .refine((env) => (env.ALERT_SMS_FROM === undefined) === (env.ALERT_SMS_TO === undefined), {
    path: ['ALERT_SMS_TO'],
    when: () => true, // also when something else is wrong, so that every problem is named at once
    error: 'goes with ALERT_SMS_FROM: set both or neither',
  })
  .refine((env) => (env.OIDC_ISSUER === undefined) === (env.OIDC_CLIENT_ID === undefined), {
    path: ['OIDC_CLIENT_ID'],
    when: () => true,
    error: 'goes with OIDC_ISSUER: set both or neither',
  })
  .refine((env) => env.OIDC_CLIENT_SECRET === undefined || env.OIDC_CLIENT_ID !== undefined, {
    path: ['OIDC_CLIENT_SECRET'],
    when: () => true,
    error: 'goes with OIDC_ISSUER and OIDC_CLIENT_ID: set them too, or take it away',
  });
