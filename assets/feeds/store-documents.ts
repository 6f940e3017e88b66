/** The Sync Documents of feeds. Each expires when it is not written for a while: a feed that nobody fetches is forgotten. */
import type { Twilio } from 'twilio';
import { creating, reading, updating } from '../adapters/store/sync-errors';
import { DAY, SECOND } from '../domain/time';

/** Everything but {@link Conflict} that is thrown means that Sync cannot be reached. */
export interface FeedDocuments {
  fetch(name: string): Promise<{ readonly data: unknown; readonly revision: string } | undefined>;
  /** @throws Conflict if it exists. */
  create(name: string, data: object): Promise<void>;
  /** @throws Conflict if it is gone, or has another revision than `ifMatch`. */
  update(name: string, data: object, ifMatch?: string): Promise<void>;
  remove(name: string): Promise<void>;
}

const TTL_SECONDS = (90 * DAY) / SECOND;

/** @param service a Sync Service SID or `default`. */
export function feedDocuments(client: () => Twilio, service: string): FeedDocuments {
  const sync = () => client().sync.v1.services(service);
  return {
    fetch: (name) => reading(() => sync().documents(name).fetch()),
    async create(uniqueName, data) {
      await creating(() => sync().documents.create({ uniqueName, data, ttl: TTL_SECONDS }));
    },
    async update(name, data, ifMatch) {
      const change = { data, ttl: TTL_SECONDS, ...(ifMatch !== undefined && { ifMatch }) };
      await updating(() => sync().documents(name).update(change));
    },
    async remove(name) {
      await sync().documents(name).remove();
    },
  };
}
