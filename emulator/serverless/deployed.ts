import type { Deployment, Environment, LogEntry, ServerlessStore, Service, Variable } from './store';

/** https://www.twilio.com/docs/api/errors/82006 */
export const MAX_CONTEXT_BYTES = 3 * 1024;

/** The live deployment of an environment, for the runner. */
export interface Deployed {
  readonly deployment: Deployment;
  readonly domainName: string;
  /** A Function's current context without PATH: variables take effect without a deployment. */
  context(): Record<string, string>;
  /** Keeps a line that a Function printed. */
  log(line: Pick<LogEntry, 'level' | 'message' | 'functionSid' | 'requestSid'>): void;
}

/** As documented in https://www.twilio.com/docs/serverless/functions-assets/functions/invocation */
export function contextOf(
  { accountSid, authToken }: ServerlessStore,
  service: Service,
  environment: Environment,
  variables: readonly Pick<Variable, 'key' | 'value'>[],
): Record<string, string> {
  return {
    ...Object.fromEntries(variables.map(({ key, value }) => [key, value])),
    ...(service.includeCredentials && { ACCOUNT_SID: accountSid, AUTH_TOKEN: authToken }),
    DOMAIN_NAME: environment.domainName,
    SERVICE_SID: service.sid,
    ENVIRONMENT_SID: environment.sid,
  };
}

const MAX_LOGS = 10_000;

/** The deployment that was made last, in whichever environment; undefined if there is none. */
export function newestDeployed(store: ServerlessStore): Deployed | undefined {
  const live = store.services.flatMap((service) =>
    service.environments.flatMap((environment) => {
      const deployment = environment.deployments.at(-1);
      return deployment ? [{ service, environment, deployment }] : [];
    }),
  );
  const newest = live.sort((a, b) => a.deployment.serial - b.deployment.serial).at(-1);
  if (!newest) return undefined;
  const { service, environment, deployment } = newest;
  return {
    deployment,
    domainName: environment.domainName,
    context: () => contextOf(store, service, environment, environment.variables),
    log(line) {
      if (environment.logs.length >= MAX_LOGS) environment.logs.splice(0, MAX_LOGS / 10);
      const { build, sid: deploymentSid } = deployment;
      environment.logs.push({ ...store.newResource('NO'), ...line, build, deploymentSid });
    },
  };
}
