/** Loads the timelines of days beyond those that the page has anyway. */
import { RequestFailed } from './api';
import { loadDays } from './loading';
import { arePagesSame, type LoadedPage } from './model/page-loading';
import type { Asked } from './model/ranges';
import { expireSession, getSecret } from './session';
import { type FarDays, read, write } from './store';

/** The days that are wanted now: an answer about others comes too late. */
let wanted: Asked | undefined;
let isLoading = false;

const isSame = (a: Asked | undefined, b: Asked | undefined): boolean => a?.from === b?.from && a?.days === b?.days;

/** Ends the loading, and forgets what was loaded. */
export function leaveFarDays(): void {
  wanted = undefined;
  if (read().far) write({ far: undefined });
}

/**
 * Loads the timelines, unless they are there already and nothing has changed since: as long as the polls find nothing new, nothing is
 * asked here. A failure is shown, and tried again by whoever calls next.
 */
export async function loadFarDays(asked: Asked): Promise<void> {
  const { pages: basis, far } = read();
  const known = far && isSame(far.asked, asked) ? far : undefined;
  if (known && !known.failed && arePagesSame(known.basis, basis)) return;
  if (isSame(wanted, asked) && isLoading) return;
  wanted = asked;
  isLoading = true;
  const secret = getSecret();
  const before: FarDays = { asked, pages: known?.pages ?? [], basis: known?.basis ?? [], failed: false };
  write({ far: before });
  const result = await load(asked, before.pages);
  if (!isSame(wanted, asked)) return;
  isLoading = false;
  if (secret !== getSecret()) return;
  if (result === 'unauthorized') expireSession();
  else write({ far: result === 'failed' ? { ...before, failed: true } : { ...before, pages: result, basis } });
}

async function load(
  asked: Asked,
  known: readonly LoadedPage[],
): Promise<readonly LoadedPage[] | 'failed' | 'unauthorized'> {
  try {
    return await loadDays(asked, known);
  } catch (failure) {
    if (!(failure instanceof RequestFailed)) throw failure;
    return failure.error.code === 'unauthorized' ? 'unauthorized' : 'failed';
  }
}
