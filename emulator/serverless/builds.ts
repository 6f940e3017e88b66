import { Hono } from 'hono';
import * as z from 'zod';
import type { TwilioEnv } from '../api';
import { readControl } from '../control-body';
import { methodNotAllowed, TwilioError } from '../twilio-errors';
import { answerList, buildStatus, showBuild } from './answers';
import { canBeInstalled, checkVersions, readDependencies, readRuntime } from './build-checks';
import { serviceOf } from './lookup';
import {
  BUILD_OUTCOMES,
  type Build,
  type BuildOutcome,
  type Dependency,
  findResource,
  removeResource,
  type ServerlessStore,
  type Service,
} from './store';

/** Builds: https://www.twilio.com/docs/serverless/api/resource/build. They are `building` at first, then `completed` or `failed`. */
export function buildRoutes(store: ServerlessStore): Hono<TwilioEnv> {
  const isDeployed = (service: Service, build: Build) =>
    service.environments.some(({ deployments }) => deployments.at(-1)?.build === build);
  return new Hono<TwilioEnv>()
    .get('/', (c) => {
      const service = serviceOf(store, c);
      return answerList(c, 'builds', service.builds, (build) => showBuild(store, service, build));
    })
    .post('/', (c) => {
      const { form } = c.var;
      const service = serviceOf(store, c);
      const functionVersions = form.getAll('FunctionVersions').map((sid) => versionBySid(service, 'functions', sid));
      const assetVersions = form.getAll('AssetVersions').map((sid) => versionBySid(service, 'assets', sid));
      checkVersions(functionVersions, assetVersions);
      const dependencies = readDependencies(form.get('Dependencies'));
      const runtime = readRuntime(form.get('Runtime'));
      const parts = { functionVersions, assetVersions, dependencies, runtime };
      const readyAt = store.now() + store.buildMs;
      const build = { ...store.newResource('ZB'), ...parts, readyAt, outcome: outcomeOf(store, dependencies, runtime) };
      service.builds.push(build);
      return c.json(showBuild(store, service, build, 'building'), 201);
    })
    .all('/', methodNotAllowed)
    .get('/:build', (c) => {
      const service = serviceOf(store, c);
      return c.json(showBuild(store, service, findResource(service.builds, c.req.param('build'), c.env.target.path)));
    })
    .delete('/:build', (c) => {
      const service = serviceOf(store, c);
      const build = findResource(service.builds, c.req.param('build'), c.env.target.path);
      if (isDeployed(service, build)) throw new TwilioError(409, 20409, 'A build that is deployed cannot be deleted');
      removeResource(service.builds, build);
      return c.body(null, 204);
    })
    .all('/:build', methodNotAllowed)
    .get('/:build/Status', (c) => {
      const service = serviceOf(store, c);
      const build = findResource(service.builds, c.req.param('build'), c.env.target.path);
      const { sid, account_sid, service_sid, url } = showBuild(store, service, build);
      return c.json({ sid, account_sid, service_sid, status: buildStatus(store, build), url: `${url}/Status` });
    })
    .all('/:build/Status', methodNotAllowed);
}

/** A build fails for want of a handler that its Node can run, or because the control API wants it to. */
function outcomeOf(store: ServerlessStore, dependencies: readonly Dependency[], runtime: string): BuildOutcome {
  if (!canBeInstalled(dependencies, runtime)) return 'failed';
  if (store.failingBuilds === 0) return 'completed';
  store.failingBuilds -= 1;
  return 'failed';
}

const nextBuildsSchema = z.strictObject({ status: z.enum(BUILD_OUTCOMES), times: z.int().min(1).optional() });

/**
 * `POST /_local/builds { status, times? }`: how the next builds end, one unless `times` says more. `completed` takes back what
 * was wished before. What makes a build fail at Twilio is not documented; that it can is (serverless-toolkit issue 390).
 */
export function buildControl(store: ServerlessStore): Hono<TwilioEnv> {
  return new Hono<TwilioEnv>().post('/_local/builds', async (c) => {
    const read = await readControl(c, nextBuildsSchema);
    if ('response' in read) return read.response;
    const { status, times = 1 } = read.data;
    store.failingBuilds = status === 'failed' ? times : 0;
    return c.json({ failing: store.failingBuilds });
  });
}

function versionBySid(service: Service, kind: 'functions' | 'assets', sid: string) {
  const version = service[kind].flatMap(({ versions }) => versions).find((candidate) => candidate.sid === sid);
  if (!version)
    throw new TwilioError(400, 20001, `There is no ${kind === 'functions' ? 'Function' : 'Asset'} Version ${sid}`);
  return version;
}
