import type { Context } from 'hono';
import type { TwilioEnv } from '../api';
import { answerPage } from '../sync/paging';
import type {
  Build,
  BuildOutcome,
  CodeFile,
  Deployment,
  Environment,
  Resource,
  ServerlessStore,
  Service,
  Version,
} from './store';

// The representations of resources: https://www.twilio.com/docs/serverless/api. Dates are in whole seconds.

const API = 'https://serverless.twilio.com/v1/Services';
const iso = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

/** The fields that all resources have. */
export function showResource(store: ServerlessStore, { sid, createdAt, updatedAt }: Resource) {
  return {
    sid,
    account_sid: store.accountSid,
    date_created: iso(createdAt),
    date_updated: iso(updatedAt),
  };
}

export function showService(store: ServerlessStore, service: Service) {
  const url = `${API}/${service.sid}`;
  return {
    ...showResource(store, service),
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

export function showEnvironment(store: ServerlessStore, service: Service, environment: Environment) {
  const url = `${API}/${service.sid}/Environments/${environment.sid}`;
  return {
    ...showResource(store, environment),
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
export type FileKind = 'Functions' | 'Assets';

export function showFile(store: ServerlessStore, service: Service, kind: FileKind, file: CodeFile) {
  const url = `${API}/${service.sid}/${kind}/${file.sid}`;
  const versions = kind === 'Functions' ? 'function_versions' : 'asset_versions';
  return {
    ...showResource(store, file),
    service_sid: service.sid,
    friendly_name: file.friendlyName,
    url,
    links: { [versions]: `${url}/Versions` },
  };
}

export function showVersion(store: ServerlessStore, service: Service, kind: FileKind, version: Version) {
  const { date_updated: _, ...shown } = showResource(store, version);
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

export function buildStatus({ now }: ServerlessStore, build: Build): 'building' | BuildOutcome {
  return now() >= build.readyAt ? build.outcome : 'building';
}

export function showBuild(store: ServerlessStore, service: Service, build: Build, status = buildStatus(store, build)) {
  const url = `${API}/${service.sid}/Builds/${build.sid}`;
  return {
    ...showResource(store, build),
    service_sid: service.sid,
    status,
    function_versions: build.functionVersions.map((version) => showVersion(store, service, 'Functions', version)),
    asset_versions: build.assetVersions.map((version) => showVersion(store, service, 'Assets', version)),
    dependencies: build.dependencies,
    runtime: build.runtime,
    url,
    links: { build_status: `${url}/Status` },
  };
}

/** A resource of an environment; `path` is the last part of its URL without the SID. */
export function showInEnvironment(
  store: ServerlessStore,
  service: Service,
  environment: Environment,
  path: 'Variables' | 'Deployments' | 'Logs',
  resource: Resource,
) {
  return {
    ...showResource(store, resource),
    service_sid: service.sid,
    environment_sid: environment.sid,
    url: `${API}/${service.sid}/Environments/${environment.sid}/${path}/${resource.sid}`,
  };
}

export function showDeployment(
  store: ServerlessStore,
  service: Service,
  environment: Environment,
  deployment: Deployment,
) {
  return {
    ...showInEnvironment(store, service, environment, 'Deployments', deployment),
    build_sid: deployment.build.sid,
  };
}

/** A page of a list, in the order in which its resources were made, or newest first. */
export function answerList<T extends Resource>(
  c: Context<TwilioEnv>,
  key: string,
  things: readonly T[],
  show: (thing: T) => object,
  newestFirst = false,
): Response {
  // Padded to equal length, so that keys compare by code unit.
  const position = (serial: number) => (newestFirst ? 1e12 - serial : serial);
  return answerPage(c, { key, things, keyOf: ({ serial }) => String(position(serial)).padStart(13, '0'), show });
}
