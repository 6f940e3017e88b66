/** Reads swaps, and checks that the giver has the shift. */

import type { Cover, PersonIndex, Shift, Swap } from '../domain/roster/roster';
import { occurrenceOn, startsOn } from '../domain/schedule/occurrences';
import { peopleOf, staffingOf } from '../domain/schedule/staffing';
import { printDay, toDay } from './calendar';
import type { Diagnostics } from './diagnostics';
import { describeValue, readEntry, readList } from './entry';
import { swapFormat } from './format';
import { checkShiftId, isZone, type Names, personByKey } from './names';
import { windowsOf } from './places';
import type { Path } from './source';

/** `ids`: those of all shifts; `shifts`: those that could be compiled, in which the given shift is looked up; `covers`: for a hint. */
export function readSwaps(
  diagnostics: Diagnostics,
  value: unknown,
  names: Names,
  ids: ReadonlySet<string>,
  shifts: readonly Shift[],
  covers: readonly Cover[],
): Swap[] {
  const swaps: Swap[] = [];
  for (const { value: item, path } of readList(diagnostics, value, ['swaps'], 'a list of swaps')) {
    const entry = readEntry(diagnostics, swapFormat, item, path);
    const give = personByKey(diagnostics, names, entry.give, [...path, 'give']);
    const take = personByKey(diagnostics, names, entry.take, [...path, 'take']);
    const { shift: id, date } = entry;
    if (give !== undefined && give === take) {
      diagnostics.error([...path, 'take'], `found ${describeValue(entry.take)} on both sides, expected somebody else`);
    }
    checkShiftId(diagnostics, ids, id, [...path, 'shift']);
    if (id === undefined || date === undefined || give === undefined || take === undefined) continue;
    const sound = shifts.some((one) => one.id === id) && shifts.every((one) => one.id !== id || isZone(one.zone));
    if (!sound) continue;
    const shift = shifts.find((one, at) => one.id === id && canGive(one, at, give, swaps));
    if (shift === undefined) {
      diagnostics.error(
        [...path, 'give'],
        `found ${describeValue(entry.give)}, expected somebody who works ${describeValue(id)}${coverHint(covers, names, give, id)}`,
      );
      continue;
    }
    const windows = windowsOf(shifts, shift).map((at): Swap => ({ shift: at, date: toDay(date), give, take }));
    checkGivenShift(diagnostics, shifts, windows, swaps, path);
    swaps.push(...windows);
  }
  return swaps;
}

/** A date without the shift is an error. Giving another person's turn is a warning, because rotations are edited after swaps are agreed. */
function checkGivenShift(
  diagnostics: Diagnostics,
  shifts: readonly Shift[],
  windows: readonly Swap[],
  earlier: readonly Swap[],
  path: Path,
): void {
  const given = windows.map((swap) => ({ swap, shift: shifts[swap.shift] }));
  const [{ swap, shift } = {}] = given;
  if (swap === undefined || shift === undefined || shift.fromFeed) return; // events are known only at run time
  const date = printDay(swap.date);
  if (!startsOn(shift, swap.date)) {
    diagnostics.error([...path, 'date'], `found ${date}, expected a date on which ${describeValue(shift.id)} starts`);
    return;
  }
  const hasIt = given.some(({ swap, shift }) => {
    if (shift === undefined) return false;
    const before = earlier.filter((one) => one.shift === swap.shift && one.date === swap.date);
    const { parts } = staffingOf(shift, occurrenceOn(shift, swap.date), before);
    return parts.some((part) => part.person === swap.give);
  });
  if (hasIt) return;
  diagnostics.warn(
    [...path, 'give'],
    `has nothing of ${describeValue(shift.id)} to give on ${date}: the swap changes nothing`,
  );
}

/** Swaps come before covers. */
function coverHint(covers: readonly Cover[], names: Names, person: PersonIndex, id: string): string {
  const cover = covers.find(({ by, shift }) => by === person && (shift ?? id) === id);
  const covered = [...names.people].find(([, index]) => index === cover?.person)?.[0];
  return covered === undefined ? '' : `; if it comes from a cover, swap it away from ${describeValue(covered)}`;
}

/** True for a person who works the shift at all, or may by its calendar, or has taken a part of it. */
function canGive(shift: Shift, index: number, person: PersonIndex, earlier: readonly Swap[]): boolean {
  return (
    shift.fromFeed ||
    peopleOf(shift).includes(person) ||
    earlier.some((swap) => swap.shift === index && swap.take === person)
  );
}
