import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';
import { parseSecrets } from '../assets/lib/secret';

/** The environment file of a local run, as the Functions will see it. */
export type EnvVariables = Readonly<Record<string, string>>;

/** Reads an env file. Empty values are left out: the platform has no empty variables. */
export function readEnvironment(file: string): EnvVariables {
  return Object.fromEntries(Object.entries(parse(readFileSync(file))).filter(([, value]) => value !== ''));
}

/** The value of a variable. @throws Error that names it if it is not there. */
export function required(environment: EnvVariables, name: string): string {
  const value = environment[name];
  if (value === undefined) throw new Error(`${name} is not set in the environment file`);
  return value;
}

/** The first value of a secret, without its scheme. @throws Error that names the variable if it is not set. */
export function firstSecretValue(environment: EnvVariables, name: string): string {
  return parseSecrets(required(environment, name))[0].value;
}
