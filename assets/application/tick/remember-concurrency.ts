import { DAY } from '../../domain/time';
import type { NotedConcurrency, Target } from '../ports';

/** So long a note is believed, ms: the target may take more by then, which a process that begins low finds out slowly only. */
const BELIEVED_MS = DAY;

/** What is noted, unless it is too old, or of a clock that was wrong. */
export function believedNote(noted: NotedConcurrency | undefined, now: number): NotedConcurrency | undefined {
  return noted && Math.abs(now - noted.at) < BELIEVED_MS ? noted : undefined;
}

/**
 * Has the calls of a new process begin at what earlier ticks have learnt of the target, so that it need not be refused to learn it again.
 * @returns what the next ticks are to know; to be called with what a fan-out has found out of all its executions together, if there was one. A process that is refused nothing may have learnt too little, as one of many that shared what
 *   the target takes: that is no news, unless it is more.
 */
export function rememberConcurrency(
  { concurrency }: Pick<Target, 'concurrency'>,
  noted: NotedConcurrency | undefined,
  now: number,
): (together?: number) => NotedConcurrency | undefined {
  const before = believedNote(noted, now);
  if (before) concurrency?.startFrom(before.most);
  const refusals = concurrency?.refusals() ?? 0;
  return (together) => {
    if (together !== undefined) return { most: together, at: now };
    const most = concurrency?.learnt();
    if (most === undefined || concurrency === undefined) return before;
    const isNews = concurrency.refusals() > refusals || most > (before?.most ?? Number.POSITIVE_INFINITY);
    return isNews ? { most, at: now } : before;
  };
}
