import { readFileSync } from 'node:fs';
import { checkEnvironment } from './check';
import { readEnvironmentFile } from './file';

/**
 * Reads the environment file of a deployment and checks it.
 * @param name of the file, as it was given
 * @returns the variables that are set, ACCOUNT_SID and AUTH_TOKEN among them.
 * @throws Error in words for people, with every problem on a line of its own and no value, where it may not be deployed.
 */
export function readDeployable(file: string, name = file): Readonly<Record<string, string>> {
  const { values, problems } = readEnvironmentFile(readFileSync(file, 'utf8'));
  const set = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  // A variable that could not be read is not missing as well: report one problem for it.
  const named = new Set(problems.map(({ name }) => name));
  const all = [...problems, ...checkEnvironment(set).problems.filter(({ name }) => !named.has(name))];
  if (all.length === 0) return set;
  throw new Error(
    [`${name} cannot be deployed:`, ...all.map(({ name, message }) => `  ${name} ${message}`)].join('\n'),
  );
}
