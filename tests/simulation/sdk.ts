import type { RequestClient, Twilio } from 'twilio';
import type { Call } from './cloud';

/**
 * The part of the SDK that Rosterline calls, in a few lines: the real one costs more than a simulated week may. It sends calls
 * through the HTTP client that it is given, which is Rosterline's own transport, and answers and throws as the SDK does. What
 * is not here ends the simulation where it is asked for: then it has to be added.
 */
export function simulatedSdk(http: RequestClient): Twilio {
  const call = sender(http);
  const sync = (method: Call['method'], path: readonly string[], form: Call['form'] = {}) =>
    call({ method, host: 'sync', path, form: withoutMatch(form), ifMatch: matchOf(form) });

  const readPage = async (map: string, form: Call['form']) =>
    // The cloud answers a page of a Map so.
    (await sync('GET', ['Maps', map, 'Items'], form)) as Page;

  const documents = Object.assign((name: string) => resource(['Documents', name], sync), {
    create: (form: Call['form']) => sync('POST', ['Documents'], form),
  });
  const items = (map: string) =>
    whole(
      'syncMapItems',
      Object.assign((key: string) => resource(['Maps', map, 'Items', key], sync), {
        create: (form: Call['form']) => sync('POST', ['Maps', map, 'Items'], form),
        list: (options: ListOptions = {}) => list((form) => readPage(map, form), options),
        page: async (options: ListOptions = {}) => shownPage(await readPage(map, { ...options }), options),
        getPage: async (url: string) => {
          const form: ListOptions = JSON.parse(url);
          return shownPage(await readPage(map, { ...form }), form);
        },
      }),
    );
  const syncMaps = Object.assign((map: string) => whole('syncMap', { syncMapItems: items(map) }), {
    create: (form: Call['form']) => sync('POST', ['Maps'], form),
  });
  const service = whole('service', {
    fetch: () => sync('GET', []),
    documents: whole('documents', documents),
    syncMaps: whole('syncMaps', syncMaps),
  });
  const sdk = {
    sync: { v1: { services: () => service } },
    frontlineApi: {
      v1: {
        users: (segment: string) => {
          const path = ['Users', decodeURIComponent(segment)];
          return whole('user', {
            fetch: () => call({ method: 'GET', host: 'frontline', path, form: {} }),
            update: (form: Call['form']) => call({ method: 'POST', host: 'frontline', path, form }),
          });
        },
      },
    },
    messages: { create: (form: Call['form']) => call({ method: 'POST', host: 'messages', path: [], form }) },
  };
  // The SDK has hundreds of resources; these are the ones that are called.
  return whole('client', sdk) as unknown as Twilio;
}

function resource(
  path: readonly string[],
  sync: (method: Call['method'], path: readonly string[], form?: Call['form']) => Promise<unknown>,
) {
  return whole('resource', {
    fetch: () => sync('GET', path),
    update: (form: Call['form']) => sync('POST', path, form),
    remove: (form?: Call['form']) => sync('DELETE', path, form),
  });
}

/** Parts of the SDK that were asked for and are not here. Whoever asked may take the error for an outage. */
export const notSimulated: string[] = [];

/** Notes what is asked for and is not there. */
function whole<T extends object>(name: string, part: T): T {
  return new Proxy(part, {
    get(target, property) {
      // Promises are asked whether they are some, and functions for their own properties.
      if (typeof property === 'string' && property !== 'then' && !(property in target)) {
        notSimulated.push(`${name}.${property}`);
      }
      return Reflect.get(target, property);
    },
  });
}

interface Page {
  readonly items: unknown[];
  /** The last key of the page; absent if there are no more. */
  readonly next?: string;
}

function shownPage({ items, next }: Page, options: ListOptions) {
  const url = next === undefined ? undefined : JSON.stringify({ ...options, after: next });
  return { instances: items, nextPageUrl: url };
}

interface ListOptions {
  readonly pageSize?: number;
  readonly order?: 'asc' | 'desc';
  readonly limit?: number;
  readonly from?: string;
  readonly bounds?: 'inclusive' | 'exclusive';
}

/** Reads page after page, as the SDK's `list` does, until there are no more or there are `limit`. */
async function list(read: (form: Call['form']) => Promise<Page>, options: ListOptions): Promise<unknown[]> {
  const found: unknown[] = [];
  const { limit = Number.POSITIVE_INFINITY, ...form } = options;
  for (let after: unknown; ; ) {
    const { items, next } = await read({ ...form, after });
    found.push(...items);
    if (next === undefined || found.length >= limit) return found.slice(0, limit);
    after = next;
  }
}

function matchOf({ ifMatch }: Call['form']): string | undefined {
  return typeof ifMatch === 'string' ? ifMatch : undefined;
}

function withoutMatch({ ifMatch: _, ...form }: Call['form']): Call['form'] {
  return form;
}

const HOSTS = {
  sync: 'sync.twilio.com/v1/Services/default',
  frontline: 'frontline-api.twilio.com/v1',
  messages: 'api.twilio.com/2010-04-01/Accounts/AC0/Messages.json',
};

/** Sends a call, and throws as the SDK does where it is refused. */
function sender(http: RequestClient) {
  return async (call: Call): Promise<unknown> => {
    const { statusCode, body } = await http.request<unknown>({
      method: call.method === 'GET' ? 'get' : call.method === 'POST' ? 'post' : 'delete',
      uri: `https://${HOSTS[call.host]}${call.path.map((part) => `/${encodeURIComponent(part)}`).join('')}`,
      headers: { 'Content-Type': 'application/json' },
      data: call, // with this content type the transport hands it over as it is
    });
    if (statusCode < 400) return body;
    throw Object.assign(new Error('refused'), { name: 'RestException', status: statusCode, code: 20000 + statusCode });
  };
}
