/**
 * A second opinion about a rotation with changes as the file has it, in UTC: it walks through the calendar period by period
 * and moves a pointer along the list of members, as one would with a finger.
 */

export interface WrittenChange {
  /** "2026-03-02" or "2026-03-02T09:00". */
  readonly from: string;
  readonly members?: readonly string[];
  readonly every?: readonly [number, Unit];
  readonly next?: string;
}

type Unit = 'hour' | 'day' | 'week' | 'month';

export interface WrittenRotation {
  /** "2026-01-05T09:00". */
  readonly start: string;
  readonly members: readonly string[];
  readonly every: readonly [number, Unit];
  readonly count: 'calendar' | 'worked';
  /** 0 is Sunday. */
  readonly days: readonly number[];
  /** The hours at which the windows of a day begin, in order, and how many hours each lasts. */
  readonly windows: readonly { readonly hour: number; readonly length: number }[];
  readonly changes: readonly WrittenChange[];
}

/** ms UTC. */
interface HandOff {
  readonly at: number;
  readonly who: string;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** All hand-offs from the start until `end`. */
export function handOffsOf(rotation: WrittenRotation, end: number): HandOff[] {
  const { days, windows, count } = rotation;
  // A day's work begins with its first window, and turns count days.
  const hour = windows[0]?.hour ?? 0;
  const starts = (from: number, to: number): boolean => {
    for (let day = Math.floor(from / DAY) * DAY; day < to; day += DAY) {
      const at = day + hour * HOUR;
      if (at >= from && at < to && days.includes(new Date(day).getUTCDay())) return true;
    }
    return false;
  };
  /** The beginnings of turns on a grid, one after the other. */
  function* turns(anchor: number, [every, unit]: readonly [number, Unit]): Generator<number> {
    const step = count === 'worked' ? 1 : every;
    let worked = 0;
    for (let k = 0; ; k++) {
      const at = add(anchor, k * step, unit);
      if (count === 'calendar') yield at;
      else if (starts(at, add(anchor, (k + 1) * step, unit)) && worked++ % every === 0) yield at;
    }
  }

  const found: HandOff[] = [];
  let { members, every } = rotation;
  let anchor = instant(rotation.start);
  let grid = turns(anchor, every);
  let finger = -1;
  let begin = grid.next().value;
  const walkUntil = (limit: number): void => {
    for (; begin < limit; begin = grid.next().value) {
      finger = (finger + 1) % members.length;
      found.push({ at: begin, who: members[finger] ?? '' });
    }
  };
  for (const change of rotation.changes) {
    const since = instant(change.from);
    if (change.every !== undefined) {
      const time = anchor % DAY;
      anchor = change.from.includes('T') ? since : since + time;
      every = change.every;
      const next = turns(anchor, every);
      const first: number = next.next().value;
      walkUntil(first);
      [grid, begin] = [next, first];
    } else walkUntil(since);
    const before = members;
    members = change.members ?? before;
    let candidate = (finger + 1) % before.length;
    if (change.next !== undefined) finger = members.indexOf(change.next) - 1;
    else if (change.members !== undefined) {
      // If nobody stays, the new members begin with their first.
      const stays = before.some((one) => members.includes(one));
      while (stays && !members.includes(before[candidate] ?? '')) candidate = (candidate + 1) % before.length;
      finger = stays ? members.indexOf(before[candidate] ?? '') - 1 : -1;
    }
  }
  walkUntil(end);
  return found;
}

function instant(text: string): number {
  return Date.parse(text.includes('T') ? `${text}:00Z` : text);
}

/** The same day of a later month, or its last. */
function add(at: number, count: number, unit: Unit): number {
  if (unit !== 'month') return at + count * { hour: HOUR, day: DAY, week: 7 * DAY }[unit];
  const date = new Date(at);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count + 1, 0)).getUTCDate();
  const day = Math.min(date.getUTCDate(), last);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, day) + (at % DAY);
}
