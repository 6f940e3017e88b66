import { resolve } from 'node:path';
import { UsageError } from '../../assets/providers/sample';
import { readEnvironment } from '../../emulator/environment';
import { chooseFile, type Surroundings } from '../environment/choice';

/** Variables, and where each was found. */
export interface Settings {
  (name: string): string | undefined;
  /** In words, such as ".env" or "the environment"; of a variable that was not found, where it was looked for. */
  sourceOf(name: string): string;
}

/**
 * Looks variables up: in the file of `--env` alone where it is given; else in the environment of the process, then in the file that
 * `chooseFile` says. An empty value counts as not set.
 * @param to the address of the deployment; a loopback address is this machine
 * @throws UsageError where the file that is named cannot be read.
 */
export function settingsFrom(env: string | undefined, surroundings: Surroundings, to: string | undefined): Settings {
  const { variables, folder } = surroundings;
  const { name, isThere } = chooseFile(env, surroundings, to === undefined ? undefined : isLoopback(to));
  const values = isThere ? read(resolve(folder, name), name) : {};
  return settings(env === undefined ? variables : undefined, { name, values });
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

export function isLoopback(to: string): boolean {
  return URL.canParse(to) && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(to).hostname);
}

function read(file: string, name: string) {
  try {
    return readEnvironment(file);
  } catch (error) {
    throw new UsageError(`${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
