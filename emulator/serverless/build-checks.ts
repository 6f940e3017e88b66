import * as z from 'zod';
import { DEFAULT_RUNTIME, effectiveHandler, HANDLER, isHandlerSupported, RUNTIMES } from '../../cli/build/platform';
import { badRequest, TwilioError } from '../twilio-errors';
import type { Dependency, Version } from './store';

// Limits of a build: https://www.twilio.com/docs/serverless/api
const MAX_FUNCTIONS = 50;
const MAX_PRIVATE_ASSETS = 50;
const MAX_OTHER_ASSETS = 1000;

/** Refuses with 400/20001 what does not fit into a build. Two files with one address are refused too (assumed). */
export function checkVersions(functions: readonly Version[], assets: readonly Version[]): void {
  const privates = assets.filter(({ visibility }) => visibility === 'private');
  const most = (what: string, count: number, limit: number) => {
    if (count > limit) throw badRequest(`A build may have at most ${limit} ${what}; this one has ${count}`);
  };
  if (functions.length + assets.length === 0) throw badRequest('A build needs a Function Version or an Asset Version');
  most('Function Versions', functions.length, MAX_FUNCTIONS);
  most('private Asset Versions', privates.length, MAX_PRIVATE_ASSETS);
  most('public and protected Asset Versions', assets.length - privates.length, MAX_OTHER_ASSETS);
  const reachable = [...functions, ...assets].filter(({ visibility }) => visibility !== 'private');
  for (const group of [functions, assets, reachable]) {
    const seen = new Set<string>();
    for (const { path } of group) {
      if (seen.has(path)) throw badRequest(`Two versions of this build have the path ${path}`);
      seen.add(path);
    }
  }
}

const dependenciesSchema = z.array(z.object({ name: z.string().min(1), version: z.string() }));

/**
 * The packages that `npm install` would fetch. `@twilio/runtime-handler` must be there, in a version of the platform's list; the
 * text is the one of twilio-labs/serverless-toolkit issue 564. That a missing one is refused is assumed, because older defaults
 * give a Function no headers.
 */
export function readDependencies(text: string | null): Dependency[] {
  // The deploy tools send the list in quotes of its own, which Twilio takes.
  const bare = (text ?? '[]').replace(/^"(\[.*\])"$/s, '$1');
  const read = dependenciesSchema.safeParse(parsed(bare));
  if (!read.success) throw badRequest('Dependencies must be a JSON list of objects with a name and a version');
  const handler = read.data.find(({ name }) => name === HANDLER);
  if (!handler) throw badRequest(`Dependencies must have ${HANDLER}`);
  if (!isHandlerSupported(handler.version)) {
    throw badRequest(
      `Some dependencies could not be validated. No matching version found for ${HANDLER}@${handler.version}. You can find ` +
        'the valid versions at https://www.twilio.com/docs/serverless/functions-assets/handler',
    );
  }
  return read.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The Node that Functions run on; another one is refused with 82007: https://www.twilio.com/docs/api/errors/82007 */
export function readRuntime(text: string | null): string {
  const runtime = text || DEFAULT_RUNTIME;
  if (!RUNTIMES.includes(runtime)) throw new TwilioError(400, 82007, `The runtime ${runtime} is not supported`);
  return runtime;
}

/** True if npm and the runtime can install these. */
export function canBeInstalled(dependencies: readonly Dependency[], runtime: string): boolean {
  const handler = dependencies.find(({ name }) => name === HANDLER);
  return handler !== undefined && effectiveHandler(handler.version, runtime) !== undefined;
}
