/**
 * Twilio in memory, as far as Rosterline calls it: Sync's Documents, Maps and Items with revisions and times to live,
 * Frontline's users, and text messages. It knows no faults: see `faults.ts`. What is assumed of Twilio here is what
 * `emulator/` assumes, where the sources are.
 */

/** A call as the transport carries it. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly host: 'sync' | 'frontline' | 'messages';
  /** The path's parts, decoded: `['Documents', name]`, `['Maps', map, 'Items', key]`, `['Users', name]`. */
  readonly path: readonly string[];
  readonly form: Readonly<Record<string, unknown>>;
  readonly ifMatch?: string | undefined;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

/** A user, as Frontline keeps it. */
export interface CloudUser {
  readonly sid: string;
  readonly identity: string;
  state: 'active' | 'deactivated';
  isAvailable: boolean;
  friendlyName: string;
  avatar: string;
}

interface Stored {
  /** Frozen, so that everybody can be shown the same one. */
  data: unknown;
  revision: number;
  /** ms since the epoch; undefined: stays. */
  expires: number | undefined;
  /** As it was before the last write; undefined if it was not there. */
  before: { readonly data: unknown; readonly revision: number } | undefined;
}

type Store = Map<string, Stored>;

/** UpdateUser took effect. @param fields what was sent. @param execution who sent it. */
export type OnUpdate = (
  user: Readonly<CloudUser>,
  before: Readonly<CloudUser>,
  fields: readonly string[],
  execution: string | undefined,
) => void;

export interface Cloud {
  /** @param stale a read of Sync answers as it was before the last write. */
  handle(call: Call, how?: { readonly stale?: boolean; readonly execution?: string }): Reply;
  readonly users: Map<string, CloudUser>;
  user(name: string): CloudUser | undefined;
  /** Text messages that were sent. */
  readonly messages: { readonly at: number; readonly body: string }[];
  readonly documents: Store;
  readonly maps: Map<string, Store>;
}

const LARGEST = 16 * 1024;
const PAGE = 100;
/** An avatar or a name that Frontline refuses for good. */
export const REFUSED_VALUE = 'https://sim.example/refused.png';

export function createCloud(now: () => number, onUpdate: OnUpdate): Cloud {
  const users = new Map<string, CloudUser>();
  const messages: { at: number; body: string }[] = [];
  const documents: Store = new Map();
  const maps = new Map<string, Store>();
  const user = (name: string) => users.get(name) ?? [...users.values()].find(({ sid }) => sid === name);

  return {
    users,
    user,
    messages,
    documents,
    maps,
    handle(call, { stale = false, execution } = {}) {
      switch (call.host) {
        case 'frontline':
          return frontline(call, user, onUpdate, execution);
        case 'messages':
          messages.push({ at: now(), body: String(call.form.body) });
          return { status: 201, body: { sid: 'SM0' } };
        case 'sync':
          return sync(call, { documents, maps, now: now(), stale });
      }
    },
  };
}

function frontline(call: Call, find: Cloud['user'], onUpdate: OnUpdate, execution: string | undefined): Reply {
  const user = find(call.path[1] ?? '');
  if (!user) return { status: 404 };
  if (call.method === 'POST') {
    if (call.form.avatar === REFUSED_VALUE) return { status: 400 };
    const before = { ...user };
    Object.assign(user, call.form);
    onUpdate(user, before, Object.keys(call.form), execution);
  }
  return { status: 200, body: { ...user } };
}

interface SyncState {
  readonly documents: Store;
  readonly maps: Map<string, Store>;
  readonly now: number;
  readonly stale: boolean;
}

function sync(call: Call, state: SyncState): Reply {
  const [kind, name, , key] = call.path;
  if (kind === undefined) return { status: 200, body: { sid: 'IS0' } };
  if (kind === 'Documents') {
    if (name !== undefined) return one(call, state.documents, name, state);
    return create(state.documents, String(call.form.uniqueName), call.form, state);
  }
  if (name === undefined) {
    const map = String(call.form.uniqueName);
    if (state.maps.has(map)) return { status: 409 };
    state.maps.set(map, new Map());
    return { status: 201, body: { sid: 'MP0' } };
  }
  const items = state.maps.get(name);
  if (!items) return { status: 404 };
  if (key !== undefined) return one(call, items, key, state);
  if (call.method === 'POST') return create(items, String(call.form.key), call.form, state);
  return page(call, items, state);
}

function expiry(form: Call['form'], now: number): number | undefined {
  const ttl = form.itemTtl ?? form.ttl;
  return typeof ttl === 'number' && ttl > 0 ? now + ttl * 1000 : undefined;
}

function live(store: Store, name: string, now: number): Stored | undefined {
  const found = store.get(name);
  if (found?.expires !== undefined && found.expires <= now) {
    store.delete(name);
    return undefined;
  }
  return found;
}

function create(store: Store, name: string, form: Call['form'], { now }: SyncState): Reply {
  if (live(store, name, now)) return { status: 409 };
  const data = stored(form.data ?? {});
  if (data === undefined) return { status: 413 };
  const made: Stored = { data, revision: 0, expires: expiry(form, now), before: undefined };
  store.set(name, made);
  return { status: 201, body: { revision: '0' } };
}

function one(call: Call, store: Store, name: string, { now, stale }: SyncState): Reply {
  const found = live(store, name, now);
  if (!found) return { status: 404 };
  if (call.method === 'GET') {
    const shown = stale ? found.before : found;
    return shown ? { status: 200, body: bodyOf(name, shown) } : { status: 404 };
  }
  if (call.ifMatch !== undefined && call.ifMatch !== found.revision.toString(16)) return { status: 412 };
  if (call.method === 'DELETE') {
    store.delete(name);
    return { status: 204 };
  }
  if (call.form.data !== undefined) {
    const data = stored(call.form.data);
    if (data === undefined) return { status: 413 };
    found.before = { data: found.data, revision: found.revision };
    found.data = data;
  }
  found.revision += 1;
  const expires = expiry(call.form, now);
  if ('ttl' in call.form || 'itemTtl' in call.form) found.expires = expires;
  return { status: 200, body: bodyOf(name, found) };
}

type Shown = Pick<Stored, 'data' | 'revision'> & { readonly expires?: number | undefined };

function bodyOf(name: string, { data, revision, expires }: Shown) {
  const dateExpires = expires === undefined ? null : new Date(expires);
  return { key: name, uniqueName: name, data, revision: revision.toString(16), dateExpires };
}

/** Data as Sync keeps it; undefined if it is too large. */
function stored(data: unknown): unknown {
  const text = JSON.stringify(data);
  return Buffer.byteLength(text) > LARGEST ? undefined : frozen(JSON.parse(text));
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}

/** A page of Items by key. `after`: the last key of the page before. */
function page({ form }: Call, items: Store, { now, stale }: SyncState): Reply {
  const names = [...items.keys()].filter((name) => live(items, name, now)).sort();
  if (form.order === 'desc') names.reverse();
  const size = typeof form.pageSize === 'number' ? Math.min(form.pageSize, PAGE) : 50;
  const after = form.after ?? undefined;
  const first = typeof form.from === 'string' ? names.findIndex((name) => name >= String(form.from)) : 0;
  const from = typeof after === 'string' ? names.indexOf(after) + 1 : first < 0 ? names.length : first;
  const bodies = names.slice(from, from + size).flatMap((name) => {
    const found = items.get(name);
    const shown = stale ? found?.before : found;
    return shown ? [bodyOf(name, shown)] : [];
  });
  const last = names[from + size - 1];
  return { status: 200, body: { items: bodies, next: from + size < names.length ? last : undefined } };
}
