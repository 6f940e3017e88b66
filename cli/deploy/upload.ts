import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { ClientFor } from '../../assets/adapters/twilio/transport';
import { runtimeOf } from '../build/platform';
import { connect } from '../plan/client';
import { NotDeployed } from './endings';
import { explainFailure } from './failure';
import { refusal } from './refusals';
import { type Environment, makeTarget, type Target } from './target';
import type { Terminal } from './terminal';
import { runTool, type ToolEnd } from './tool';
import {
  compare,
  deleteVariables,
  describeComparison,
  describeLeft,
  fitTogether,
  listVariables,
  type Variable,
} from './variables';

interface UploadOptions {
  readonly project: string;
  readonly envFile: string;
  /** What `envFile` says, without the empty values. */
  readonly environment: Readonly<Record<string, string>>;
  readonly target: Target;
  readonly terminal: Terminal;
}

/** Where it is live. `left`: what could not be taken out of force, in sentences. */
interface Uploaded {
  readonly domain: string;
  readonly left?: string;
}

/** A place with what is there before the upload. */
interface Place {
  readonly service: string;
  readonly environment: Environment;
  readonly held: readonly Variable[];
}

const manifestSchema = z.object({ dependencies: z.record(z.string(), z.string()) });

/**
 * Uploads the build with Twilio's own tool and makes the variables what `.env` says. A variable that is gone from `.env` is
 * deleted once the new build is live, as the old build may need it until then; earlier only where both do not fit.
 * @throws NotDeployed
 */
export async function upload({ project, envFile, environment, target, terminal }: UploadOptions): Promise<Uploaded> {
  const { ACCOUNT_SID: _, AUTH_TOKEN: __, ...wanted } = environment;
  const place = await prepare(connect({ environment }), target);
  const { service, held } = place;
  const comparison = compare(held, wanted);
  for (const line of describeComparison(comparison)) terminal.say(line);
  const gone = comparison.gone;
  if (!fitTogether(held, wanted)) await makeRoom(connect({ environment }), place, gone, wanted);

  terminal.say('Uploading; Twilio takes a minute or two to build.');
  const end = await runTool({ project, envFile, service, environment: place.environment.sid });
  // A build can take longer than the patience of one connection: each step has its own.
  if (end.code !== 0) throw new NotDeployed(await explain(connect({ environment }), end, place, wanted, project));
  const left = await deleteVariables(connect({ environment }), service, place.environment.sid, gone);
  const { domain } = place.environment;
  if (left.length === 0) return { domain };
  return { domain, left: `${describeLeft(left)} Run npm run deploy again, or delete it in the Twilio console.` };
}

async function prepare(clientFor: ClientFor, target: Target): Promise<Place> {
  try {
    const { service, environment } = await makeTarget(clientFor, target);
    return { service, environment, held: await listVariables(clientFor, service, environment.sid) };
  } catch (error) {
    throw new NotDeployed(refusal(error, 'The Service could not be prepared'));
  }
}

/** Deletes what is gone before anything is set. @throws NotDeployed if there is no room even so. */
async function makeRoom(
  clientFor: ClientFor,
  { service, environment, held }: Place,
  gone: readonly Variable[],
  wanted: Readonly<Record<string, string>>,
): Promise<void> {
  const kept = held.filter((variable) => !gone.includes(variable));
  if (!fitTogether(kept, wanted)) {
    const others = kept.filter(({ key }) => wanted[key] === undefined).map(({ key }) => key);
    throw new NotDeployed(
      `The values of .env and other people's variables in this environment (${others.join(', ')}) are more than Twilio's 3 KB together. Delete those that nobody needs in the Twilio console.`,
    );
  }
  const left = await deleteVariables(clientFor, service, environment.sid, gone);
  if (left.length > 0) throw new NotDeployed(`${describeLeft(left)} It could not be deleted to make room.`);
}

/** What happened, and what is in force after it. */
async function explain(
  clientFor: ClientFor,
  end: ToolEnd,
  place: Place,
  wanted: Readonly<Record<string, string>>,
  project: string,
): Promise<string> {
  const { dependencies } = manifestSchema.parse(JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')));
  const why = explainFailure(end, { dependencies, runtime: runtimeOf(project) ?? "Twilio's default" });
  return `${why}\n${await inForce(clientFor, place, wanted)}`;
}

/** Looks which build and which variables are in force. */
async function inForce(
  clientFor: ClientFor,
  { service, environment, held }: Place,
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
    const { gone } = compare(now, wanted);
    return [
      describeBuild(environment.build, buildSid ?? undefined),
      ...(set.length > 0 ? [`These variables have their new values already: ${set.join(', ')}.`] : []),
      ...(gone.length > 0 ? [describeLeft(gone.map(({ key }) => key))] : []),
    ].join('\n');
  } catch {
    return 'What is in force now could not be read; the Twilio console shows it.';
  }
}

function describeBuild(before: string | undefined, now: string | undefined): string {
  if (now === undefined) return 'Nothing is deployed in this environment.';
  return now === before
    ? 'What was deployed before stays and goes on working.'
    : 'The new build is live all the same: the failure came after that.';
}
