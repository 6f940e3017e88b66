import type { CallbackAddresses } from '../application/gate/forward-callback';
import type { Secret } from '../lib/secret';
import { MAX_CONTEXT_BYTES } from '../lib/variable';
import type { ProviderVariables } from '../providers/provider-configs';
import { callbackAddresses, localCallbacks } from './configuration/callback-addresses';
import { type ConfigurationProblem, readEnvironment, type SecretName } from './configuration/environment';
import { localIssuer } from './configuration/open-id';
import { exampleNames, weaknesses } from './configuration/secrecy';

/** The environment, checked. A secret that is not set is an empty list: whoever needs it refuses everything. */
export interface Configuration {
  readonly secrets: Readonly<Record<SecretName, readonly Secret[]>>;
  /** The variables that single senders need beside their secrets. */
  readonly variables: ProviderVariables;
  /** Keys the HMAC that names records. */
  readonly recordKey: string;
  readonly syncService: string;
  readonly alertUrl?: string;
  readonly alertSms?: { readonly from: string; readonly to: string };
  /** The token of the Slack app that writes to people. */
  readonly slackToken?: string;
  /** Offboardings an hour before further ones are held; absent: from the size of the roster. */
  readonly offboardingLimit?: number;
  /** Where Frontline's callbacks are forwarded to. */
  readonly callbacks: CallbackAddresses;
  /** The OpenID Connect issuer whose tokens let operators in, and the client that they have to be for. */
  readonly openId?: { readonly issuer: string; readonly clientId: string; readonly clientSecret?: string };
  /** iCalendar feeds may be at private and loopback addresses, and on plain http. */
  readonly privateFeeds: boolean;
  /** Changes of conversations call the account's webhooks. */
  readonly conversationsWebhooks: boolean;
  /** No user is changed: ticks and deliveries report what they would do. */
  readonly dryRun: boolean;
  /** The variables that have a value of `.env.example`; none where the internet reaches the deployment. */
  readonly examples: readonly string[];
}

/**
 * Checks the environment as a whole. An empty value counts as not set.
 * @param env what the runtime passes as `context`; values that are not strings are skipped.
 * @param where.local whether the functions are served on this machine only; elsewhere weak and public secrets are refused.
 * @returns the configuration, or every problem at once.
 */
export function readConfiguration(
  env: Readonly<Record<string, unknown>>,
  { local }: { readonly local: boolean },
): { configuration: Configuration } | { problems: readonly ConfigurationProblem[] } {
  const set: Record<string, string> = {};
  for (const [name, text] of Object.entries(env)) if (typeof text === 'string' && text !== '') set[name] = text;
  const further: ConfigurationProblem[] = local
    ? []
    : [...weaknesses(set), ...localCallbacks(set), ...localIssuer(set)];
  if (Buffer.byteLength(JSON.stringify(set)) > MAX_CONTEXT_BYTES) {
    further.push({ name: 'environment', message: `all values together must be at most ${MAX_CONTEXT_BYTES} bytes` });
  }
  const read = readEnvironment(set);
  if ('problems' in read) return { problems: [...read.problems, ...further] };
  if (further.length > 0) return { problems: further };
  const { values: data } = read;
  return {
    configuration: {
      secrets: data,
      variables: data,
      recordKey: data.RECORD_KEY,
      callbacks: callbackAddresses(data),
      privateFeeds: data.FEEDS_ALLOW_PRIVATE,
      conversationsWebhooks: data.CONVERSATIONS_WEBHOOKS,
      dryRun: data.DRY_RUN,
      examples: local ? exampleNames(set) : [],
      syncService: data.SYNC_SERVICE,
      ...(data.OIDC_ISSUER !== undefined &&
        data.OIDC_CLIENT_ID !== undefined && {
          openId: {
            issuer: data.OIDC_ISSUER,
            clientId: data.OIDC_CLIENT_ID,
            ...(data.OIDC_CLIENT_SECRET !== undefined && { clientSecret: data.OIDC_CLIENT_SECRET }),
          },
        }),
      ...(data.ALERT_URL !== undefined && { alertUrl: data.ALERT_URL }),
      ...(data.ALERT_SMS_FROM !== undefined &&
        data.ALERT_SMS_TO !== undefined && { alertSms: { from: data.ALERT_SMS_FROM, to: data.ALERT_SMS_TO } }),
      ...(data.SLACK_BOT_TOKEN !== undefined && { slackToken: data.SLACK_BOT_TOKEN }),
      ...(data.OFFBOARDING_LIMIT !== undefined && { offboardingLimit: data.OFFBOARDING_LIMIT }),
    },
  };
}
