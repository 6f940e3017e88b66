import { Hono } from 'hono';
import type { TwilioEnv } from '../api';
import { methodNotAllowed, Refusal } from '../twilio-errors';
import { buildStatus, listed, showBuild } from './answers';
import { checkVersions, readDependencies, readRuntime } from './build-checks';
import { type Build, called, type Holdings, remove, type Service } from './holdings';
import { serviceOf } from './place';

/** Builds: https://www.twilio.com/docs/serverless/api/resource/build. They are `building` at first, then `completed`. */
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
      const build = { ...holdings.born('ZB'), ...parts, readyAt: holdings.now() + holdings.buildMs };
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

function versionCalled(service: Service, kind: 'functions' | 'assets', sid: string) {
  const version = service[kind].flatMap(({ versions }) => versions).find((candidate) => candidate.sid === sid);
  if (!version)
    throw new Refusal(400, 20001, `There is no ${kind === 'functions' ? 'Function' : 'Asset'} Version ${sid}`);
  return version;
}
