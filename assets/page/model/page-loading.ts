/** Which pages of the roster have to be loaded, and when those that have arrived are shown. */
import type { RosterView } from '../../api/views/views';

export interface LoadedPage {
  readonly view: RosterView;
  /** Undefined where it was lost on the way. */
  readonly etag: string | undefined;
}

/** Pages as far as they are known. */
export type KnownPages = readonly (LoadedPage | undefined)[];

/**
 * Fetches a page, which counts from 1.
 * @param known is returned if it has not changed. @param etags whether the page is to have the ETags of all others
 */
export type FetchPage = (page: number, known: LoadedPage | undefined, etags: boolean) => Promise<LoadedPage>;

/** Concurrent requests. */
const CONCURRENCY = 3;

/**
 * Loads all pages. The first has the ETags of all others, so those that have not changed are not asked for. Whatever is not known to be
 * unchanged is.
 * @param known of them. A page of other days has another ETag, and only stands in for the one that replaces it
 * @param show takes the pages so far: at first, whenever their number has doubled, and what there is if one cannot be fetched. Showing each
 * when it arrives would take time that grows with the square of their number.
 * @throws what `fetchPage` throws, after all that it was asked for
 */
export async function loadPages(
  known: KnownPages,
  fetchPage: FetchPage,
  show: (pages: KnownPages) => void = () => {},
): Promise<readonly LoadedPage[]> {
  const first = await fetchPage(1, known[0], known[1] !== undefined);
  const pages: (LoadedPage | undefined)[] = Array.from({ length: first.view.pages }, (_, index) => known[index]);
  pages[0] = first;
  const wanted = pages.flatMap((page, index) =>
    index === 0 || isSame(page?.etag, first.view.etags?.[index - 1]) ? [] : index,
  );
  let shown = countOf(pages);
  if (first !== known[0] && wanted.length > 0) show([...pages]);
  const ask = async (): Promise<void> => {
    for (let index = wanted.shift(); index !== undefined; index = wanted.shift()) {
      pages[index] = await fetchPage(index + 1, pages[index], false);
      if (countOf(pages) < 2 * shown) continue;
      shown = countOf(pages);
      show([...pages]);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: CONCURRENCY }, ask));
  const failure = ends.find((end) => end.status === 'rejected');
  if (!failure) return pages.filter((page) => page !== undefined);
  show([...pages]);
  throw failure.reason;
}

/** Whether everybody has been loaded: a part of the people could look like all of them. */
export function isComplete(pages: KnownPages): boolean {
  return pages[0]?.view.pages === pages.length && pages.every(Boolean);
}

/** Whether two lists have the same pages. */
export function arePagesSame(before: KnownPages, after: KnownPages): boolean {
  return before.length === after.length && before.every((page, index) => page === after[index]);
}

function countOf(pages: KnownPages): number {
  return pages.filter(Boolean).length;
}

/** Two ETags of the same content. Whatever compresses an answer on the way marks its own as weak (RFC 9110 §8.8.1). */
function isSame(known: string | undefined, now: string | undefined): boolean {
  return known !== undefined && now !== undefined && known.replace(/^W\//, '') === now;
}
