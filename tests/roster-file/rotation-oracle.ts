/**
 * A second opinion about a rotation with changes as the file has it, in UTC: it walks through the calendar period by period
 * and moves a pointer along the list of members, as one would with a finger.
 */

export interface WrittenChange {
  /** "2026-03-02" or "2026-03-02T09:00". */
  readonly from: string;
  readonly members?: readonly Turn[];
  readonly every?: readonly [number, Unit];
  readonly next?: string | Turn;
}

/** Those who have a turn together. */
export type Turn = readonly string[];

type Unit = 'hour' | 'day' | 'week' | 'month';

export interface WrittenRotation {
  /** "2026-01-05T09:00". */
  readonly start: string;
  readonly members: readonly Turn[];
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
  readonly who: Turn;
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
      found.push({ at: begin, who: members[finger] ?? [] });
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
    finger = fingerAfter(change, before, members, finger);
  }
  walkUntil(end);
  return found;
}

/** Where the finger rests before the first turn of a change. */
function fingerAfter(change: WrittenChange, before: readonly Turn[], members: readonly Turn[], finger: number): number {
  const { next } = change;
  if (typeof next === 'string') return members.findIndex((turn) => turn.includes(next)) - 1;
  if (next !== undefined) return members.findIndex((turn) => turn.join() === next.join()) - 1;
  if (change.members === undefined) return finger;
  const meets = (turn: Turn | undefined, other: Turn | undefined): boolean =>
    turn?.some((one) => other?.includes(one)) ?? false;
  // If nobody stays, the new members begin with their first.
  if (!before.some((turn) => members.some((other) => meets(turn, other)))) return -1;
  let candidate = (finger + 1) % before.length;
  while (!members.some((turn) => meets(turn, before[candidate]))) candidate = (candidate + 1) % before.length;
  const sorted = (turn: Turn | undefined): string => [...(turn ?? [])].sort().join();
  const run = (place: number): number => {
    let length = 0;
    const isSame = (): boolean =>
      sorted(members[(place + length) % members.length]) === sorted(before[(candidate + length) % before.length]);
    while (length < before.length && isSame()) length++;
    return length;
  };
  // Of several places to go on, the one from which most turns are as before; of equal ones the first.
  let best = -1;
  for (const place of members.keys()) {
    if (meets(members[place], before[candidate]) && (best === -1 || run(place) > run(best))) best = place;
  }
  return best - 1;
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
