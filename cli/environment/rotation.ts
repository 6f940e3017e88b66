/** Rotates secrets in the text of an environment file: the old value stands first until the new one is deployed everywhere. */
import { parseSecrets, type Secret } from '../../assets/lib/secret';
import { TOKENS } from '../../assets/main/configuration/environment';
import { PROVIDER_CONFIGS } from '../../assets/providers/provider-configs';
import { makeSecret, type SecretFormat } from './secrets';

/** What to do about a secret: nothing, deploy the file as it is, or write other values and deploy. */
export type RotationStep =
  | { readonly kind: 'done' }
  | { readonly kind: 'deploy' }
  | { readonly kind: 'write'; readonly values: readonly string[] }
  | { readonly kind: 'refuse'; readonly reason: string };

/** The values of a secret as they are written, none where it is not set. */
export function valuesOf(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : text.split(',').map((value) => value.trim());
}

/**
 * Begins a rotation: `old` becomes `old,new`, and both are deployed. The old one stays first: whoever sends the first value of the file, such as
 * a scheduler, sends one that is in force, before, during and after the deployment.
 * @param filed what the file has. @param deployed what is in force. @param make a new value like the old one
 */
export function beginRotation(
  filed: readonly string[],
  deployed: readonly string[],
  make: (old: string) => string,
): RotationStep {
  const [old, next] = filed;
  if (old === undefined) return refuse('is not set');
  if (next === undefined) {
    if (!deployed.includes(old)) return refuse('is not deployed as the file has it: deploy first');
    if (deployed.length > 1) return refuse('has a rotation that was ended in the file only: use --finish');
    return { kind: 'write', values: [old, make(old)] };
  }
  if (deployed.includes(next)) return { kind: 'done' };
  if (deployed.includes(old)) return { kind: 'deploy' };
  return refuse('has two values, and neither is deployed: deploy first');
}

/**
 * Ends a rotation: `old,new` becomes `new`. Only once the new one is in force, so that at no time a caller with the file's value is refused.
 */
export function finishRotation(filed: readonly string[], deployed: readonly string[]): RotationStep {
  const kept = filed.at(-1);
  if (kept === undefined) return refuse('is not set');
  if (!deployed.includes(kept))
    return refuse(
      filed.length > 1
        ? 'has a new value that is not deployed yet: rotate without --finish first'
        : 'is not deployed as the file has it: deploy first',
    );
  if (filed.length > 1) return { kind: 'write', values: [kept] };
  return deployed.length > 1 ? { kind: 'deploy' } : { kind: 'done' };
}

function refuse(reason: string): RotationStep {
  return { kind: 'refuse', reason };
}

/** The variables that hold secrets which can have two values. */
export const ROTATABLE: readonly string[] = [
  ...Object.keys(TOKENS),
  ...PROVIDER_CONFIGS.map(({ secret }) => secret).sort(),
];

/**
 * A new value that takes the place of an old one, of the same scheme.
 * @returns undefined where the sender makes it: only its own page shows the next one
 */
export function successorOf(name: string, old: string, random?: (bytes: number) => Buffer): string | undefined {
  const [secret] = parseSecrets(old);
  const format = formatOf(name, secret);
  if (format === undefined) return undefined;
  const made = makeSecret(format, random);
  return secret.scheme === 'basic' ? `basic:${secret.value.split(':')[0]}:${made}` : made;
}

function formatOf(name: string, { scheme }: Secret): SecretFormat | undefined {
  if (scheme === 'bearer') return 'bearer';
  if (scheme === 'basic' || name in TOKENS) return 'plain';
  const kind = PROVIDER_CONFIGS.find(({ secret }) => secret === name)?.secretKind;
  if (kind === undefined || kind === 'issued') return undefined;
  return kind === 'signing' ? 'signing' : 'plain';
}

/**
 * The text of an environment file with other values of a secret; everything else stays as it is.
 * @throws Error if the file does not set it, or if the values cannot be written so that every tool reads them alike
 */
export function withValues(text: string, name: string, values: readonly string[]): string {
  const line = new RegExp(`^(\\uFEFF?[ \\t]*)${name}[ \\t]*=[^\\r\\n]*`, 'm');
  if (!line.test(text)) throw new Error(`${name} is not set in the file`);
  const value = values.join(',');
  const quote = value.includes("'") ? '"' : "'";
  if (value.includes(quote) || value.includes('\\')) throw new Error(`${name} holds quotes, which no tool reads alike`);
  const written = /[#'"` ]/.test(value) ? `${quote}${value}${quote}` : value;
  return text.replace(line, (_, indent: string) => `${indent}${name}=${written}`);
}
