import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { ClientFor } from '../../assets/adapters/twilio/transport';
import { statusOf } from '../../assets/lib/errors';

/** The current state of an environment of a Serverless Service. */
export interface TargetEnvironment {
  readonly sid: string;
  readonly domain: string;
  /** The live build; absent before the first deployment. */
  readonly build?: string;
  /** Time of the last deployment. */
  readonly deployedAt?: Date;
}

/** The target of the command. Absent parts do not exist yet. */
export interface DeployTarget {
  /** The Service's unique name. */
  readonly name: string;
  readonly service?: string;
  /** The suffix of the domain; empty for the production environment, which has none. */
  readonly suffix: string;
  readonly environment?: TargetEnvironment;
}

const manifestSchema = z.object({ name: z.string() });

/**
 * Twilio's tools note here, for each account, which Service they deployed to (and, of old, without the region):
 * twilio-run, utils/deployInfoCache.
 */
const NOTES = '.twiliodeployinfo';
const notesSchema = z.record(z.string(), z.object({ serviceSid: z.string() }));

/** The Service that Twilio's tools would deploy to: the one they deployed to before, else the one with the project's name. */
export async function findTarget(
  clientFor: ClientFor,
  project: string,
  account: string,
  suffix: string,
): Promise<DeployTarget> {
  const { name } = manifestSchema.parse(JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')));
  const noted = notedService(project, account);
  // The noted Service may have been deleted since.
  const found = (noted && (await fetchService(clientFor, noted))) ?? (await fetchService(clientFor, name));
  if (!found) return { name, suffix };
  const environment = await findEnvironment(clientFor, found.sid, suffix);
  return { name: found.uniqueName, service: found.sid, suffix, ...(environment && { environment }) };
}

/** @returns undefined also if the file cannot be read as such: the name finds the Service then. */
function notedService(project: string, account: string): string | undefined {
  const file = join(project, NOTES);
  if (!existsSync(file)) return undefined;
  try {
    const notes = notesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return (notes[`${account}:us1`] ?? notes[account])?.serviceSid;
  } catch {
    return undefined;
  }
}

async function fetchService(clientFor: ClientFor, sidOrName: string) {
  try {
    return await clientFor('prepare').serverless.v1.services(sidOrName).fetch();
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

/** Finds an environment as the tools do: by its suffix, and among several by the name that the tools give it. */
async function findEnvironment(
  clientFor: ClientFor,
  service: string,
  suffix: string,
): Promise<TargetEnvironment | undefined> {
  const { environments } = clientFor('prepare').serverless.v1.services(service);
  const all = await environments.list();
  const fitting = all.filter(({ domainSuffix }) => (domainSuffix ?? '') === suffix);
  const found = fitting.find(({ uniqueName }) => uniqueName === uniqueNameOf(suffix)) ?? fitting[0];
  if (!found) return undefined;
  const { sid, domainName, buildSid } = found;
  const [last] = await environments(sid).deployments.list({ limit: 1 });
  return {
    sid,
    domain: domainName,
    ...(buildSid && { build: buildSid }),
    ...(last && { deployedAt: last.dateCreated }),
  };
}

function uniqueNameOf(suffix: string): string {
  return suffix === '' ? 'production' : `${suffix}-environment`;
}

/**
 * Creates the missing parts of a target, named as Twilio's tools name them, so that the tools find them. A creation
 * whose answer is lost is not retried; the next run finds what it created.
 */
export async function createTarget(
  clientFor: ClientFor,
  target: DeployTarget,
): Promise<Required<Pick<DeployTarget, 'service' | 'environment'>>> {
  const { name, suffix } = target;
  const { services } = clientFor('once').serverless.v1;
  const service =
    target.service ??
    (await services.create({ uniqueName: name, friendlyName: name, includeCredentials: true, uiEditable: false })).sid;
  if (target.environment) return { service, environment: target.environment };
  const { sid, domainName } = await services(service).environments.create({
    uniqueName: uniqueNameOf(suffix),
    ...(suffix !== '' && { domainSuffix: suffix }),
  });
  return { service, environment: { sid, domain: domainName } };
}

/** "production" or the suffix. */
export function environmentName(suffix: string): string {
  return suffix || 'production';
}

/** Describes what a deployment to this target overwrites. Dates are in UTC. */
export function describeTarget({ name, service, suffix, environment }: DeployTarget): string {
  const place = `Environment ${environmentName(suffix)} of the Service ${name}${service ? ` (${service})` : ''}`;
  if (!environment?.build) return `${place}: nothing deployed yet.`;
  const date = environment.deployedAt?.toISOString().replace('T', ' ').slice(0, 16);
  return `${place}, https://${environment.domain}: overwrites the deployment${date ? ` of ${date} UTC` : ''}.`;
}
