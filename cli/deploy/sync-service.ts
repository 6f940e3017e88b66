import type { ClientFor } from '../../assets/adapters/twilio/transport';
import { statusOf } from '../../assets/lib/errors';
import { explainApiError } from './refusals';

/** A Sync Service, as far as people tell one from another. */
export interface AvailableService {
  readonly sid: string;
  readonly name: string | null;
}

/** What `SYNC_SERVICE` names is there, or it is not, and the account has these; or that cannot be told, and why. */
export type SyncServiceLookup =
  | { readonly found: true }
  | { readonly found: false; readonly others: readonly AvailableService[] }
  | { readonly found: undefined; readonly reason: string };

/** The name of the Services that we make. */
const SERVICE_NAME = 'Rosterline';

/** How many Services are named to choose from. */
const MAX_SHOWN = 20;

/** Looks once. @param name of the Service, `default` or a SID. */
export async function findSyncService(clientFor: ClientFor, name: string): Promise<SyncServiceLookup> {
  try {
    await clientFor('prepare').sync.v1.services(name).fetch();
    return { found: true };
  } catch (error) {
    if (statusOf(error) !== 404)
      return { found: undefined, reason: explainApiError(error, 'Twilio Sync could not be read') };
  }
  try {
    const services = await clientFor('prepare').sync.v1.services.list({ limit: MAX_SHOWN });
    return { found: false, others: services.map(({ sid, friendlyName }) => ({ sid, name: friendlyName })) };
  } catch (error) {
    return { found: undefined, reason: explainApiError(error, 'The Sync Services of the account could not be listed') };
  }
}

/** Creates one; not retried after a lost answer, as names are not unique and a retry could create a second. @returns its SID. */
export async function createSyncService(clientFor: ClientFor): Promise<string> {
  return (await clientFor('once').sync.v1.services.create({ friendlyName: SERVICE_NAME })).sid;
}

/**
 * Whether a new Service would help: where `default` is missing and none of ours is there. Where a SID was given, somebody
 * meant a certain Service.
 */
export function mayCreate(name: string, others: readonly AvailableService[]): boolean {
  return name === 'default' && !others.some((service) => service.name === SERVICE_NAME);
}

/** What is missing and what to do, in sentences. */
export function explainMissing(name: string, others: readonly AvailableService[]): string {
  const list = others.map((service) => `  ${service.sid}  ${service.name ?? '(no name)'}`).join('\n');
  const choose = `It has these; put the SID of the right one into .env as SYNC_SERVICE=IS…:\n${list}`;
  if (name !== 'default') {
    const missing = `This account has no Sync Service ${name}, which SYNC_SERVICE in .env names. It may belong to another account or subaccount, or it was deleted.`;
    return `${missing} ${others.length > 0 ? choose : 'The account has none at all: set SYNC_SERVICE=default, and npm run deploy offers to make one.'}`;
  }
  const missing = 'This account has no Sync Service named default, and Rosterline keeps its records in one.';
  const create = 'Make one: npm run deploy -- --create-sync-service';
  if (others.length === 0) return `${missing} ${create}`;
  return `${missing} ${choose}${mayCreate(name, others) ? `\n${create}` : ''}`;
}

/** What to do after one was made. */
export function explainCreated(sid: string): string {
  return `The Sync Service ${sid} has been made. Put this line into .env in place of SYNC_SERVICE, then run npm run deploy again:\n\n  SYNC_SERVICE=${sid}\n`;
}
