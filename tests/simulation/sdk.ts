import type { RequestClient, Twilio } from 'twilio';
import type { Call } from './cloud';

/**
 * The part of the SDK that Rosterline calls, in a few lines: the real one costs more than a simulated week may. It sends calls
 * through the HTTP client that it is given, which is Rosterline's own transport, and answers and throws as the SDK does. What
 * is not here throws a TypeError where it is called: then it has to be added.
 */
export function simulatedSdk(http: RequestClient): Twilio {
  const call = sender(http);
  const sync = (method: Call['method'], path: readonly string[], form: Call['form'] = {}) =>
    call({ method, host: 'sync', path, form: withoutMatch(form), ifMatch: matchOf(form) });

  const documents = Object.assign((name: string) => resource(['Documents', name], sync), {
    create: (form: Call['form']) => sync('POST', ['Documents'], form),
  });
  const items = (map: string) =>
    Object.assign((key: string) => resource(['Maps', map, 'Items', key], sync), {
      create: (form: Call['form']) => sync('POST', ['Maps', map, 'Items'], form),
      list: (options: ListOptions = {}) => list((form) => sync('GET', ['Maps', map, 'Items'], form), options),
    });
  const syncMaps = Object.assign((map: string) => ({ syncMapItems: items(map) }), {
    create: (form: Call['form']) => sync('POST', ['Maps'], form),
  });
  const sdk = {
    sync: { v1: { services: () => ({ fetch: () => sync('GET', []), documents, syncMaps }) } },
    frontlineApi: {
      v1: {
        users: (segment: string) => {
          const path = ['Users', decodeURIComponent(segment)];
          return {
            fetch: () => call({ method: 'GET', host: 'frontline', path, form: {} }),
            update: (form: Call['form']) => call({ method: 'POST', host: 'frontline', path, form }),
          };
        },
      },
    },
    messages: { create: (form: Call['form']) => call({ method: 'POST', host: 'messages', path: [], form }) },
  };
  // The SDK has hundreds of resources; these are the ones that are called.
  return sdk as unknown as Twilio;
}

function resource(
  path: readonly string[],
  sync: (method: Call['method'], path: readonly string[], form?: Call['form']) => Promise<unknown>,
) {
  return {
    fetch: () => sync('GET', path),
    update: (form: Call['form']) => sync('POST', path, form),
    remove: (form?: Call['form']) => sync('DELETE', path, form),
  };
}

interface ListOptions {
  readonly pageSize?: number;
  readonly order?: 'asc' | 'desc';
  readonly limit?: number;
  readonly from?: string;
  readonly bounds?: 'inclusive' | 'exclusive';
}

/** Reads page after page, as the SDK's `list` does, until there are no more or there are `limit`. */
async function list(read: (form: Call['form']) => Promise<unknown>, options: ListOptions): Promise<unknown[]> {
  const found: unknown[] = [];
  const { limit = Number.POSITIVE_INFINITY, ...form } = options;
  for (let after: unknown; ; ) {
    const { items, next } = (await read({ ...form, after })) as { items: unknown[]; next: unknown };
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
