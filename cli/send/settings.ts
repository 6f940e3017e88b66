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

/** Variables, and where each was found. */
export interface Settings {
  (name: string): string | undefined;
  /** In words, such as ".env" or "the environment"; of a variable that was not found, where it was looked for. */
  sourceOf(name: string): string;
}

/**
 * Looks variables up: in `file` alone where one is named; else in the environment of the process, then in a file. For a deployment on this
 * machine (`to` is a loopback address) that is the one that `npm start` runs with: `ENV_FILE`, else `.env.example`. For any
 * other it is `.env`; without an address whichever of `.env` and `.env.example` there is. An empty value counts as not set.
 * @throws UsageError where the file that is named, or `ENV_FILE`, cannot be read.
 */
export function settingsFrom(
  file: string | undefined,
  { variables, folder }: Surroundings,
  to: string | undefined,
): Settings {
  if (file !== undefined) return settings(undefined, { name: file, values: read(file) });
  if (to !== undefined && isLoopback(to) && variables.ENV_FILE) {
    return settings(variables, { name: variables.ENV_FILE, values: read(join(folder, variables.ENV_FILE)) });
  }
  const names = to === undefined ? ['.env', '.env.example'] : [isLoopback(to) ? '.env.example' : '.env'];
  const name = names.find((one) => existsSync(join(folder, one)));
  const values = name === undefined ? {} : read(join(folder, name));
  return settings(variables, { name: name ?? names.join(' or '), values });
}

function settings(
  variables: Surroundings['variables'] | undefined,
  { name: file, values }: { readonly name: string; readonly values: Readonly<Record<string, string>> },
): Settings {
  const find = (name: string) => variables?.[name] || values[name];
  const sourceOf = (name: string) => {
    if (variables?.[name]) return 'the environment';
    return variables && values[name] === undefined ? `the environment and ${file}` : file;
  };
  return Object.assign(find, { sourceOf });
}

function isLoopback(to: string): boolean {
  return URL.canParse(to) && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(to).hostname);
}

function read(file: string) {
  try {
    return readEnvironment(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
