import { Hono } from 'hono';
import type { TwilioEnv } from '../api';
import { badRequest, methodNotAllowed } from '../twilio-errors';
import { answerList, buildStatus, showDeployment, showInEnvironment } from './answers';
import { requiredField } from './forms';
import { environmentOf } from './lookup';
import { type Environment, findResource, type LogEntry, type ServerlessStore, type Service } from './store';

/** Deployments: https://www.twilio.com/docs/serverless/api/resource/deployment. The last one is live. */
export function deploymentRoutes(store: ServerlessStore): Hono<TwilioEnv> {
  return new Hono<TwilioEnv>()
    .get('/', (c) => {
      const { service, environment } = environmentOf(store, c);
      const show = (deployment: Environment['deployments'][number]) =>
        showDeployment(store, service, environment, deployment);
      return answerList(c, 'deployments', environment.deployments, show, true);
    })
    .post('/', (c) => {
      const { service, environment } = environmentOf(store, c);
      const sid = requiredField(c.var.form, 'BuildSid', 34);
      const build = service.builds.find((candidate) => candidate.sid === sid);
      if (!build) throw badRequest(`There is no Build ${sid}`);
      if (buildStatus(store, build) !== 'completed') throw badRequest(`The Build ${sid} is not completed`);
      const deployment = { ...store.newResource('ZD'), build };
      environment.deployments.push(deployment);
      environment.updatedAt = store.now();
      return c.json(showDeployment(store, service, environment, deployment), 201);
    })
    .all('/', methodNotAllowed)
    .get('/:deployment', (c) => {
      const { service, environment } = environmentOf(store, c);
      const deployment = findResource(environment.deployments, c.req.param('deployment'), c.env.target.path);
      return c.json(showDeployment(store, service, environment, deployment));
    })
    .all('/:deployment', methodNotAllowed);
}

/** Logs, newest first: https://www.twilio.com/docs/serverless/api/resource/logs */
export function logRoutes(store: ServerlessStore): Hono<TwilioEnv> {
  const shower = (service: Service, environment: Environment) => (entry: LogEntry) => ({
    ...showInEnvironment(store, service, environment, 'Logs', entry),
    build_sid: entry.build.sid,
    deployment_sid: entry.deploymentSid,
    function_sid: entry.functionSid,
    request_sid: entry.requestSid,
    level: entry.level,
    message: entry.message,
  });
  return new Hono<TwilioEnv>()
    .get('/', (c) => {
      const { service, environment } = environmentOf(store, c);
      const only = c.req.query('FunctionSid');
      const start = Date.parse(c.req.query('StartDate') ?? '') || 0;
      const end = Date.parse(c.req.query('EndDate') ?? '') || Number.POSITIVE_INFINITY;
      const entries = environment.logs.filter(
        ({ functionSid, createdAt }) =>
          (only === undefined || functionSid === only) && createdAt >= start && createdAt <= end,
      );
      return answerList(c, 'logs', entries, shower(service, environment), true);
    })
    .all('/', methodNotAllowed)
    .get('/:log', (c) => {
      const { service, environment } = environmentOf(store, c);
      return c.json(
        shower(service, environment)(findResource(environment.logs, c.req.param('log'), c.env.target.path)),
      );
    })
    .all('/:log', methodNotAllowed);
}
