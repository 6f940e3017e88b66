import type { ClientFor } from '../../assets/adapters/twilio/transport';
import { statusOf } from '../../assets/lib/errors';
import { explainApiError } from './refusals';
import { DEPLOY_COMMAND } from './terminal';

/** A Sync Service, by what people recognise it by. */
export interface AvailableService {
  readonly sid: string;
  readonly name: string | null;
}

/** The Service of `SYNC_SERVICE` exists; or it does not, and the account has others; or the lookup failed. */
export type SyncServiceLookup =
  | { readonly found: true }
  | { readonly found: false; readonly others: readonly AvailableService[] }
  | { readonly found: undefined; readonly reason: string };

/** The name of the Services that we create. */
const SERVICE_NAME = 'Rosterline';

/** How many Services are listed to choose from. */
const MAX_SHOWN = 20;

/** Looks the Service up once. @param name `default` or a SID. */
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

/** Creates a Service; not retried after a lost answer, as names are not unique and a retry could create a second. @returns its SID. */
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

/** Explains which Service is missing and how to proceed. @param command the one that deploys to this account */
export function explainMissing(
  name: string,
  others: readonly AvailableService[],
  command: string = DEPLOY_COMMAND,
): string {
  const list = others.map((service) => `  ${service.sid}  ${service.name ?? '(no name)'}`).join('\n');
  const choose = `It has the Services below; put the SID of the right one into .env as SYNC_SERVICE=IS…:\n${list}`;
  if (name !== 'default') {
    const missing = `This account has no Sync Service ${name}, which SYNC_SERVICE in .env names. It may belong to another account or subaccount, or it was deleted.`;
    return `${missing} ${others.length > 0 ? choose : `The account has none: set SYNC_SERVICE=default, and create one: ${command} --create-sync-service`}`;
  }
  const missing = 'This account has no Sync Service named default, which Rosterline needs for its records.';
  const create = `Create one: ${command} --create-sync-service`;
  if (others.length === 0) return `${missing} ${create}`;
  return `${missing} ${choose}${mayCreate(name, others) ? `\n${create}` : ''}`;
}

/** Explains the next step after a Service was created. */
export function explainCreated(sid: string): string {
  return `Created the Sync Service ${sid}. Replace SYNC_SERVICE in .env with this line, then deploy again:\n\n  SYNC_SERVICE=${sid}\n`;
}
