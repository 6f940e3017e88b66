/** Which roster file is meant where a command names none: `ROSTER` in every command, as for `npm start` and deploying. */
import { existsSync } from 'node:fs';

/** The default of a command's argument. */
export const DEFAULT_ROSTER = process.env.ROSTER || 'roster.yaml';

/** @param otherwise without `ROSTER`. @throws Error that names the variable where the file is not there. */
export function chosenRoster(otherwise: string, chosen = process.env.ROSTER): string {
  if (chosen === undefined || chosen === '') return otherwise;
  if (existsSync(chosen)) return chosen;
  throw new Error(`ROSTER is ${chosen}: there is no such file`);
}
