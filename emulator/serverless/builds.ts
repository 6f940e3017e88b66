import { Hono } from 'hono';
import * as z from 'zod';
import type { TwilioEnv } from '../api';
import { readControl } from '../control-body';
import { methodNotAllowed, Refusal } from '../twilio-errors';
import { buildStatus, listed, showBuild } from './answers';
import { checkVersions, isInstallable, readDependencies, readRuntime } from './build-checks';
import {
  BUILD_OUTCOMES,
  type Build,
  type BuildOutcome,
  called,
  type Dependency,
  type Holdings,
  remove,
  type Service,
} from './holdings';
import { serviceOf } from './place';

/** Builds: https://www.twilio.com/docs/serverless/api/resource/build. They are `building` at first, then `completed` or `failed`. */
export function buildRoutes(holdings: Holdings): Hono<TwilioEnv> {
  const isDeployed = (service: Service, build: Build) =>
    service.environments.some(({ deployments }) => deployments.at(-1)?.build === build);
  return new Hono<TwilioEnv>()
    .get('/', (c) => {
      const service = serviceOf(holdings, c);
      return listed(c, 'builds', service.builds, (build) => showBuild(holdings, service, build));
    })
    .post('/', (c) => {
      const { form } = c.var;
      const service = serviceOf(holdings, c);
      const functionVersions = form.getAll('FunctionVersions').map((sid) => versionCalled(service, 'functions', sid));
      const assetVersions = form.getAll('AssetVersions').map((sid) => versionCalled(service, 'assets', sid));
      checkVersions(functionVersions, assetVersions);
      const dependencies = readDependencies(form.get('Dependencies'));
      const runtime = readRuntime(form.get('Runtime'));
      const parts = { functionVersions, assetVersions, dependencies, runtime };
      const readyAt = holdings.now() + holdings.buildMs;
      const build = { ...holdings.born('ZB'), ...parts, readyAt, outcome: outcomeOf(holdings, dependencies, runtime) };
      service.builds.push(build);
      return c.json(showBuild(holdings, service, build, 'building'), 201);
    })
    .all('/', methodNotAllowed)
    .get('/:build', (c) => {
      const service = serviceOf(holdings, c);
      return c.json(showBuild(holdings, service, called(service.builds, c.req.param('build'), c.env.target.path)));
    })
    .delete('/:build', (c) => {
      const service = serviceOf(holdings, c);
      const build = called(service.builds, c.req.param('build'), c.env.target.path);
      if (isDeployed(service, build)) throw new Refusal(409, 20409, 'A build that is deployed cannot be deleted');
      remove(service.builds, build);
      return c.body(null, 204);
    })
    .all('/:build', methodNotAllowed)
    .get('/:build/Status', (c) => {
      const service = serviceOf(holdings, c);
      const build = called(service.builds, c.req.param('build'), c.env.target.path);
      const { sid, account_sid, service_sid, url } = showBuild(holdings, service, build);
      return c.json({ sid, account_sid, service_sid, status: buildStatus(holdings, build), url: `${url}/Status` });
    })
    .all('/:build/Status', methodNotAllowed);
}

/** A build fails for want of a handler that its Node can run, or because the control API wants it to. */
function outcomeOf(holdings: Holdings, dependencies: readonly Dependency[], runtime: string): BuildOutcome {
  if (!isInstallable(dependencies, runtime)) return 'failed';
  if (holdings.failingBuilds === 0) return 'completed';
  holdings.failingBuilds -= 1;
  return 'failed';
}

const wishSchema = z.strictObject({ status: z.enum(BUILD_OUTCOMES), times: z.int().min(1).optional() });

/**
 * `POST /_local/builds { status, times? }`: how the next builds end, one unless `times` says more. `completed` takes back what
 * was wished before. What makes a build fail at Twilio is not documented; that it can is (serverless-toolkit issue 390).
 */
export function buildControl(holdings: Holdings): Hono<TwilioEnv> {
  return new Hono<TwilioEnv>().post('/_local/builds', async (c) => {
    const read = await readControl(c, wishSchema);
    if ('refusal' in read) return read.refusal;
    const { status, times = 1 } = read.data;
    holdings.failingBuilds = status === 'failed' ? times : 0;
    return c.json({ failing: holdings.failingBuilds });
  });
}

function versionCalled(service: Service, kind: 'functions' | 'assets', sid: string) {
  const version = service[kind].flatMap(({ versions }) => versions).find((candidate) => candidate.sid === sid);
  if (!version)
    throw new Refusal(400, 20001, `There is no ${kind === 'functions' ? 'Function' : 'Asset'} Version ${sid}`);
  return version;
}
