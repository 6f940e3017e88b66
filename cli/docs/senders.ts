import { createHash } from 'node:crypto';
import { parse } from 'dotenv';
import { parseSecrets } from '../../assets/lib/secret';
import type { ProviderConfig, SecretKind } from '../../assets/providers/provider-config';
import { PROVIDER_CONFIGS, providersWith } from '../../assets/providers/provider-configs';

// The two places outside the code that list the senders. Both are written from the registry, and a test compares them.

const TABLE = /(?<=\n\|---.*\n)(?:\|.*\n)+/;

/** Replaces the rows of the first table in the text of docs/senders/README.md. */
export function withSenderTable(document: string, configs: readonly ProviderConfig[] = PROVIDER_CONFIGS): string {
  const rows = configs.map(({ name, title, secretKind, documentation: { authentication, reports } }) => {
    const maker = secretKind === 'issued' ? 'the sender' : 'you';
    return `| [${title}](${name}.md) | \`/webhooks/${name}\` | ${authentication} | ${maker} | ${reports} |\n`;
  });
  return document.replace(TABLE, rows.join(''));
}

const SECTION = /# Anything that signs[\s\S]*?(?=\n\n)/;

const HEADINGS: Readonly<Record<SecretKind, string>> = {
  signing: '# Anything that signs Standard Webhooks (whsec_…).',
  presented: '# Secrets that you make (npx rosterline secret --plain) and give to the sender.',
  issued: '# Secrets that the sender makes: empty until it shows you one.',
};

/** Replaces the senders' variables in the text of `.env.example`. Values that it has already stay as they are. */
export function withSenderVariables(example: string): string {
  const values = parse(example);
  const lines = (['signing', 'presented', 'issued'] as const).flatMap((kind) => [
    HEADINGS[kind],
    ...providersWith(kind).flatMap((config) => [
      `${config.secret}=${values[config.secret] || exampleSecret(config)}`,
      ...Object.keys(config.variables).map((name) => `${name}=${values[name] ?? ''}`),
    ]),
  ]);
  return example.replace(SECTION, () => lines.join('\n'));
}

/** A new sender's value for `.env.example`: public, so always the same. */
function exampleSecret({ name, secretKind }: ProviderConfig): string {
  const base64 = Buffer.from(`local-${name}-secret-01`).toString('base64');
  return secretKind === 'signing' ? `whsec_${base64}` : base64;
}

/** Digests of values in `.env.example` that the senders' configurations do not list yet: deployments would accept them. */
export function missingDigests(example: string): readonly { readonly name: string; readonly digest: string }[] {
  const values = parse(example);
  return PROVIDER_CONFIGS.flatMap(({ name, secret, publicDigests }) => {
    const known: readonly string[] = publicDigests;
    return parseSecrets(values[secret] ?? '')
      .map(({ value }) =>
        createHash('sha256')
          .update(value.replace(/^whsec_/, ''))
          .digest('hex'),
      )
      .filter((digest) => !known.includes(digest))
      .map((digest) => ({ name, digest }));
  });
}
