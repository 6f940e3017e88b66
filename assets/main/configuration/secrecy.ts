import { createHash } from 'node:crypto';
import { parseSecrets, type Secret } from '../../lib/secret';
import { PRESENTED_NAMES, SECRET_NAMES } from './environment';
import { isPublic } from './public-values';

// Rules for a deployment that the internet reaches. They need the text of the variables only, so that they find what is
// weak also where a variable is at fault otherwise.

/** Characters of a secret that we make and that requests present as it is. A sender's own is as long as the sender makes it. */
const SHORTEST = 16;

interface Weakness {
  readonly name: string;
  readonly message: string;
}

/**
 * Finds secrets that anybody may know or guess, or that several parties share. No message holds a value.
 * @param env the variables that are set; those that are not secrets are skipped.
 */
export function weaknesses(env: Readonly<Record<string, string>>): readonly Weakness[] {
  const parts = Object.entries(env).flatMap(([name, text]) => partsOf(name, text));
  return [...published(parts), ...short(parts), ...shared(parts)];
}

/** One value of a variable: what somebody has to know who wants to pass for its owner. */
interface Part {
  readonly name: string;
  readonly core: string;
  /** The value itself is presented, or keys the records: guessing it is all that an attacker needs. */
  readonly guessable: boolean;
}

function partsOf(name: string, text: string): readonly Part[] {
  if (name === 'RECORD_KEY') return [{ name, core: text, guessable: true }];
  if (name === 'ACCOUNT_SID' || name === 'AUTH_TOKEN') return [{ name, core: text, guessable: false }];
  if (!SECRET_NAMES.has(name)) return [];
  return parseSecrets(text)
    .map((secret) => ({
      name,
      core: coreOf(secret),
      guessable: secret.scheme !== 'native' || PRESENTED_NAMES.has(name),
    }))
    .filter(({ core }) => core !== '');
}

/** A secret without what only says how it is used: one value is the same in all schemes. */
function coreOf({ scheme, value }: Secret): string {
  return scheme === 'basic' ? value.slice(value.indexOf(':') + 1) : value.replace(/^whsec_/, '');
}

/** The variables that have a value of `.env.example`. On this machine that is allowed, and nothing that somebody has set up. */
export function exampleNames(env: Readonly<Record<string, string>>): readonly string[] {
  const parts = Object.entries(env).flatMap(([name, text]) => partsOf(name, text));
  return published(parts).map(({ name }) => name);
}

function published(parts: readonly Part[]): readonly Weakness[] {
  return named(
    parts.filter(({ core }) => isPublic(createHash('sha256').update(core).digest('hex'))),
    'must not have the value of .env.example, which is public',
  );
}

function short(parts: readonly Part[]): readonly Weakness[] {
  return named(
    parts.filter(({ core, guessable }) => guessable && core.length < SHORTEST),
    `must have at least ${SHORTEST} characters, behind bearer: and as a password behind basic: too (npx rosterline secret makes one)`,
  );
}

/** Whoever knows a value could do what it allows under its other names: the calendar programs could change users. */
function shared(parts: readonly Part[]): readonly Weakness[] {
  const owners = new Map<string, Set<string>>();
  for (const { name, core } of parts) owners.set(core, (owners.get(core) ?? new Set<string>()).add(name));
  const names = new Set(parts.map(({ name }) => name));
  return [...names].flatMap((name) => {
    const sharing = [...owners.values()].filter((each) => each.has(name)).flatMap((each) => [...each]);
    const others = [...new Set(sharing)].filter((other) => other !== name);
    return others.length === 0 ? [] : [{ name, message: `must not have the same value as ${others.join(', ')}` }];
  });
}

/** One weakness a variable, also where both of its values have it. */
function named(parts: readonly Part[], message: string): readonly Weakness[] {
  return [...new Set(parts.map(({ name }) => name))].map((name) => ({ name, message }));
}
