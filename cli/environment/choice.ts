/** How a command chooses its environment file: the same everywhere. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** The places where a command looks for variables. */
export interface Surroundings {
  /** The environment of the process. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The command's working directory. */
  readonly folder: string;
}

/** The option of every command that uses an environment, for commander. */
export const ENV_OPTION = [
  '--env <file>',
  'environment file (default: ENV_FILE, otherwise .env; .env.example for npm start on this machine)',
] as const;

/**
 * `--env`, else `ENV_FILE`, else the file by what the command is for: for this machine `.env.example`, with which `npm start` runs; for any other
 * deployment `.env`; where that is not said, whichever of the two there is, `.env` first.
 * @returns files to choose from, the first that exists; the only one where it is named or must be this one
 */
export function chooseFile(
  env: string | undefined,
  { variables, folder }: Surroundings,
  isLocal: boolean | undefined,
): { readonly name: string; readonly isThere: boolean; readonly isNamed: boolean } {
  const named = env ?? (variables.ENV_FILE || undefined);
  if (named !== undefined) return { name: named, isThere: true, isNamed: true };
  const names = isLocal === undefined ? ['.env', '.env.example'] : [isLocal ? '.env.example' : '.env'];
  const found = names.find((one) => existsSync(resolve(folder, one)));
  return { name: found ?? names.join(' or '), isThere: found !== undefined, isNamed: false };
}

/** The first line of such a command, on stderr. */
export function usageLine(source: string, deployment: string): string {
  return `Using ${source} with ${deployment}.`;
}

/** Prints it. Never on stdout, which may be piped. */
export function announce(line: string): void {
  console.error(line);
}
