/** The destination of a request, parsed before routing. */
export interface RequestTarget {
  /** `foreign` is a host that is neither ours nor one that we stand in for, asked for through the proxy. */
  readonly kind: 'twilio' | 'control' | 'foreign';
  /** The host as the client named it, without a port. */
  readonly host: string;
  /** The API's `product`; empty if the request does not identify an API. */
  readonly product: string;
  /** The path as the client sent it: still percent-encoded, without the query. */
  readonly path: string;
  /** The prefix of links back to us, which the client can follow. */
  readonly origin: string;
}

/** The parts of a request that determine its destination. */
export interface RequestAddress {
  /** Request target of the request line: a path, or a whole URL when we are used as a proxy. */
  readonly url: string;
  readonly hostHeader: string | undefined;
  /** Host of the CONNECT request that this connection was opened with. */
  readonly tunnelHost: string | undefined;
}

/** The part of an API by which a request finds it; `TwilioApi` has more. */
interface RoutableApi {
  readonly product: string;
  readonly plainPaths?: readonly string[];
}

const TWILIO = /^(?:[a-z0-9-]+\.)*twilio\.com$/i;
const SLACK = /^slack\.com$/i;
const OURSELVES = /^(?:127\.0\.0\.1|localhost)$/i;
const ABSOLUTE_FORM = /^https?:\/\/([^/?#]*)([^?#]*)/i;

/** True if we stand in for `host` (without a port). */
export function isServedHost(host: string): boolean {
  return TWILIO.test(host) || SLACK.test(host);
}

/** True if `path` is `base` or lies below it. */
export function isBeneath(base: string, path: string): boolean {
  return path === base || path.startsWith(base.endsWith('/') ? base : `${base}/`);
}

/**
 * The path is taken from the request line and not from a parsed `URL`, which would resolve dot segments and so change identities.
 * The tunnel's host counts before the Host header: it is the server that the client meant to reach.
 */
export function parseTarget(address: RequestAddress, apis: readonly RoutableApi[]): RequestTarget {
  const absolute = ABSOLUTE_FORM.exec(address.url);
  const authority = address.tunnelHost ?? absolute?.[1] ?? address.hostHeader ?? '';
  const host = authority.replace(/:\d+$/, '');
  const path = (absolute ? absolute[2] : address.url.replace(/[?#].*$/s, '')) || '/';
  if (isServedHost(host)) {
    const product = host.toLowerCase().split('.', 1)[0] ?? '';
    return { kind: 'twilio', host, product, path, origin: `https://${host}` };
  }
  const ours = { host, path, origin: `http://${authority}` };
  if (absolute && !OURSELVES.test(host)) return { ...ours, kind: 'foreign', product: '' };
  if (isBeneath('/_local', path)) return { ...ours, kind: 'control', product: '' };
  const named = apis.find((api) => api.plainPaths?.some((base) => isBeneath(base, path)));
  return { ...ours, kind: 'twilio', product: named?.product ?? '' };
}

/** The path that our router sees: the API in front, so that two products with equal paths stay apart. */
export function routerPath(target: RequestTarget | undefined): string {
  if (target?.kind === 'twilio') return `/twilio/${target.product || 'unknown'}${target.path}`;
  return target?.kind === 'control' ? target.path : '/foreign';
}
