import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';

/** The environment file of a local run, as the Functions will see it. */
export type Environment = Readonly<Record<string, string>>;

/** Reads an env file. Empty values are left out: the platform has no empty variables. */
export function readEnvironment(file: string): Environment {
  return Object.fromEntries(Object.entries(parse(readFileSync(file))).filter(([, value]) => value !== ''));
}

/** The value of a variable. @throws Error that names it if it is not there. */
export function required(environment: Environment, name: string): string {
  const value = environment[name];
  if (value === undefined) throw new Error(`${name} is not set in the environment file`);
  return value;
}

/** The first of the values that a secret may hold, without its scheme. */
export function firstSecret(environment: Environment, name: string): string {
  return (
    required(environment, name)
      .split(',')[0]
      ?.trim()
      .replace(/^bearer:/, '') ?? ''
  );
}
