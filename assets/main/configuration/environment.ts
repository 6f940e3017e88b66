import * as z from '../../lib/zod';
import { bambooFields } from './bamboo-fields';
import { finchSecret, secret, standardSecret, token } from './secret';
import { value, yesOrNo } from './value';

const e164 = value.refine((text) => /^\+[1-9]\d{6,14}$/.test(text), {
  error: 'must be a phone number such as +14155550100',
});

/** Secrets that the sender makes, and signs with. */
const SENDERS_OWN = {
  BAMBOOHR_SECRET: secret,
  GUSTO_SECRET: secret,
  HIBOB_SECRET: secret,
  FINCH_SECRET: finchSecret,
};

/** Secrets that we make and that a request presents as they are. */
const PRESENTED = {
  OKTA_SECRET: secret,
  DEPUTY_SECRET: secret,
  SEVENSHIFTS_SECRET: secret,
  ZENDUTY_SECRET: secret,
  TICK_SECRET: token,
  OPS_SECRET: token,
  ICS_TOKEN: token,
};

const SECRETS = { STANDARD_SECRET: standardSecret, ...SENDERS_OWN, ...PRESENTED };
/** A variable that holds one or two secrets. */
export type SecretName = keyof typeof SECRETS;

export const SECRET_NAMES: ReadonlySet<string> = new Set(Object.keys(SECRETS));
export const PRESENTED_NAMES: ReadonlySet<string> = new Set(Object.keys(PRESENTED));

/** The schema of the environment. Its keys are all the variables that this version knows: nothing else lists them. */
export const environment = z
  .object({
    ...SECRETS,
    OKTA_APP_ID: value.optional(),
    BAMBOOHR_FIELDS: bambooFields,
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
    FEEDS_ALLOW_PRIVATE: yesOrNo,
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
  });
