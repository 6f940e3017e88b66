import { readFileSync } from 'node:fs';
import type { ConfigurationProblem } from '../../assets/main/configuration/environment';
import { checkEnvironment } from './check';
import { readEnvironmentFile } from './file';

/** An environment file's text, read as a deployment reads it. */
interface DeployableText {
  /** The variables that are set, ACCOUNT_SID and AUTH_TOKEN among them. */
  readonly set: Readonly<Record<string, string>>;
  /** Everything that prevents a deployment; no message contains a value. */
  readonly problems: readonly ConfigurationProblem[];
}

export function checkDeployable(text: string): DeployableText {
  const { values, problems } = readEnvironmentFile(text);
  const set = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  // A variable that could not be read is not missing as well: report one problem for it.
  const named = new Set(problems.map(({ name }) => name));
  return { set, problems: [...problems, ...checkEnvironment(set).problems.filter(({ name }) => !named.has(name))] };
}

/**
 * Reads the environment file of a deployment and checks it.
 * @param name of the file, as it was given
 * @returns the variables that are set, ACCOUNT_SID and AUTH_TOKEN among them.
 * @throws Error in words for people, with every problem on a line of its own and no value, where it may not be deployed.
 */
export function readDeployable(file: string, name = file): Readonly<Record<string, string>> {
  return deployableOf(readFileSync(file, 'utf8'), name);
}

/** The same for a text. @throws Error, likewise */
export function deployableOf(text: string, name: string): Readonly<Record<string, string>> {
  const { set, problems } = checkDeployable(text);
  if (problems.length === 0) return set;
  throw new Error(
    [`${name} cannot be deployed:`, ...problems.map(({ name, message }) => `  ${name} ${message}`)].join('\n'),
  );
}
