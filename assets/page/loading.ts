/** Loads the roster page by page; a page that has not changed is answered 304. */
import { fetchRoster, RequestFailed } from './api';
import { now, syncClock, viewerZone } from './clock';
import { toApiError } from './model/errors';
import { windowAround } from './model/frame';
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
  const rest = Array.from({ length: view.pages - 1 }, (_, index) => index + 2);
  const ask = async (): Promise<void> => {
    for (let page = rest.shift(); page !== undefined; page = rest.shift()) await loadPage(page);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, ask));
  write({ pages: read().pages.slice(0, view.pages), lastAnswerAt: now(), error: undefined });
}

/** Loads one page and returns it. @throws RequestFailed */
export async function loadPage(page: number): Promise<LoadedPage> {
  const secret = getSecret();
  const { from, days } = windowAround(now(), clockOf(viewerZone()));
  const before = read().pages[page - 1];
  const known = before && Date.parse(before.view.from) === from ? before : undefined;
  const answer = await fetchRoster(secret, { page, size: PAGE, from, days }, known?.etag);
  // After a sign-out during the request nothing more may be shown.
  if (secret !== getSecret()) throw new RequestFailed(toApiError(401, {}));
  if (answer === 'same' && known) return known;
  if (answer === 'same') throw new RequestFailed(toApiError(304, {}));
  syncClock(answer.view.at);
  const pages = [...read().pages];
  pages[page - 1] = answer;
  write({ pages, lastAnswerAt: now() });
  return answer;
}
