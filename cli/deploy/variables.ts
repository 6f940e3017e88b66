import type { ClientFor } from '../../assets/adapters/twilio/transport';
import { environment as schema } from '../../assets/main/configuration/environment';

/** Variables that an earlier version knew and this one does not: what such a version uploaded is taken away too. */
const RETIRED: readonly string[] = [];
const OWN_NAMES: ReadonlySet<string> = new Set([...Object.keys(schema.shape), ...RETIRED]);

/** The platform's limit for the whole context as JSON, bytes: https://www.twilio.com/docs/api/errors/82006 */
const MAX_CONTEXT_BYTES = 3072;

/** What a Function finds in its context besides the variables; values as long as they can be. */
const PLATFORM_VARIABLES = {
  ACCOUNT_SID: 'AC'.padEnd(34, '0'),
  AUTH_TOKEN: ''.padEnd(32, '0'),
  SERVICE_SID: 'ZS'.padEnd(34, '0'),
  ENVIRONMENT_SID: 'ZE'.padEnd(34, '0'),
  DOMAIN_NAME: ''.padEnd(85, '0'),
  PATH: ''.padEnd(40, '0'),
};

/** A variable of an environment in the cloud. */
export interface DeployedVariable {
  readonly sid: string;
  readonly key: string;
  readonly value: string;
}

/** The environment in the cloud beside `.env`. */
export interface VariableDiff {
  /** Ours, and no longer in `.env`: they stay in force until they are deleted, because deploy tools never delete any. */
  readonly removed: readonly DeployedVariable[];
  /** Other people's, which are left alone. */
  readonly foreign: readonly DeployedVariable[];
}

/** @param wanted the variables of `.env` that have a value. */
export function diffVariables(
  held: readonly DeployedVariable[],
  wanted: Readonly<Record<string, string>>,
): VariableDiff {
  const unwanted = held.filter(({ key }) => wanted[key] === undefined);
  return {
    removed: unwanted.filter(({ key }) => OWN_NAMES.has(key)),
    foreign: unwanted.filter(({ key }) => !OWN_NAMES.has(key)),
  };
}

/** Whether the platform has room for what is there now and what `.env` has, both together; else what is gone goes first. */
export function fitsContext(held: readonly DeployedVariable[], wanted: Readonly<Record<string, string>>): boolean {
  const both = { ...PLATFORM_VARIABLES, ...Object.fromEntries(held.map(({ key, value }) => [key, value])), ...wanted };
  return Buffer.byteLength(JSON.stringify(both)) <= MAX_CONTEXT_BYTES;
}

/** @returns every variable of the environment. */
export async function listVariables(
  clientFor: ClientFor,
  service: string,
  environment: string,
): Promise<DeployedVariable[]> {
  const variables = await clientFor('prepare')
    .serverless.v1.services(service)
    .environments(environment)
    .variables.list();
  return variables.map(({ sid, key, value }) => ({ sid, key, value }));
}

/**
 * Deletes variables and looks whether they are gone. @returns the names of those whose values are still in force, or may be.
 */
export async function deleteVariables(
  clientFor: ClientFor,
  service: string,
  environment: string,
  gone: readonly DeployedVariable[],
): Promise<readonly string[]> {
  if (gone.length === 0) return [];
  const place = clientFor('effect').serverless.v1.services(service).environments(environment);
  // A refusal shows in the look that follows.
  await Promise.allSettled(gone.map(({ sid }) => place.variables(sid).remove()));
  const names = gone.map(({ key }) => key);
  try {
    const left = new Set((await listVariables(clientFor, service, environment)).map(({ key }) => key));
    return names.filter((name) => left.has(name));
  } catch {
    return names;
  }
}

/** What deploying does to variables that `.env` does not have, one line each. */
export function describeDiff({ removed: gone, foreign }: VariableDiff): string[] {
  const names = (variables: readonly DeployedVariable[]) => variables.map(({ key }) => key).join(', ');
  return [
    ...(gone.length > 0 ? [`Variables that .env no longer has, and that are deleted: ${names(gone)}.`] : []),
    ...(foreign.length > 0 ? [`Variables that are not Rosterline's, and that are left alone: ${names(foreign)}.`] : []),
  ];
}

/** "The old value of X is still in force", for each. */
export function describeRemaining(names: readonly string[]): string {
  return names.map((name) => `The old value of ${name} is still in force.`).join('\n');
}
