import { TOKENS } from '../../assets/main/configuration/environment';
import { providersWith } from '../../assets/providers/provider-configs';
import { makeSecret, type SecretFormat } from './secrets';

/** The secrets that every deployment needs and we generate; a sender's other secret is set when the sender is. */
const GENERATED: ReadonlyMap<string, SecretFormat> = new Map<string, SecretFormat>([
  ...['RECORD_KEY', ...Object.keys(TOKENS)].map((name) => [name, 'plain'] as const),
  ...providersWith('signing').map(({ secret }) => [secret, 'signing'] as const),
]);

const HEADER = `# The environment of a deployment, made by: npx rosterline secret --all. Every secret in it is new. It belongs where
# passwords are kept, and not into git. Before deploying, fill in ACCOUNT_SID and AUTH_TOKEN; an empty value counts as not set.
`;

/**
 * A new environment file: the variables and comments of the example, with secrets of its own. Nothing that has a value
 * there keeps it, so that no public value can be deployed.
 * @param example the text of `.env.example`; its first paragraph is about itself and is replaced.
 */
export function freshEnvironment(example: string, random?: (bytes: number) => Buffer): string {
  const [, ...paragraphs] = example.split(/\r?\n\r?\n/);
  const lines = paragraphs.join('\n\n').split(/\r?\n/);
  return [HEADER, ...lines.map((line) => refillLine(line, random))].join('\n');
}

/** Generated values need no quotes: they consist of base64 characters (`A-Za-z0-9+/=_-`). */
function refillLine(line: string, random?: (bytes: number) => Buffer): string {
  const name = /^([A-Z][A-Z0-9_]*)=/.exec(line)?.[1];
  if (name === undefined) return line;
  const kind = GENERATED.get(name);
  return `${name}=${kind === undefined ? '' : makeSecret(kind, random)}`;
}
