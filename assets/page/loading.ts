/** Loads the roster page by page; a page that has not changed is answered 304. */
import { fetchRoster, RequestFailed } from './api';
import { now, syncClock, viewerZone } from './clock';
import { toApiError } from './model/errors';
import { windowAround } from './model/frame';
import type { Asked } from './model/ranges';
import { clockOf } from './model/wall-clock';
import { getSecret } from './session';
import { type LoadedPage, read, write } from './store';

/** People per page, the API's maximum: each page costs one call of a Function. */
const PAGE = 500;
/** Concurrent requests. */
const CONCURRENCY = 3;

/** Loads all pages. @throws RequestFailed */
export async function loadRoster(): Promise<void> {
  const { view } = await loadPage(1);
  await loadRest(view.pages, loadPage);
  write({ pages: read().pages.slice(0, view.pages), lastAnswerAt: now(), error: undefined });
}

/** Loads the pages after the first, a few at a time. @throws what `load` throws */
export async function loadRest(pages: number, load: (page: number) => Promise<unknown>): Promise<void> {
  const rest = Array.from({ length: pages - 1 }, (_, index) => index + 2);
  const ask = async (): Promise<void> => {
    for (let page = rest.shift(); page !== undefined; page = rest.shift()) await load(page);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, ask));
}

/** Loads one page and returns it. @throws RequestFailed */
export async function loadPage(page: number): Promise<LoadedPage> {
  const around = windowAround(now(), clockOf(viewerZone()));
  const before = read().pages[page - 1];
  const loaded = await fetchPage(page, around, before);
  if (loaded === before) return loaded;
  syncClock(loaded.view.at);
  const pages = [...read().pages];
  pages[page - 1] = loaded;
  write({ pages, lastAnswerAt: now() });
  return loaded;
}

/** One page with the timelines of these days: the one that is known if it has not changed. @throws RequestFailed */
export async function fetchPage(page: number, asked: Asked, before: LoadedPage | undefined): Promise<LoadedPage> {
  const secret = getSecret();
  const known = before && Date.parse(before.view.from) === asked.from ? before : undefined;
  const answer = await fetchRoster(secret, { page, size: PAGE, ...asked }, known?.etag);
  // After a sign-out during the request nothing more may be shown.
  if (secret !== getSecret()) throw new RequestFailed(toApiError(401, {}));
  if (answer !== 'same') return answer;
  if (known) return known;
  throw new RequestFailed(toApiError(304, {}));
}
