import { Hono } from 'hono';
import type { TwilioEnv } from '../api';
import { badRequest, methodNotAllowed } from '../twilio-errors';
import { buildStatus, inEnvironment, listed, showDeployment } from './answers';
import { requiredField } from './forms';
import { called, type Environment, type Holdings, type LogEntry, type Service } from './holdings';
import { environmentOf } from './place';

/** Deployments: https://www.twilio.com/docs/serverless/api/resource/deployment. The last one is live. */
export function deploymentRoutes(holdings: Holdings): Hono<TwilioEnv> {
  return new Hono<TwilioEnv>()
    .get('/', (c) => {
      const { service, environment } = environmentOf(holdings, c);
      const show = (deployment: Environment['deployments'][number]) =>
        showDeployment(holdings, service, environment, deployment);
      return listed(c, 'deployments', environment.deployments, show, true);
    })
    .post('/', (c) => {
      const { service, environment } = environmentOf(holdings, c);
      const sid = requiredField(c.var.form, 'BuildSid', 34);
      const build = service.builds.find((candidate) => candidate.sid === sid);
      if (!build) throw badRequest(`There is no Build ${sid}`);
      if (buildStatus(holdings, build) !== 'completed') throw badRequest(`The Build ${sid} is not completed`);
      const deployment = { ...holdings.born('ZD'), build };
      environment.deployments.push(deployment);
      environment.updatedAt = holdings.now();
      return c.json(showDeployment(holdings, service, environment, deployment), 201);
    })
    .all('/', methodNotAllowed)
    .get('/:deployment', (c) => {
      const { service, environment } = environmentOf(holdings, c);
      const deployment = called(environment.deployments, c.req.param('deployment'), c.env.target.path);
      return c.json(showDeployment(holdings, service, environment, deployment));
    })
    .all('/:deployment', methodNotAllowed);
}

/** Logs, newest first: https://www.twilio.com/docs/serverless/api/resource/logs */
export function logRoutes(holdings: Holdings): Hono<TwilioEnv> {
  const shower = (service: Service, environment: Environment) => (entry: LogEntry) => ({
    ...inEnvironment(holdings, service, environment, 'Logs', entry),
    build_sid: entry.build.sid,
    deployment_sid: entry.deploymentSid,
    function_sid: entry.functionSid,
    request_sid: entry.requestSid,
    level: entry.level,
    message: entry.message,
  });
  return new Hono<TwilioEnv>()
    .get('/', (c) => {
      const { service, environment } = environmentOf(holdings, c);
      const only = c.req.query('FunctionSid');
      const start = Date.parse(c.req.query('StartDate') ?? '') || 0;
      const end = Date.parse(c.req.query('EndDate') ?? '') || Number.POSITIVE_INFINITY;
      const entries = environment.logs.filter(
        ({ functionSid, createdAt }) =>
          (only === undefined || functionSid === only) && createdAt >= start && createdAt <= end,
      );
      return listed(c, 'logs', entries, shower(service, environment), true);
    })
    .all('/', methodNotAllowed)
    .get('/:log', (c) => {
      const { service, environment } = environmentOf(holdings, c);
      return c.json(shower(service, environment)(called(environment.logs, c.req.param('log'), c.env.target.path)));
    })
    .all('/:log', methodNotAllowed);
}
