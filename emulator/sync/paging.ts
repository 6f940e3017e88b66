import type { Context } from 'hono';
import type { TwilioEnv } from '../api';
import { badRequest } from '../twilio-errors';

const DEFAULT_SIZE = 50;
const MAX_SIZE = 100;
/** The query fields that are about pages; all others say what is listed, and are repeated in links. */
const PAGE_FIELDS = ['Page', 'PageToken', 'PageSize'];

/** The contents and order of a list. */
export interface Listing<T> {
  /** Name of the list in the answer. */
  readonly key: string;
  readonly things: readonly T[];
  /** The unique sort key, compared by code unit. */
  readonly keyOf: (thing: T) => string;
  /** The sort key that `From` means; by default what it says. */
  readonly keyFrom?: (text: string) => string;
  readonly show: (thing: T) => object;
  /** The most entries on a page; 100 by default. */
  readonly maxSize?: number;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** More than the most a page can have counts as the most (assumed), since the SDK sends its `limit` as the page size. */
function readSize(text: string | undefined, most: number): number {
  if (text === undefined) return DEFAULT_SIZE;
  if (!/^[1-9]\d*$/.test(text)) throw badRequest(`PageSize must be a number from 1 to ${most}`);
  return Math.min(Number(text), most);
}

function readDirection(order: string | undefined): 1 | -1 {
  if (order !== undefined && order !== 'asc' && order !== 'desc') throw badRequest('Order must be asc or desc');
  return order === 'desc' ? -1 : 1;
}

/** The start of the page: after the last entry of the previous page, or at `From`. */
function readStart(
  c: Context<TwilioEnv>,
  keyFrom = (text: string) => text,
): { key: string; inclusive: boolean } | undefined {
  const bounds = c.req.query('Bounds') ?? 'inclusive';
  if (bounds !== 'inclusive' && bounds !== 'exclusive') throw badRequest('Bounds must be inclusive or exclusive');
  const token = c.req.query('PageToken');
  if (token !== undefined) {
    if (!/^PT[\w-]*$/.test(token)) throw badRequest('PageToken is not one of ours');
    return { key: Buffer.from(token.slice(2), 'base64url').toString('utf8'), inclusive: false };
  }
  const from = c.req.query('From');
  return from === undefined ? undefined : { key: keyFrom(from), inclusive: bounds === 'inclusive' };
}

/**
 * One page with `meta`. Its token is the last key and not a position, so that what is deleted meanwhile shifts nothing.
 * Previous pages are not linked.
 */
export function answerPage<T>(c: Context<TwilioEnv>, listing: Listing<T>): Response {
  const { key, things, keyOf, show, maxSize = MAX_SIZE } = listing;
  const size = readSize(c.req.query('PageSize'), maxSize);
  const direction = readDirection(c.req.query('Order'));
  const start = readStart(c, listing.keyFrom);
  const page = Number(c.req.query('Page') ?? 0);
  const rest = things
    .filter((thing) => {
      if (!start) return true;
      const distance = compare(keyOf(thing), start.key) * direction;
      return distance > 0 || (distance === 0 && start.inclusive);
    })
    .sort((a, b) => compare(keyOf(a), keyOf(b)) * direction);
  const shown = rest.slice(0, size);
  const last = shown.at(-1);

  const { origin, path } = c.env.target;
  const asked = Object.entries(c.req.query()).filter(([name]) => !PAGE_FIELDS.includes(name));
  const link = (fields: Record<string, string>) =>
    `${origin}${path}?${new URLSearchParams({ ...Object.fromEntries(asked), PageSize: String(size), ...fields })}`;
  const following = (after: T) =>
    link({ Page: String(page + 1), PageToken: `PT${Buffer.from(keyOf(after)).toString('base64url')}` });
  const meta = {
    key,
    page,
    page_size: size,
    url: `${origin}${path}${new URL(c.req.url).search}`,
    first_page_url: link({ Page: '0' }),
    previous_page_url: null,
    next_page_url: last !== undefined && rest.length > size ? following(last) : null,
  };
  return c.json({ [key]: shown.map(show), meta });
}
