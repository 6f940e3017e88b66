/** What the environment file of an account has, as far as a call of its deployment needs it. */
import { parseSecrets } from '../../assets/lib/secret';
import { readEnvironmentFile } from '../environment/file';
import { readText } from './read-text';

/**
 * The variables that are set. The file need not suffice for a deployment: where only ticks are sent, it may hold TICK_SECRET alone.
 * @throws Error in words for people, without values, if a line of it is ambiguous
 */
export function readVariables(env: string): Readonly<Record<string, string>> {
  const { values, problems } = readEnvironmentFile(readText(env));
  if (problems.length > 0)
    throw new Error(
      [`${env} cannot be used:`, ...problems.map(({ name, message }) => `  ${name} ${message}`)].join('\n'),
    );
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}

/** The value that is presented, of one or two; undefined if the variable is not set. */
export function presentedValue(variables: Readonly<Record<string, string>>, name: string): string | undefined {
  const text = variables[name];
  return text === undefined ? undefined : parseSecrets(text)[0].value;
}
