import { TwilioError } from '../twilio-errors';

/** The common fields of stored objects. Times are milliseconds since the epoch. */
export interface StoredObject {
  /** Counts the changes, from 0. */
  revision: number;
  readonly createdAt: number;
  updatedAt: number;
  /** Null for things that stay. */
  expiresAt: number | null;
}

/** `ttl` in seconds; 0 or none is for ever. */
export function newLifetime(now: number, ttl: number | undefined): StoredObject {
  return { revision: 0, createdAt: now, updatedAt: now, expiresAt: expiry(now, ttl ?? 0) };
}

/** Records a change. The time to live restarts only if one is sent with it. */
export function touch(thing: StoredObject, now: number, ttl: number | undefined): void {
  thing.revision += 1;
  thing.updatedAt = now;
  if (ttl !== undefined) thing.expiresAt = expiry(now, ttl);
}

/** When something that is given `ttl` seconds now ends. */
export function expiry(now: number, ttl: number): number | null {
  return ttl === 0 ? null : now + ttl * 1000;
}

export function isExpired(thing: StoredObject, now: number): boolean {
  return thing.expiresAt !== null && thing.expiresAt <= now;
}

/** The revision as Twilio shows it. That it counts in hexadecimal is assumed: a client must take it as it is. */
export function revisionOf(thing: StoredObject): string {
  return thing.revision.toString(16);
}

/**
 * Refuses with 412 and `code` when the client's `If-Match` names another revision, and with 54003 when it is none that Sync has
 * given: https://www.twilio.com/docs/api/errors/54003. That page has no status (400 is assumed) and does not speak of `*`, which
 * is no revision and so refused.
 */
export function checkRevision(thing: StoredObject, ifMatch: string | undefined, code: number): void {
  if (ifMatch === undefined) return;
  const wanted = ifMatch.replace(/^(?:W\/)?"(.*)"$/, '$1');
  if (!/^[0-9a-f]+$/i.test(wanted)) throw new TwilioError(400, 54003, 'Invalid If-Match header');
  if (wanted !== revisionOf(thing)) {
    throw new TwilioError(412, code, `The revision is ${revisionOf(thing)}, not ${wanted}`);
  }
}

const iso = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

/** The fields that Documents, Maps and Items show alike; dates in whole seconds. */
export function showStored(thing: StoredObject) {
  return {
    revision: revisionOf(thing),
    date_expires: thing.expiresAt === null ? null : iso(thing.expiresAt),
    date_created: iso(thing.createdAt),
    date_updated: iso(thing.updatedAt),
    created_by: 'system',
  };
}
