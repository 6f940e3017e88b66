/** Warns of swaps that bring nobody in, and of leave that cuts a shift in two. */
import type { PersonIndex, Roster } from '../domain/roster/roster';
import { DAY_MINUTES } from '../domain/schedule/dates';
import { occurrenceOn, occurrences } from '../domain/schedule/occurrences';
import { createResolver } from '../domain/schedule/resolver';
import type { Interval, Resolver, Verdict } from '../domain/schedule/schedule';
import { type Part, peopleOf, staffingOf } from '../domain/schedule/shifts';
import { toInstant, wallAt, zoneNamed } from '../domain/schedule/zones';
import type { AskedFeeds } from './asked-feeds';
import { printWall } from './calendar';
import type { Diagnostics } from './diagnostics';
import { printLocal } from './instants';
import { placesOfFeeds, placesOfLeave } from './places';
import type { Path } from './source';

/** A valid file, with what its feeds say if they were asked. */
export interface KnownRoster {
  readonly roster: Roster;
  readonly content: unknown;
  readonly feeds?: AskedFeeds | undefined;
}

/** Swaps that are not over by `now` (ms UTC) and whose taker is away, or on duty without the swap. */
export function warnAboutSwaps(diagnostics: Diagnostics, { roster, feeds }: KnownRoster, now: number): void {
  const resolver = createResolver(roster, feeds?.facts);
  const keyOf = (person: PersonIndex): string => JSON.stringify(roster.people[person]?.key);
  for (const [index, swap] of roster.swaps.entries()) {
    const shift = roster.shifts[swap.shift];
    if (shift === undefined) continue;
    const time = occurrenceOn(shift, swap.date);
    if (time.to <= now) continue;
    const others = roster.swaps.filter((one) => one !== swap);
    const earlier = roster.swaps.slice(0, index).filter((one) => one.shift === swap.shift && one.date === swap.date);
    const given = staffingOf(shift, time, earlier).parts.filter((part) => part.person === swap.give);
    const path = ['swaps', index, 'take'];
    const printed = ({ from, to }: Interval): string =>
      `${printLocal(from, shift.zone)} – ${printLocal(to, shift.zone)}`;
    const away = given.flatMap((part) => verdictsIn(resolver, swap.take, part).filter(isAway));
    for (const part of away) {
      const reason = part.kind === 'leave' ? 'on leave' : `off duty (${part.reason})`;
      diagnostics.warn(
        path,
        `${keyOf(swap.take)} is ${reason} ${printed(part)}, so nobody works this part of ${JSON.stringify(shift.id)}: choose somebody else, or change the ${part.kind}`,
      );
    }
    if (given.length === 0 || away.length > 0) continue;
    const without = createResolver({ ...roster, swaps: others }, feeds?.facts);
    const already = given.flatMap((part) => verdictsIn(without, swap.take, part));
    if (!already.every(({ available }) => available)) continue;
    diagnostics.warn(
      path,
      `${keyOf(swap.take)} is on duty then anyway (${already[0]?.reason}): the swap takes ${keyOf(swap.give)} off and brings nobody in; choose somebody else, or delete the swap`,
    );
  }
}

/** Leave whose beginning or end, at a midnight after `now` (ms UTC), is in the middle of one of the person's shifts. */
export function warnAboutLeave(diagnostics: Diagnostics, known: KnownRoster, now: number): void {
  const { roster } = known;
  const resolver = createResolver(roster, known.feeds?.facts);
  const shiftsOf = groupShifts(roster);
  for (const { person, from, to, path, ends } of leaveOf(known)) {
    const { zone = roster.zone, key } = roster.people[person] ?? {};
    const local = zoneNamed(zone);
    const isMidnight = (edge: number): boolean => wallAt(local, edge) % DAY_MINUTES === 0;
    const written = (instant: number): string => printWall(wallAt(local, instant));
    const onDuty = (instant: number): boolean => resolver.verdict(person, instant).available;
    const cutAt = (edge: number): (Part & { id: string }) | undefined =>
      edge > now && isMidnight(edge) ? partOver(roster, shiftsOf(person), person, edge) : undefined;
    const begun = cutAt(from);
    if (begun !== undefined && onDuty(from - 1) && !onDuty(from)) {
      diagnostics.warn(
        ends ? [...path, 'from'] : path,
        `the leave of ${JSON.stringify(key)} begins at ${written(from)}, in the middle of ${JSON.stringify(begun.id)}: begin it at ${written(begun.to)} if that shift is worked to its end, or at ${written(begun.from)} if it is not worked`,
      );
    }
    const finished = cutAt(to);
    if (finished !== undefined && !onDuty(to - 1) && onDuty(to)) {
      diagnostics.warn(
        ends ? [...path, 'to'] : path,
        `the leave of ${JSON.stringify(key)} ends at ${written(to)}, in the middle of ${JSON.stringify(finished.id)}, and they are on duty from then on: end it at ${written(finished.to)} if that shift belongs to it, or at ${written(finished.from)} if not`,
      );
    }
  }
}

/** `ends`: the file has the leave itself, with its `from` and `to`. */
function leaveOf({
  roster,
  content,
  feeds,
}: KnownRoster): (Interval & { person: PersonIndex; path: Path; ends: boolean })[] {
  const places = placesOfLeave(content);
  const own = roster.leave.map(({ person, from, to }, index) => {
    const zone = zoneNamed(roster.people[person]?.zone ?? roster.zone);
    return {
      person,
      from: toInstant(zone, from),
      to: toInstant(zone, to),
      path: places[index] ?? ['leave'],
      ends: true,
    };
  });
  const feedPlaces = placesOfFeeds(content, roster);
  const fetched = (feeds?.leave ?? []).map(({ person, from, to, feed }) => {
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

/** A person's verdicts from one end of a time to the other. */
function verdictsIn(resolver: Resolver, person: PersonIndex, { from, to }: Interval): (Verdict & Interval)[] {
  const found: (Verdict & Interval)[] = [];
  for (let now = from; now < to; ) {
    const verdict = resolver.verdict(person, now);
    const end = Math.min(to, verdict.until ?? to);
    found.push({ ...verdict, from: now, to: end });
    now = end;
  }
  return found;
}

function isAway({ available, kind }: Verdict): boolean {
  return !available && (kind === 'leave' || kind === 'holiday' || kind === 'override');
}
