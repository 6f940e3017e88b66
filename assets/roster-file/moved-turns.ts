/** Says whose turns of a rotation move, compared with an earlier version of the file. */
import type { Roster } from '../domain/roster/roster';
import { type MovedTurn, movedTurns } from '../domain/schedule/moved-turns';
import { DAY } from '../domain/time';
import type { Diagnostics } from './diagnostics';
import { printLocal } from './instants';
import { placeOfRule } from './places';

export interface EarlierRoster {
  readonly roster: Roster;
  /** For a sentence: "the last commit", "old.yaml". */
  readonly name: string;
}

const DAYS = 90;
/** How many turns of a shift are listed; the rest are counted. */
const MAX_LISTED = 4;

/** One sentence for each rotation, with the turns of the next 90 days. @param now ms UTC */
export function describeMovedTurns(
  earlier: EarlierRoster,
  roster: Roster,
  now: number,
): { readonly shift: string; readonly message: string }[] {
  const moved = movedTurns(earlier.roster, roster, now, now + DAYS * DAY);
  return [...new Set(moved.map(({ shift }) => shift))].map((shift) => {
    const own = moved.filter((one) => one.shift === shift);
    const listed = own.slice(0, MAX_LISTED).map((one) => printMovedTurn(one, now));
    const more = own.length > MAX_LISTED ? `, and ${own.length - MAX_LISTED} more in the next ${DAYS} days` : '';
    const present = own.some((one) => one.from === now);
    const advice = present ? '; to keep the turns until a date, put the edit into `changes` of the rotation' : '';
    return { shift, message: `moves turns, compared with ${earlier.name}: ${listed.join(', ')}${more}${advice}` };
  });
}

export function warnAboutMovedTurns(
  diagnostics: Diagnostics,
  earlier: EarlierRoster,
  roster: Roster,
  now: number,
): void {
  for (const { shift, message } of describeMovedTurns(earlier, roster, now)) {
    diagnostics.warn([...placeOfRule(roster, 'shifts', shift), 'rotate'], `${JSON.stringify(shift)} ${message}`);
  }
}

export function hasRotations({ shifts }: Roster): boolean {
  return shifts.some(({ rotation }) => rotation !== undefined);
}

/** "cy instead of ben Mon 30 Nov 09:00 – Mon 7 Dec 09:00", "cy instead of ben now, until Mon 30 Nov 09:00". */
function printMovedTurn({ was, now: is, from, to, zone }: MovedTurn, now: number): string {
  const time =
    from === now ? `now, until ${printLocal(to, zone)}` : `${printLocal(from, zone)} – ${printLocal(to, zone)}`;
  return `${is ?? 'nobody'} instead of ${was ?? 'nobody'} ${time}`;
}
