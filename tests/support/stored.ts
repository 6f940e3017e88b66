import type { World } from './world';

/** What lies in Sync, past the adapters: for what another release, a former key or a damaged write has left there. */

const HOST = { host: 'sync.twilio.com' };
const SERVICE = '/v1/Services/default';

interface StoredItem {
  readonly key: string;
  readonly data: unknown;
  readonly date_expires: string | null;
}

/** The Map in which a record of this name is kept. */
export function peopleMap(recordName: string): string {
  return `rosterline-people-${Number.parseInt(recordName.slice(0, 1), 16) % 4}`;
}

/** Creates an Item, and its Map if there is none yet. */
export async function storeItem(world: Pick<World, 'twilio'>, map: string, key: string, data: unknown): Promise<void> {
  const form = { Key: key, Data: JSON.stringify(data) };
  const insert = () => world.twilio.call(`${SERVICE}/Maps/${map}/Items`, { ...HOST, form });
  let { status } = await insert();
  if (status === 404) {
    await world.twilio.call(`${SERVICE}/Maps`, { ...HOST, form: { UniqueName: map } });
    status = (await insert()).status;
  }
  if (status !== 201) throw new Error(`${map} ${key}: ${status}`);
}

/** Stores anything in the place of a person's record. */
export async function storeRecord(world: World, identity: string, data: unknown): Promise<void> {
  const name = world.execution().records.name(identity);
  await storeItem(world, peopleMap(name), name, data);
}

/** Replaces what a Document holds. */
export async function storeDocument(world: World, name: string, data: unknown): Promise<void> {
  const { status } = await world.twilio.call(`${SERVICE}/Documents/${name}`, {
    ...HOST,
    form: { Data: JSON.stringify(data) },
  });
  if (status !== 200) throw new Error(`${name}: ${status}`);
}

/** Stores many Items, as fast as Sync's limits allow on the world's clock. */
export async function storeMany(
  world: World,
  items: readonly { readonly map: string; readonly key: string; readonly data: unknown }[],
): Promise<void> {
  const AT_ONCE = 40;
  for (let start = 0; start < items.length; start += AT_ONCE) {
    const [first, ...rest] = items.slice(start, start + AT_ONCE);
    if (first) await storeItem(world, first.map, first.key, first.data);
    await Promise.all(rest.map(({ map, key, data }) => storeItem(world, map, key, data)));
    world.clock.now += 2600;
  }
}

/** The Items of a Map; none if there is no such Map. */
export async function storedItems(world: World, map: string): Promise<readonly StoredItem[]> {
  const { body } = await world.twilio.call<{ items?: StoredItem[] }>(`${SERVICE}/Maps/${map}/Items?PageSize=100`, HOST);
  return body.items ?? [];
}

/** The person records as they lie in Sync. */
export async function storedRecords(world: World): Promise<readonly StoredItem[]> {
  const maps = await Promise.all([0, 1, 2, 3].map((shard) => storedItems(world, `rosterline-people-${shard}`)));
  return maps.flat();
}
