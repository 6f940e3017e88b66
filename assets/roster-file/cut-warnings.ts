/** Warns of leave and covers that cut a shift in two. */
import type { Cover, PersonIndex, Roster } from '../domain/roster/roster';
import { DAY_MINUTES } from '../domain/schedule/dates';
import { occurrences } from '../domain/schedule/occurrences';
import { createResolver } from '../domain/schedule/resolver';
import type { Interval } from '../domain/schedule/schedule';
import { type Part, peopleOf, staffingOf } from '../domain/schedule/staffing';
import { toInstant, wallAt, zoneNamed } from '../domain/schedule/zones';
import type { AskedFeeds } from './asked-feeds';
import { printWall } from './calendar';
import type { Diagnostics } from './diagnostics';
import { placesOfFeeds, placesOfLeave } from './places';
import type { Path } from './source';

/** A valid file, with what its feeds say if they were asked. */
export interface KnownRoster {
  readonly roster: Roster;
  readonly content: unknown;
  readonly feeds?: AskedFeeds | undefined;
}

/** Leave and covers whose beginning or end, at a midnight after `now` (ms UTC), is in the middle of one of the person's shifts. */
export function warnAboutCuts(diagnostics: Diagnostics, known: KnownRoster, now: number): void {
  const { roster } = known;
  const resolver = createResolver(roster, known.feeds?.facts);
  const shiftsOf = groupShifts(roster);
  for (const absent of [...leaveOf(known), ...coversOf(roster)]) {
    const { person, from, to, path, ends, cover } = absent;
    const local = zoneNamed(roster.people[person]?.zone ?? roster.zone);
    const isMidnight = (edge: number): boolean => wallAt(local, edge) % DAY_MINUTES === 0;
    const written = (instant: number): string => printWall(wallAt(local, instant));
    const onDuty = (instant: number): boolean => resolver.verdict(person, instant).available;
    const isAbout = (shift: number): boolean => [undefined, roster.shifts[shift]?.id].includes(cover?.shift);
    const shifts = shiftsOf(person).filter(isAbout);
    const cutAt = (edge: number): (Part & { id: string }) | undefined =>
      edge > now && isMidnight(edge) ? partOver(roster, shifts, person, edge) : undefined;
    const words = wordsFor(roster, absent);
    const begun = cutAt(from);
    if (begun !== undefined && onDuty(from - 1) && !onDuty(from)) {
      diagnostics.warn(
        ends ? [...path, 'from'] : path,
        `${words.what} begins at ${written(from)}, in the middle of ${JSON.stringify(begun.id)}: begin it at ${written(begun.to)} if ${words.worked}, or at ${written(begun.from)} if ${words.notWorked}`,
      );
    }
    const finished = cutAt(to);
    if (finished !== undefined && !onDuty(to - 1) && onDuty(to)) {
      diagnostics.warn(
        ends ? [...path, 'to'] : path,
        `${words.what} ends at ${written(to)}, in the middle of ${JSON.stringify(finished.id)}, and ${words.theyAre} on duty from then on: end it at ${written(finished.to)} if ${words.whole}, or at ${written(finished.from)} if not`,
      );
    }
  }
}

/** `worked`, `notWorked`: the shift in which it begins; `whole`: the one in which it ends belongs to it. */
function wordsFor({ people }: Roster, { person, cover }: Absent) {
  const name = JSON.stringify(people[person]?.key);
  if (cover === undefined) {
    return {
      what: `the leave of ${name}`,
      worked: 'that shift is worked to its end',
      notWorked: 'it is not worked',
      theyAre: 'they are',
      whole: 'that shift belongs to it',
    };
  }
  const taker = JSON.stringify(people[cover.by]?.key);
  return {
    what: `the cover for ${name}`,
    worked: `${name} works that shift to its end`,
    notWorked: `${taker} works all of it`,
    theyAre: `${name} is`,
    whole: `${taker} works that shift to its end`,
  };
}

/** A time in which a person does not work, with its place in the file. */
interface Absent extends Interval {
  readonly person: PersonIndex;
  readonly path: Path;
  /** The file has it itself, with its `from` and `to`. */
  readonly ends: boolean;
  /** Absent: it is leave. */
  readonly cover?: Cover;
}

function coversOf({ covers = [], people, zone }: Roster): Absent[] {
  return covers.map((cover, index) => {
    const own = zoneNamed(people[cover.person]?.zone ?? zone);
    const time = { from: toInstant(own, cover.from), to: toInstant(own, cover.to) };
    return { ...time, person: cover.person, path: ['covers', index], ends: true, cover };
  });
}

function leaveOf({ roster, content, feeds }: KnownRoster): Absent[] {
  const places = placesOfLeave(content);
  const own = roster.leave.map(({ person, from, to }, index): Absent => {
    const zone = zoneNamed(roster.people[person]?.zone ?? roster.zone);
    const path = places[index] ?? ['leave'];
    return { person, from: toInstant(zone, from), to: toInstant(zone, to), path, ends: true };
  });
  const feedPlaces = placesOfFeeds(content, roster);
  const fetched = (feeds?.leave ?? []).map(({ person, from, to, feed }): Absent => {
    return { person, from, to, path: feedPlaces[feed] ?? ['leave'], ends: false };
  });
  return [...own, ...fetched];
}

/** The part of a shift that a person has before and after an instant. */
function partOver(
  roster: Roster,
  shifts: readonly number[],
  person: PersonIndex,
  instant: number,
): (Part & { id: string }) | undefined {
  for (const index of shifts) {
    const shift = roster.shifts[index];
    if (shift === undefined) continue;
    for (const one of occurrences(shift, instant - 1, instant + 1)) {
      const swaps = roster.swaps.filter((swap) => swap.shift === index && swap.date === one.date);
      const { parts } = staffingOf(shift, one, swaps);
      const over = parts.find((part) => part.person === person && part.from < instant && part.to > instant);
      if (over !== undefined) return { ...over, id: shift.id };
    }
  }
  return undefined;
}

/** Person → the indices of the shifts that they may work. */
function groupShifts({ shifts, swaps }: Roster): (person: PersonIndex) => readonly number[] {
  const of = new Map<PersonIndex, number[]>();
  for (const [index, shift] of shifts.entries()) {
    const takers = swaps.filter((swap) => swap.shift === index).map(({ take }) => take);
    for (const person of new Set([...peopleOf(shift), ...takers])) {
      const own = of.get(person);
      if (own) own.push(index);
      else of.set(person, [index]);
    }
  }
  return (person) => of.get(person) ?? [];
}
