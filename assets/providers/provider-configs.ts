import type { SecretVariable } from '../lib/secret';
import type { Values } from '../lib/variable';
import { CATEGORIES, type SecretKind } from './provider-config';
import * as registry from './registry';

type RegisteredConfig = (typeof registry)[keyof typeof registry];

/** The names of all senders. */
export type ProviderName = RegisteredConfig['name'];
/** The variables that hold the senders' secrets. */
export type ProviderSecretName = RegisteredConfig['secret'];

type Intersection<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;
type ProviderVariableTable = Intersection<RegisteredConfig['variables']>;

/** The values of the variables that single senders need beside their secrets. */
export type ProviderVariables = Values<ProviderVariableTable>;

const rank = ({ category, name }: RegisteredConfig) => `${CATEGORIES.indexOf(category)} ${name}`;

/** Every sender, by category and name. */
export const PROVIDER_CONFIGS: readonly RegisteredConfig[] = Object.values(registry).sort((one, other) =>
  rank(one) < rank(other) ? -1 : 1,
);

/** How a source of events is called: a sender by the title that its vendor gives it. */
export function titleOf(source: string): string {
  return PROVIDER_CONFIGS.find(({ name }) => name === source)?.title ?? source;
}

/** The senders that have a secret, by their titles. */
export function sendersWith(secrets: Readonly<Record<string, readonly unknown[]>>): string[] {
  return PROVIDER_CONFIGS.filter(({ secret }) => (secrets[secret]?.length ?? 0) > 0).map(({ title }) => title);
}

/** The senders whose secret is of this kind. */
export function providersWith(kind: SecretKind): readonly RegisteredConfig[] {
  return PROVIDER_CONFIGS.filter(({ secretKind }) => secretKind === kind);
}

/** The variable of each secret. The cast: `Object.fromEntries` does not keep which names there are. */
export const PROVIDER_SECRETS = Object.fromEntries(
  PROVIDER_CONFIGS.map(({ secret, secretVariable }) => [secret, secretVariable]),
) as Record<ProviderSecretName, SecretVariable>;

/** Each further variable. */
export const PROVIDER_VARIABLES: ProviderVariableTable = Object.assign(
  {},
  ...PROVIDER_CONFIGS.map(({ variables }) => variables),
);
