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
  readonly maps: NamedObjects<SyncCollection>;
  readonly lists: NamedObjects<SyncCollection>;
}

export type SyncServices = NamedObjects<SyncService>;

export interface SyncDocument extends NamedObject {
  data: object;
}

/** A Map or a List, and its Items. */
export interface SyncCollection extends NamedObject {
  readonly items: SyncItems;
  /** Of a List: the lowest index that its next Item can get. */
  nextIndex: number;
}

export interface SyncItem extends StoredObject {
  readonly key: string;
  data: object;
}

/** The Items of a Map or a List, by key. */
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
