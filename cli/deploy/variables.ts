import type { ClientFor } from '../../assets/adapters/twilio/transport';
import { environment as table } from '../../assets/main/configuration/environment';

/** Variables of earlier versions, which are deleted too. */
const RETIRED: readonly string[] = [];
const OWN_NAMES: ReadonlySet<string> = new Set([...Object.keys(table), ...RETIRED]);

/** The platform's limit for the whole context as JSON, bytes: https://www.twilio.com/docs/api/errors/82006 */
const MAX_CONTEXT_BYTES = 3072;

/** The context's entries besides the variables, at their maximum length. */
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

/** The differences between the deployed variables and `.env`. */
export interface VariableDiff {
  /** Ours, but no longer in `.env`. They stay set until deleted, because deploy tools never delete variables. */
  readonly removed: readonly DeployedVariable[];
  /** Not ours; left unchanged. */
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

/** True if the current variables and those of `.env` fit into the context together; otherwise removed ones must be deleted first. */
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
  // A failed deletion shows in the list fetched below.
  await Promise.allSettled(gone.map(({ sid }) => place.variables(sid).remove()));
  const names = gone.map(({ key }) => key);
  try {
    const left = new Set((await listVariables(clientFor, service, environment)).map(({ key }) => key));
    return names.filter((name) => left.has(name));
  } catch {
    return names;
  }
}

/** Describes the fate of variables that `.env` lacks, one line for each kind. */
export function describeDiff({ removed: gone, foreign }: VariableDiff): string[] {
  const names = (variables: readonly DeployedVariable[]) => variables.map(({ key }) => key).join(', ');
  return [
    ...(gone.length > 0 ? [`Variables no longer in .env, to be deleted: ${names(gone)}.`] : []),
    ...(foreign.length > 0 ? [`Variables that are not Rosterline's, left unchanged: ${names(foreign)}.`] : []),
  ];
}

/** "The old value of X is still in force", for each. */
export function describeRemaining(names: readonly string[]): string {
  return names.map((name) => `The old value of ${name} is still in force.`).join('\n');
}
