import type { Context } from 'hono';
import type { TwilioEnv } from '../api';
import { answerPage } from '../sync/paging';
import type {
  Build,
  BuildOutcome,
  CodeFile,
  Deployment,
  Environment,
  Holdings,
  Resource,
  Service,
  Version,
} from './holdings';

// How resources are shown: https://www.twilio.com/docs/serverless/api. Dates are in whole seconds.

const API = 'https://serverless.twilio.com/v1/Services';
const iso = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

/** The fields that all resources have. */
export function basics(holdings: Holdings, { sid, createdAt, updatedAt }: Resource) {
  return {
    sid,
    account_sid: holdings.accountSid,
    date_created: iso(createdAt),
    date_updated: iso(updatedAt),
  };
}

export function showService(holdings: Holdings, service: Service) {
  const url = `${API}/${service.sid}`;
  return {
    ...basics(holdings, service),
    unique_name: service.uniqueName,
    friendly_name: service.friendlyName,
    include_credentials: service.includeCredentials,
    ui_editable: service.uiEditable,
    domain_base: service.domainBase,
    url,
    links: {
      environments: `${url}/Environments`,
      functions: `${url}/Functions`,
      assets: `${url}/Assets`,
      builds: `${url}/Builds`,
    },
  };
}

export function showEnvironment(holdings: Holdings, service: Service, environment: Environment) {
  const url = `${API}/${service.sid}/Environments/${environment.sid}`;
  return {
    ...basics(holdings, environment),
    service_sid: service.sid,
    build_sid: environment.deployments.at(-1)?.build.sid ?? null,
    unique_name: environment.uniqueName,
    domain_suffix: environment.domainSuffix,
    domain_name: environment.domainName,
    url,
    links: { variables: `${url}/Variables`, deployments: `${url}/Deployments`, logs: `${url}/Logs` },
  };
}

/** Functions or Assets. */
export type Kind = 'Functions' | 'Assets';

export function showFile(holdings: Holdings, service: Service, kind: Kind, file: CodeFile) {
  const url = `${API}/${service.sid}/${kind}/${file.sid}`;
  const versions = kind === 'Functions' ? 'function_versions' : 'asset_versions';
  return {
    ...basics(holdings, file),
    service_sid: service.sid,
    friendly_name: file.friendlyName,
    url,
    links: { [versions]: `${url}/Versions` },
  };
}

export function showVersion(holdings: Holdings, service: Service, kind: Kind, version: Version) {
  const { date_updated: _, ...shown } = basics(holdings, version);
  const url = `${API}/${service.sid}/${kind}/${version.fileSid}/Versions/${version.sid}`;
  return {
    ...shown,
    service_sid: service.sid,
    [kind === 'Functions' ? 'function_sid' : 'asset_sid']: version.fileSid,
    path: version.path,
    visibility: version.visibility,
    url,
    // An Asset's content cannot be fetched.
    ...(kind === 'Functions' && { links: { function_version_content: `${url}/Content` } }),
  };
}

export function buildStatus({ now }: Holdings, build: Build): 'building' | BuildOutcome {
  return now() >= build.readyAt ? build.outcome : 'building';
}

export function showBuild(holdings: Holdings, service: Service, build: Build, status = buildStatus(holdings, build)) {
  const url = `${API}/${service.sid}/Builds/${build.sid}`;
  return {
    ...basics(holdings, build),
    service_sid: service.sid,
    status,
    function_versions: build.functionVersions.map((version) => showVersion(holdings, service, 'Functions', version)),
    asset_versions: build.assetVersions.map((version) => showVersion(holdings, service, 'Assets', version)),
    dependencies: build.dependencies,
    runtime: build.runtime,
    url,
    links: { build_status: `${url}/Status` },
  };
}

/** What lies in an environment: `path` is the last part of its address without the SID. */
export function inEnvironment(
  holdings: Holdings,
  service: Service,
  environment: Environment,
  path: 'Variables' | 'Deployments' | 'Logs',
  resource: Resource,
) {
  return {
    ...basics(holdings, resource),
    service_sid: service.sid,
    environment_sid: environment.sid,
    url: `${API}/${service.sid}/Environments/${environment.sid}/${path}/${resource.sid}`,
  };
}

export function showDeployment(holdings: Holdings, service: Service, environment: Environment, deployment: Deployment) {
  return {
    ...inEnvironment(holdings, service, environment, 'Deployments', deployment),
    build_sid: deployment.build.sid,
  };
}

/** A page of a list, in the order in which its resources were made, or newest first. */
export function listed<T extends Resource>(
  c: Context<TwilioEnv>,
  key: string,
  things: readonly T[],
  show: (thing: T) => object,
  newestFirst = false,
): Response {
  // Of equal length, so that they can be compared by code unit.
  const position = (serial: number) => (newestFirst ? 1e12 - serial : serial);
  return answerPage(c, { key, things, keyOf: ({ serial }) => String(position(serial)).padStart(13, '0'), show });
}
