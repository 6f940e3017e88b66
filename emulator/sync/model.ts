import type { StoredObject } from './lifetime';
import type { NamedObject, NamedObjects } from './named-objects';
import type { RateLimits } from './rate-limit';

/** The settings of a Service; each has a default. */
export interface ServiceSettings {
  friendlyName: string | null;
  webhookUrl: string | null;
  webhooksFromRestEnabled: boolean;
  reachabilityWebhooksEnabled: boolean;
  aclEnabled: boolean;
  reachabilityDebouncingEnabled: boolean;
  /** ms */
  reachabilityDebouncingWindow: number;
}

/** A Service with its contents. It does not expire, and its revision is not shown. */
export interface SyncService extends NamedObject {
  readonly accountSid: string;
  /** Prefix of the URLs of everything in it. */
  readonly url: string;
  settings: ServiceSettings;
  readonly documents: NamedObjects<SyncDocument>;
  readonly maps: NamedObjects<SyncMap>;
}

export type SyncServices = NamedObjects<SyncService>;

export interface SyncDocument extends NamedObject {
  data: object;
}

/** A Map and its Items. */
export interface SyncMap extends NamedObject {
  readonly items: SyncItems;
}

export interface SyncItem extends StoredObject {
  readonly key: string;
  data: object;
}

/** The Items of a Map, by key. */
export interface SyncItems {
  /** @param stale true for the Item as it was before its last write. */
  find(key: string, stale?: boolean): SyncItem | undefined;
  add(item: SyncItem): void;
  /** Must be called before an Item is changed in place. */
  beforeChange(item: SyncItem): void;
  remove(item: SyncItem): void;
  /** @param stale true for the Items as they were before the last write to any of them. */
  all(stale?: boolean): SyncItem[];
}

/** The dependencies of the routes below a Service. */
export interface SyncParts {
  readonly services: SyncServices;
  readonly limits: RateLimits;
  readonly now: () => number;
}
