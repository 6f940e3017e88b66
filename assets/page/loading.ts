/** Loads the roster page by page: of those that are known already, only what has changed. */
import { fetchRoster, RequestFailed } from './api';
import { now, syncClock, viewerZone } from './clock';
import { toApiError } from './model/errors';
import { windowAround } from './model/frame';
import { arePagesSame, type KnownPages, type LoadedPage, loadPages } from './model/page-loading';
import type { Asked } from './model/ranges';
import { clockOf } from './model/wall-clock';
import { getSecret } from './session';
import { read, write } from './store';

/** People per page, the API's maximum: each page costs one call of a Function. */
const PAGE = 500;

/** Loads all pages. What is known of them is on show meanwhile. @throws RequestFailed */
export async function loadRoster(): Promise<void> {
  const known = read().pages;
  const secret = getSecret();
  const pages = await loadDays(daysAroundNow(), known, (partly) => {
    // After a sign-out nothing more may be shown.
    if (secret === getSecret()) write({ pages: partly, lastAnswerAt: now() });
  });
  // The same list where nothing is new, since all that is shown is made from it.
  write({ pages: arePagesSame(known, pages) ? known : pages, lastAnswerAt: now(), error: undefined });
}

/** Loads the first page, and shows it alone. @throws RequestFailed */
export async function loadFirstPage(): Promise<void> {
  const first = await fetchPage(1, daysAroundNow());
  write({ pages: [first], lastAnswerAt: now() });
}

/** Loads all pages with the timelines of these days. @param show as {@link loadPages} has it. @throws RequestFailed */
export function loadDays(
  asked: Asked,
  known: KnownPages,
  show?: (pages: KnownPages) => void,
): Promise<readonly LoadedPage[]> {
  return loadPages(known, (page, before, etags) => fetchPage(page, asked, before, etags), show);
}

function daysAroundNow(): Asked {
  return windowAround(now(), clockOf(viewerZone()));
}

async function fetchPage(page: number, asked: Asked, known?: LoadedPage, etags = false): Promise<LoadedPage> {
  const secret = getSecret();
  const answer = await fetchRoster(secret, { page, size: PAGE, ...asked, etags }, known?.etag);
  // After a sign-out during the request nothing more may be shown.
  if (secret !== getSecret()) throw new RequestFailed(toApiError(401, {}));
  if (answer === 'same') {
    if (known) return known;
    throw new RequestFailed(toApiError(304, {}));
  }
  syncClock(answer.view.at);
  return answer;
}
