import { newSid } from '../sync/named-objects';
import { notFound } from '../twilio-errors';

/** The common fields of Serverless resources. Times are milliseconds since the epoch. */
export interface Resource {
  readonly sid: string;
  /** Counts the resources as they are made: lists are in this order. */
  readonly serial: number;
  readonly createdAt: number;
  updatedAt: number;
}

export interface Service extends Resource {
  readonly uniqueName: string;
  friendlyName: string;
  /** True if Functions find ACCOUNT_SID and AUTH_TOKEN in their context. */
  includeCredentials: boolean;
  uiEditable: boolean;
  /** Prefix of the domains of its environments. */
  readonly domainBase: string;
  readonly environments: Environment[];
  readonly functions: CodeFile[];
  readonly assets: CodeFile[];
  readonly builds: Build[];
}

export interface Environment extends Resource {
  readonly uniqueName: string;
  readonly domainSuffix: string | null;
  readonly domainName: string;
  readonly variables: Variable[];
  readonly deployments: Deployment[];
  /** Oldest first. */
  readonly logs: LogEntry[];
}

/** A Function or an Asset: a name for versions. */
export interface CodeFile extends Resource {
  friendlyName: string;
  readonly versions: Version[];
}

export const VISIBILITIES = ['public', 'protected', 'private'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** An uploaded version of a file. */
export interface Version extends Resource {
  readonly fileSid: string;
  /** The address, with its slash; also for private ones, where it is only a name. */
  readonly path: string;
  readonly visibility: Visibility;
  readonly content: Buffer;
  readonly contentType: string;
}

export interface Dependency {
  readonly name: string;
  readonly version: string;
}

/** The outcomes of a build: https://www.twilio.com/docs/serverless/api/resource/build */
export const BUILD_OUTCOMES = ['completed', 'failed'] as const;
export type BuildOutcome = (typeof BUILD_OUTCOMES)[number];

export interface Build extends Resource {
  readonly functionVersions: readonly Version[];
  readonly assetVersions: readonly Version[];
  readonly dependencies: readonly Dependency[];
  readonly runtime: string;
  /** From when on it has its outcome. */
  readonly readyAt: number;
  /** The status that it ends with. */
  readonly outcome: BuildOutcome;
}

export interface Variable extends Resource {
  readonly key: string;
  value: string;
}

export interface Deployment extends Resource {
  readonly build: Build;
}

export const LEVELS = ['info', 'warn', 'error'] as const;
export type Level = (typeof LEVELS)[number];

/** A line that a Function printed. */
export interface LogEntry extends Resource {
  readonly level: Level;
  readonly message: string;
  readonly functionSid: string;
  readonly requestSid: string;
  readonly build: Build;
  readonly deploymentSid: string;
}

/** All Serverless resources of the account. */
export interface ServerlessStore {
  readonly accountSid: string;
  readonly authToken: string;
  readonly now: () => number;
  /** How long a build takes, ms. */
  readonly buildMs: number;
  readonly services: Service[];
  /** How many of the next builds end `failed`, whatever they contain. */
  failingBuilds: number;
  /** The common fields of a new resource; `prefix` is the first two letters of its SID. */
  newResource(prefix: string): Resource;
}

export function createServerlessStore(
  known: Pick<ServerlessStore, 'accountSid' | 'authToken' | 'now' | 'buildMs'>,
): ServerlessStore {
  let serial = 0;
  return {
    ...known,
    services: [],
    failingBuilds: 0,
    newResource(prefix) {
      serial += 1;
      const at = known.now();
      return { sid: newSid(prefix), serial, createdAt: at, updatedAt: at };
    },
  };
}

/** Finds a resource by SID or unique name. @throws TwilioError 404/20404 */
export function findResource<T extends Resource & { uniqueName?: string }>(
  list: readonly T[],
  name: string,
  path: string,
): T {
  const found = list.find((resource) => resource.sid === name || resource.uniqueName === name);
  if (!found) throw notFound(path);
  return found;
}

/** Removes a resource from its list. */
export function removeResource<T extends Resource>(list: T[], resource: T): void {
  list.splice(list.indexOf(resource), 1);
}
