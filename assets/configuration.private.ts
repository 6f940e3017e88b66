import * as z from './zod.private';

/** One accepted value of a secret: the sender's own scheme, or a bearer token where its signature cannot be used. */
export interface Secret {
  readonly scheme: 'native' | 'bearer';
  readonly value: string;
}

/** The environment, checked. A secret that is not set is an empty list: whoever needs it refuses everything. */
export interface Configuration {
  readonly secrets: Readonly<Record<SecretName, readonly Secret[]>>;
  readonly oktaAppId?: string;
  readonly bambooFields: BambooFields;
  /** Keys the HMAC that names records. */
  readonly recordKey: string;
  readonly syncService: string;
  readonly alertUrl?: string;
  readonly alertSms?: { readonly from: string; readonly to: string };
  /** Offboardings an hour before further ones are held; absent: from the size of the roster. */
  readonly offboardingLimit?: number;
  /** iCalendar feeds may be at private and loopback addresses, and on plain http. */
  readonly privateFeeds: boolean;
  /** No user is changed: ticks and deliveries report what they would do, and events wait in the records. */
  readonly dryRun: boolean;
}

/**
 * What BambooHR's fields are called and what they say: of several names the first that is there. Values are compared
 * without regard to case.
 */
export interface BambooFields {
  readonly status: readonly string[];
  readonly email: readonly string[];
  /** The name that Frontline shall show; none unless it is configured. */
  readonly name: readonly string[];
  readonly left: readonly string[];
  readonly active: readonly string[];
}

/** A fault in the environment: which variable, and what was expected. Never its value. */
export interface ConfigurationProblem {
  readonly name: string;
  readonly message: string;
}

const SECRET_NAMES = [
  'STANDARD_SECRET',
  'OKTA_SECRET',
  'BAMBOOHR_SECRET',
  'GUSTO_SECRET',
  'HIBOB_SECRET',
  'FINCH_SECRET',
  'DEPUTY_SECRET',
  'SEVENSHIFTS_SECRET',
  'ZENDUTY_SECRET',
  'TICK_SECRET',
  'OPS_SECRET',
  'ICS_TOKEN',
] as const;
export type SecretName = (typeof SECRET_NAMES)[number];

// https://www.twilio.com/docs/serverless/functions-assets/functions/variables: the platform's limits.
const MAX_VALUE_BYTES = 450;
const MAX_CONTEXT_BYTES = 3072;

const value = z.string().refine((text) => Buffer.byteLength(text) <= MAX_VALUE_BYTES, {
  error: `must be at most ${MAX_VALUE_BYTES} bytes`,
});

const secret = value
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((parts) => parts.length <= 2, { error: 'may hold two values at most, separated by a comma' })
  .transform((parts) =>
    parts.map(
      (part): Secret =>
        part.startsWith('bearer:')
          ? { scheme: 'bearer', value: part.slice('bearer:'.length) }
          : { scheme: 'native', value: part },
    ),
  )
  .refine((secrets) => secrets.every(({ value }) => /^[\x21-\x7e]+$/.test(value)), {
    error: 'must be printable ASCII without spaces, and not empty on either side of a comma',
  })
  .optional()
  .transform((secrets) => secrets ?? []);

/** Shorter keys could be guessed; an empty one is known to everybody. */
const SHORTEST_KEY_BYTES = 16;

const standardSecret = secret.refine(
  (secrets) => secrets.every(({ scheme, value }) => scheme === 'bearer' || isSigningKey(value)),
  {
    error: `must be whsec_ followed by base64 of at least ${SHORTEST_KEY_BYTES} bytes, or bearer: followed by a token (npx rosterline secret makes one)`,
  },
);

function isSigningKey(text: string): boolean {
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1] ?? '';
  return Buffer.from(base64, 'base64').length >= SHORTEST_KEY_BYTES;
}

// Finch's SDK takes its secret as plain base64: https://github.com/Finch-API/finch-api-node, src/resources/webhooks.ts
const finchSecret = secret.refine(
  (secrets) =>
    secrets.every(({ scheme, value }) => scheme === 'bearer' || isSigningKey(`whsec_${value.replace(/^whsec_/, '')}`)),
  {
    error: `must be base64 of at least ${SHORTEST_KEY_BYTES} bytes, as Finch shows it, or bearer: followed by a token`,
  },
);

/** Fields go by the names of the interface and, as the API writes them, of a webhook that was made by the API. */
const BAMBOO_FIELDS: BambooFields = {
  status: ['Status', 'status'],
  email: ['Work Email', 'workEmail'],
  name: [],
  left: ['Inactive', 'Terminated'],
  active: ['Active'],
};

const bambooFields = value
  .transform((text) => text.split(';').map((part) => part.trim()))
  .refine(
    (parts) => parts.every((part) => part === '' || /^(status|email|name|left|active)=[^|]+(\|[^|]+)*$/.test(part)),
    {
      error:
        'must be like status=Status; email=Work Email; left=Inactive|Terminated; active=Active; name=Preferred Name',
    },
  )
  .transform((parts): BambooFields => {
    const given = parts.flatMap((part) => {
      const [name, ...rest] = part.split('=');
      return part === ''
        ? []
        : [
            [
              name,
              rest
                .join('=')
                .split('|')
                .map((one) => one.trim()),
            ] as const,
          ];
    });
    return { ...BAMBOO_FIELDS, ...Object.fromEntries(given) };
  })
  .optional()
  .transform((fields) => fields ?? BAMBOO_FIELDS);

const e164 = value.refine((text) => /^\+[1-9]\d{6,14}$/.test(text), {
  error: 'must be a phone number such as +14155550100',
});

const environment = z
  .object({
    STANDARD_SECRET: standardSecret,
    OKTA_SECRET: secret,
    BAMBOOHR_SECRET: secret,
    GUSTO_SECRET: secret,
    HIBOB_SECRET: secret,
    FINCH_SECRET: finchSecret,
    DEPUTY_SECRET: secret,
    SEVENSHIFTS_SECRET: secret,
    ZENDUTY_SECRET: secret,
    TICK_SECRET: secret,
    OPS_SECRET: secret,
    ICS_TOKEN: secret,
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
      .optional(),
    ALERT_SMS_FROM: e164.optional(),
    ALERT_SMS_TO: e164.optional(),
    FEEDS_ALLOW_PRIVATE: value
      .refine((text) => text === 'true' || text === 'false', { error: 'must be true or false' })
      .transform((text) => text === 'true')
      .default(false),
    DRY_RUN: value
      .refine((text) => text === 'true' || text === 'false', { error: 'must be true or false' })
      .transform((text) => text === 'true')
      .default(false),
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

/**
 * Checks the environment as a whole. An empty value counts as not set.
 * @param env what the runtime hands over as `context`; values that are not strings are not ours and are passed over.
 * @returns the configuration, or every problem at once.
 */
export function readConfiguration(
  env: Readonly<Record<string, unknown>>,
): { configuration: Configuration } | { problems: readonly ConfigurationProblem[] } {
  const set = Object.fromEntries(Object.entries(env).filter(([, text]) => typeof text === 'string' && text !== ''));
  const tooLarge =
    Buffer.byteLength(JSON.stringify(set)) > MAX_CONTEXT_BYTES
      ? [{ name: 'environment', message: `all values together must be at most ${MAX_CONTEXT_BYTES} bytes` }]
      : [];
  const parsed = environment.safeParse(set);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({ name: issue.path.join('.'), message: issue.message }));
    return { problems: [...problems, ...tooLarge] };
  }
  if (tooLarge.length > 0) return { problems: tooLarge };
  const { data } = parsed;
  return {
    configuration: {
      secrets: data,
      bambooFields: data.BAMBOOHR_FIELDS,
      recordKey: data.RECORD_KEY,
      privateFeeds: data.FEEDS_ALLOW_PRIVATE,
      dryRun: data.DRY_RUN,
      syncService: data.SYNC_SERVICE,
      ...(data.OKTA_APP_ID !== undefined && { oktaAppId: data.OKTA_APP_ID }),
      ...(data.ALERT_URL !== undefined && { alertUrl: data.ALERT_URL }),
      ...(data.ALERT_SMS_FROM !== undefined &&
        data.ALERT_SMS_TO !== undefined && { alertSms: { from: data.ALERT_SMS_FROM, to: data.ALERT_SMS_TO } }),
      ...(data.OFFBOARDING_LIMIT !== undefined && { offboardingLimit: data.OFFBOARDING_LIMIT }),
    },
  };
}
