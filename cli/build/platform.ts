import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import * as z from 'zod';

// The builds that Twilio's platform accepts: one list for our build, which fails early, and for the local Twilio.

export const HANDLER = '@twilio/runtime-handler';

/**
 * The versions of the runtime handler that the platform takes, newest first, from
 * https://www.twilio.com/docs/serverless/functions-assets/handler. The npm package of that name serves local development only,
 * and its numbers differ: 2.1.0 is on npm and refused, 2.1.2 is taken and not on npm (twilio-labs/serverless-toolkit issues
 * 557 and 564). 2.0.3 is not on the page; it was refused in issue 538 and deployed in issue 557, so it is refused here.
 */
const HANDLER_VERSIONS = [
  ...['2.1.2', '2.0.1', '2.0.0', '1.3.1', '1.3.0', '1.2.5', '1.2.4', '1.2.3', '1.2.2', '1.2.1', '1.2.0'],
  ...['1.1.3', '1.1.2', '1.1.1', '1.1.0', '1.0.2', '1.0.1'],
];
const DEFAULT_HANDLER = '2.0.1';
const HANDLERS_PAGE = 'https://www.twilio.com/docs/serverless/functions-assets/handler';

/**
 * The runtimes that a build can name. node18 is refused since 2025-11-10 with 82007, node24 is taken since 2026-07-08:
 * https://www.twilio.com/en-us/changelog/node-js-v24-is-now-available-for-twilio-functions
 */
export const RUNTIMES: readonly string[] = ['node20', 'node22', 'node24'];
/** The platform's own, where a build names none; the same page. */
export const DEFAULT_RUNTIME = 'node22';

const isAtLeast = (version: string, other: string) =>
  HANDLER_VERSIONS.indexOf(version) <= HANDLER_VERSIONS.indexOf(other);

/** True if the platform supports this version; ranges and tags do not count. */
export function isHandlerSupported(version: string | undefined): version is string {
  return version !== undefined && HANDLER_VERSIONS.includes(version);
}

/**
 * The handler that a build really runs on: node24 needs 2.1.2, and the platform raises 1.2.0 and above to it by itself. With an
 * older one the build fails: undefined. Source: the changelog of 2026-07-08, see `RUNTIMES`.
 */
export function effectiveHandler(version: string, runtime: string): string | undefined {
  if (runtime !== 'node24') return version;
  return isAtLeast(version, '1.2.0') ? '2.1.2' : undefined;
}

/** True if a handler may be `async`: https://www.twilio.com/docs/serverless/functions-assets/async-await-migration */
export function supportsPromises(version: string, runtime: string): boolean {
  const inUse = effectiveHandler(version, runtime);
  return inUse !== undefined && isAtLeast(inUse, '2.1.2');
}

const manifestSchema = z.object({ dependencies: z.record(z.string(), z.string()).optional() });

/** Why the platform would refuse a build of this project, one line each: its handler (package.json), its Node (.twilioserverlessrc). */
export function platformErrors(project: string): string[] {
  const runtimes = runtimesOf(project);
  if ('fault' in runtimes) return [...handlerErrors(project, DEFAULT_RUNTIME), runtimes.fault];
  const unknown = runtimes.named.filter((runtime) => !RUNTIMES.includes(runtime));
  return [
    ...handlerErrors(project, runtimes.named[0] ?? DEFAULT_RUNTIME),
    ...unknown.map(
      (runtime) => `${CONFIGURATION}: the platform has no runtime ${runtime}; use one of ${RUNTIMES.join(', ')}`,
    ),
  ];
}

function handlerErrors(project: string, runtime: string): string[] {
  const expected = `expected ${DEFAULT_HANDLER} (the platform's default) or another exact version listed at ${HANDLERS_PAGE}`;
  const version = handlerOf(project);
  if (version === undefined) return [`package.json: dependencies lack ${HANDLER}; ${expected}`];
  if (!isHandlerSupported(version)) return [`package.json: the platform rejects ${HANDLER} ${version}; ${expected}`];
  if (effectiveHandler(version, runtime) === undefined) {
    return [`package.json: ${runtime} requires ${HANDLER} 1.2.0 or above, found ${version}`];
  }
  return [];
}

function handlerOf(project: string): string | undefined {
  const file = join(project, 'package.json');
  if (!existsSync(file)) return undefined;
  return manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).dependencies?.[HANDLER];
}

const CONFIGURATION = '.twilioserverlessrc';

/** The runtime that a project is deployed with, if its `.twilioserverlessrc` names one. */
export function runtimeOf(project: string): string | undefined {
  const runtimes = runtimesOf(project);
  return 'fault' in runtimes ? undefined : runtimes.named[0];
}

/** Every `runtime` of `.twilioserverlessrc`, the general one first: projects and environments can have their own. */
function runtimesOf(project: string): { named: string[] } | { fault: string } {
  const file = join(project, CONFIGURATION);
  if (!existsSync(file)) return { named: [] };
  try {
    // The project's own file; JSON5 is a part of JavaScript's syntax.
    return { named: runtimesIn(runInNewContext(`(${readFileSync(file, 'utf8')}\n)`)) };
  } catch (error) {
    return { fault: `${CONFIGURATION}: is not JSON5 (${error instanceof Error ? error.message : String(error)})` };
  }
}

function runtimesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  const own = entries.flatMap(([name, inner]) => (name === 'runtime' && typeof inner === 'string' ? [inner] : []));
  return [...own, ...entries.flatMap(([, inner]) => runtimesIn(inner))];
}
