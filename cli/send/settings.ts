import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../assets/providers/sample';
import { readEnvironment } from '../../emulator/environment';

/** The places where a command looks for variables. */
export interface Surroundings {
  /** The environment of the process. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The command's working directory. */
  readonly folder: string;
}

/**
 * Looks variables up: in `file` alone where one is named; else in the environment of the process, then in `.env`, or in
 * `.env.example` where there is no `.env`. An empty value counts as not set.
 * @throws UsageError where the named file cannot be read.
 */
export function settingsFrom(
  file: string | undefined,
  { variables, folder }: Surroundings,
): (name: string) => string | undefined {
  if (file !== undefined) {
    const named = read(file);
    return (name) => named[name];
  }
  const found = ['.env', '.env.example'].map((name) => join(folder, name)).find((path) => existsSync(path));
  const fallback = found === undefined ? {} : read(found);
  return (name) => variables[name] || fallback[name];
}

function read(file: string) {
  try {
    return readEnvironment(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
