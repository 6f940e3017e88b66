/** The events of a holiday calendar → whole days, and parts of days. */
import type { HolidaySpan } from '../../domain/schedule/schedule';
import { DAY, type Day, MINUTE } from '../../domain/time';
import type { FeedContent, FeedParseContext } from '../feed';
import type { Instance } from './series';

/**
 * Whole days are days on everyone's own clock, whatever clock they are written on, and so are parts of days; only a part that
 * is written in UTC, which says nothing of a wall clock, is that time.
 */
export function holidaysOf(
  instances: readonly Instance[],
  { from: first, to: last }: FeedParseContext,
): Pick<FeedContent, 'dates' | 'parts'> {
  const dates = new Set<Day>();
  const parts = new Map<string, HolidaySpan>();
  for (const instance of instances) {
    const { from, to } = instance.wall;
    // Some programs end a day at 23:59 or 23:59:59.
    const end = Math.ceil(to / DAY) * DAY - to <= MINUTE ? Math.ceil(to / DAY) : undefined;
    if (from % DAY !== 0 || end === undefined) {
      const part = partOf(instance);
      parts.set(JSON.stringify(part), part);
      continue;
    }
    const endDate = Math.min(end, Math.ceil(last / DAY) + 1);
    for (let date = Math.max(from, first - DAY) / DAY; date < endDate; date++) dates.add(Math.floor(date));
  }
  return {
    dates: [...dates].sort((a, b) => a - b),
    parts: [...parts.values()].sort((a, b) => a.from - b.from || a.to - b.to || a.clock.localeCompare(b.clock)),
  };
}

function partOf({ clock, wall, from }: Instance): HolidaySpan {
  const isUtc = clock === 'utc' && wall.from === from;
  return {
    clock: isUtc ? 'utc' : 'own',
    from: Math.floor(wall.from / MINUTE),
    // Until 23:59 means the whole evening, as above.
    to:
      Math.ceil(wall.to / DAY) * DAY - wall.to <= MINUTE
        ? Math.ceil(wall.to / DAY) * (DAY / MINUTE)
        : Math.ceil(wall.to / MINUTE),
  };
}
