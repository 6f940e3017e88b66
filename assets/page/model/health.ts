/** The state of the whole in a word or two. */
import type { WholeView } from '../../api/views/views';
import { t } from '../i18n/translate';
import type { ActionItem } from './action-item';
import type { ApiError } from './errors';
import { gapsAhead, gapsInWords } from './gaps';
import type { Ticks } from './ticks';
import type { WallClock } from './wall-clock';

export interface Health {
  readonly sign: 'well' | 'warn' | 'stop' | 'wait';
  readonly words: string;
  /** What is still to come, beside it; absent if nothing is. */
  readonly note?: string;
}

/** Whether an operator has to do something about it; the rest is retried by itself, or still to come. */
export function needsAttention({ weight }: Pick<ActionItem, 'weight'>): boolean {
  return weight === 'stop' || weight === 'warn';
}

/**
 * @param items all of the list below it, which must not say otherwise. @param error of the last poll.
 * @param isComplete everybody has been loaded: until then nothing is known to be well
 */
export function healthOf(
  error: ApiError | undefined,
  whole: WholeView | undefined,
  items: readonly ActionItem[],
  viewer: WallClock,
  now: number,
  ticks: Ticks,
  isComplete: boolean,
): Health {
  if (error) return { sign: 'stop', words: t(error.code === 'offline' ? 'health.not-connected' : 'health.no-answer') };
  if (!whole) return { sign: 'wait', words: t('health.loading') };
  if (!whole.tick.last) return { sign: 'wait', words: t('health.not-started') };
  if (whole.tick.stopped) return { sign: 'stop', words: t('health.stopped') };
  if (whole.refusal) return { sign: 'stop', words: refusalSummary(whole.refusal) };
  if (whole.heldRoster) return { sign: 'stop', words: t('health.roster-held') };
  if (whole.dryRun) return { sign: 'warn', words: t('health.dry-run') };
  if (items.some(needsAttention)) return { sign: 'warn', words: t('health.needs-attention') };
  if (ticks.late) return { sign: 'warn', words: t('health.late') };
  if (!isComplete) return { sign: 'wait', words: t('health.loading') };
  if (items.length === 0) return { sign: 'well', words: t('health.well') };
  const gaps = gapsAhead(whole.coverage, viewer, now).length;
  return { sign: 'well', words: t('health.working'), ...(gaps > 0 && { note: gapsInWords(gaps) }) };
}

function refusalSummary({ since, changesOnly }: NonNullable<WholeView['refusal']>): string {
  if (since === undefined) return t('health.nobody-found');
  return t(changesOnly ? 'health.changes-refused' : 'health.unreachable');
}
