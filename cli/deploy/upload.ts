import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { ClientFor } from '../../assets/adapters/twilio/transport';
import { runtimeOf } from '../build/platform';
import { connect } from '../plan/client';
import { NotDeployed } from './errors';
import { explainFailure } from './failure';
import { explainApiError } from './refusals';
import { createTarget, type DeployTarget, type TargetEnvironment } from './target';
import type { Terminal } from './terminal';
import { runTool, type ToolResult } from './tool';
import {
  type DeployedVariable,
  deleteVariables,
  describeDiff,
  describeRemaining,
  diffVariables,
  fitsContext,
  listVariables,
} from './variables';

interface UploadOptions {
  readonly project: string;
  readonly envFile: string;
  /** The variables of `envFile`, without empty ones. */
  readonly environment: Readonly<Record<string, string>>;
  readonly target: DeployTarget;
  readonly terminal: Terminal;
}

/** The live domain. `remaining` describes variables that could not be deleted. */
interface UploadResult {
  readonly domain: string;
  readonly remaining?: string;
}

/** The environment to upload to, and its variables before the upload. */
interface Destination {
  readonly service: string;
  readonly environment: TargetEnvironment;
  readonly held: readonly DeployedVariable[];
}

const manifestSchema = z.object({ dependencies: z.record(z.string(), z.string()) });

/**
 * Uploads the build with Twilio's own tool and makes the variables what `.env` says. A variable that is gone from `.env` is
 * deleted once the new build is live, as the old build may need it until then; earlier only where both do not fit.
 * @throws NotDeployed
 */
export async function upload({
  project,
  envFile,
  environment,
  target,
  terminal,
}: UploadOptions): Promise<UploadResult> {
  const { ACCOUNT_SID: _, AUTH_TOKEN: __, ...wanted } = environment;
  const place = await prepare(connect({ environment }), target);
  const { service, held } = place;
  const comparison = diffVariables(held, wanted);
  for (const line of describeDiff(comparison)) terminal.print(line, true);
  const gone = comparison.removed;
  if (!fitsContext(held, wanted)) await makeRoom(connect({ environment }), place, gone, wanted);

  const end = await runTool({ project, envFile, service, environment: place.environment.sid });
  // A build can outlast a connection's retry budget, so each step gets its own connection.
  if (end.code !== 0)
    throw new NotDeployed(await describeFailure(connect({ environment }), end, place, wanted, project));
  const left = await deleteVariables(connect({ environment }), service, place.environment.sid, gone);
  const { domain } = place.environment;
  if (left.length === 0) return { domain };
  return {
    domain,
    remaining: `${describeRemaining(left)} Deploy again or delete the variable in the Twilio console.`,
  };
}

async function prepare(clientFor: ClientFor, target: DeployTarget): Promise<Destination> {
  try {
    const { service, environment } = await createTarget(clientFor, target);
    return { service, environment, held: await listVariables(clientFor, service, environment.sid) };
  } catch (error) {
    throw new NotDeployed(explainApiError(error, 'The Service could not be created or fetched'));
  }
}

/** Deletes removed variables before the upload. @throws NotDeployed if the rest still does not fit. */
async function makeRoom(
  clientFor: ClientFor,
  { service, environment, held }: Destination,
  gone: readonly DeployedVariable[],
  wanted: Readonly<Record<string, string>>,
): Promise<void> {
  const kept = held.filter((variable) => !gone.includes(variable));
  if (!fitsContext(kept, wanted)) {
    const others = kept.filter(({ key }) => wanted[key] === undefined).map(({ key }) => key);
    throw new NotDeployed(
      `The values in .env and the foreign variables in this environment (${others.join(', ')}) together exceed Twilio's 3 KB. Delete the ones that nobody needs in the Twilio console.`,
    );
  }
  const left = await deleteVariables(clientFor, service, environment.sid, gone);
  if (left.length > 0)
    throw new NotDeployed(`${describeRemaining(left)} It could not be deleted to make room for the new values.`);
}

/** Describes the failure, and what is live after it. */
async function describeFailure(
  clientFor: ClientFor,
  end: ToolResult,
  place: Destination,
  wanted: Readonly<Record<string, string>>,
  project: string,
): Promise<string> {
  const { dependencies } = manifestSchema.parse(JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')));
  const why = explainFailure(end, { dependencies, runtime: runtimeOf(project) ?? "Twilio's default" });
  return `${why}\n${await describeState(clientFor, place, wanted)}`;
}

/** Fetches and describes the live build and variables. */
async function describeState(
  clientFor: ClientFor,
  { service, environment, held }: Destination,
  wanted: Readonly<Record<string, string>>,
): Promise<string> {
  try {
    const { buildSid } = await clientFor('prepare')
      .serverless.v1.services(service)
      .environments(environment.sid)
      .fetch();
    const now = await listVariables(clientFor, service, environment.sid);
    const before = new Map(held.map(({ key, value }) => [key, value]));
    const set = now.filter(({ key, value }) => before.get(key) !== value).map(({ key }) => key);
    const { removed: gone } = diffVariables(now, wanted);
    return [
      describeBuild(environment.build, buildSid ?? undefined),
      ...(set.length > 0 ? [`These variables already have their new values: ${set.join(', ')}.`] : []),
      ...(gone.length > 0 ? [describeRemaining(gone.map(({ key }) => key))] : []),
    ].join('\n');
  } catch {
    return 'The current state could not be fetched; the Twilio console shows it.';
  }
}

function describeBuild(before: string | undefined, now: string | undefined): string {
  if (now === undefined) return 'This environment has no deployment.';
  return now === before
    ? 'The previous deployment stays live.'
    : 'The new build is live nevertheless: the failure came later.';
}
