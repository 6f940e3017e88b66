/** Warns of swaps and covers that bring nobody in: whoever takes the shift is away, or on duty anyway. */
import type { Cover, PersonIndex, Roster, Shift, Swap } from '../domain/roster/roster';
import { occurrenceOn } from '../domain/schedule/occurrences';
import { createResolver } from '../domain/schedule/resolver';
import type { FeedFacts, Interval, Resolver, Verdict } from '../domain/schedule/schedule';
import { coveredParts } from '../domain/schedule/shift-rules';
import { staffingOf } from '../domain/schedule/staffing';
import { toInstant, zoneNamed } from '../domain/schedule/zones';
import { DAY } from '../domain/time';
import type { KnownRoster } from './cut-warnings';
import type { Diagnostics } from './diagnostics';
import { printLocal } from './instants';
import { swapsByEntry } from './places';
import type { Path } from './source';

/** How far covers are followed, before and after now. */
const COVER_DAYS = 400;
/** How many times are listed; the rest are counted. */
const MAX_LISTED = 2;

/** Parts of shifts that come from one person to another. */
interface Transfer {
  readonly what: 'swap' | 'cover';
  readonly give: PersonIndex;
  readonly take: PersonIndex;
  readonly parts: readonly (Interval & { readonly shift: Shift })[];
  /** Where the file names the taker. */
  readonly path: Path;
}

interface Resolvers {
  readonly roster: Roster;
  readonly whole: Resolver;
  /** Of the roster without the swap or cover. */
  readonly without: () => Resolver;
}

/** Swaps that are not over by `now` (ms UTC). */
export function warnAboutSwaps(diagnostics: Diagnostics, { roster, feeds }: KnownRoster, now: number): void {
  const resolvers = createResolvers(roster, feeds?.facts);
  for (const [index, windows] of swapsByEntry(roster).entries()) {
    const [swap] = windows;
    if (swap === undefined) continue;
    const { give, take } = swap;
    const later = roster.swaps.slice(roster.swaps.indexOf(swap) + windows.length);
    const isPassedOn = (one: Swap): boolean =>
      later.some(({ shift, date, give: next }) => shift === one.shift && date === one.date && next === take);
    const given = windows
      .filter((one) => !isPassedOn(one))
      .flatMap((one) => givenParts(roster, one))
      .filter(({ to }) => to > now);
    const transfer: Transfer = { what: 'swap', give, take, parts: given, path: ['swaps', index, 'take'] };
    warnAboutTaker(diagnostics, transfer, resolvers('swaps', windows, take));
  }
}

/** The parts of an occurrence that a swap moves. */
function givenParts({ shifts, swaps }: Roster, swap: Swap): Transfer['parts'] {
  const shift = shifts[swap.shift];
  if (shift === undefined) return [];
  const earlier = swaps
    .slice(0, swaps.indexOf(swap))
    .filter((one) => one.shift === swap.shift && one.date === swap.date);
  const { parts } = staffingOf(shift, occurrenceOn(shift, swap.date), earlier);
  return parts.filter((part) => part.person === swap.give).map((part) => ({ ...part, shift }));
}

/** Covers that are not over by `now` (ms UTC). */
export function warnAboutCovers(diagnostics: Diagnostics, { roster, feeds }: KnownRoster, now: number): void {
  const { covers = [] } = roster;
  const times = covers.map(({ person, from, to }): Interval => {
    const zone = zoneNamed(roster.people[person]?.zone ?? roster.zone);
    return { from: toInstant(zone, from), to: toInstant(zone, to) };
  });
  const open = times.filter(({ to }) => to > now);
  if (open.length === 0) return;
  const from = Math.max(now - COVER_DAYS * DAY, Math.min(...open.map((time) => time.from)));
  const to = Math.min(now + COVER_DAYS * DAY, Math.max(...open.map((time) => time.to)));
  const facts = feeds?.facts ?? {};
  const all = from < to ? coveredParts(roster, facts, from, to) : [];
  const resolvers = createResolvers(roster, facts);
  for (const [index, cover] of covers.entries()) {
    const { person, by, shift: only } = cover;
    const time = times[index];
    if (time === undefined || time.to <= now || time.from >= to) continue;
    const parts = all.filter(
      (part) =>
        part.person === person &&
        part.taker === by &&
        part.from < time.to &&
        part.to > time.from &&
        (only === undefined || part.shift.id === only),
    );
    const key = JSON.stringify(roster.people[person]?.key);
    const isKnown = feeds !== undefined || !roster.shifts.some(({ id, fromFeed }) => fromFeed && (only ?? id) === id);
    if (parts.length === 0 && isKnown) {
      const of = only === undefined ? '' : ` of ${JSON.stringify(only)}`;
      diagnostics.warn(
        ['covers', index, 'for'],
        `${key} has nothing${of} to cover in that time: the cover changes nothing; correct it, or delete it`,
      );
    }
    // What the taker passes on is the matter of the cover that brings the next one in.
    const isPassedOn = (part: (typeof parts)[number]): boolean =>
      all.some((one) => one.person === by && one.shift === part.shift && one.from < part.to && one.to > part.from);
    const left = parts.filter((part) => part.to > now && !isPassedOn(part));
    const transfer: Transfer = { what: 'cover', give: person, take: by, parts: left, path: ['covers', index, 'by'] };
    warnAboutTaker(diagnostics, transfer, resolvers('covers', [cover], by));
  }
}

function warnAboutTaker(diagnostics: Diagnostics, transfer: Transfer, { roster, whole, without }: Resolvers): void {
  const { what, give, take, parts, path } = transfer;
  if (parts.length === 0) return;
  const [giver, taker] = [give, take].map((person) => JSON.stringify(roster.people[person]?.key));
  const verdicts = parts.flatMap(({ shift, ...part }) =>
    verdictsIn(whole, take, part).map((verdict) => ({ ...verdict, shift })),
  );
  const away = verdicts.filter(isAway);
  for (const reason of new Set(away.map((one) => `${one.reason}\n${one.shift.id}`))) {
    const own = away.filter((one) => `${one.reason}\n${one.shift.id}` === reason);
    const [first] = own;
    if (first === undefined) continue;
    const why = first.kind === 'leave' ? 'on leave' : `off duty (${first.reason})`;
    const times = own.slice(0, MAX_LISTED).map(({ from, to, shift: { zone } }) => {
      return `${printLocal(from, zone)} – ${printLocal(to, zone)}`;
    });
    const more = own.length > MAX_LISTED ? ` and ${own.length - MAX_LISTED} more times` : '';
    const listed = own.length === 1 ? 'this part' : 'these parts';
    diagnostics.warn(
      path,
      `${taker} is ${why} ${times.join(', ')}${more}, so nobody works ${listed} of ${JSON.stringify(first.shift.id)}: choose somebody else, or change the ${first.kind}`,
    );
  }
  if (away.length > 0) return;
  const resolver = without();
  // Most takers are free at the first part: the others need not be looked at then.
  if (!parts.every((part) => verdictsIn(resolver, take, part).every(({ available }) => available))) return;
  const [first] = parts;
  const already = first && resolver.verdict(take, first.from).reason;
  diagnostics.warn(
    path,
    `${taker} is on duty then anyway (${already}): the ${what} takes ${giver} off and brings nobody in; choose somebody else, or delete the ${what}`,
  );
}

/**
 * The resolvers of a roster with and without the swaps or covers of one entry. Where the taker has no others, one without any is as
 * good, and serves for all of them.
 */
function createResolvers(
  roster: Roster,
  facts: FeedFacts | undefined,
): (list: 'swaps' | 'covers', own: readonly (Swap | Cover)[], taker: PersonIndex) => Resolvers {
  const whole = createResolver(roster, facts);
  const plain = new Map<'swaps' | 'covers', Resolver>();
  const { swaps, covers = [] } = roster;
  return (list, own, taker) => {
    const hasOthers =
      swaps.some((swap) => !own.includes(swap) && (swap.give === taker || swap.take === taker)) ||
      covers.some((cover) => !own.includes(cover) && (cover.person === taker || cover.by === taker));
    const without = (): Resolver => {
      const known = hasOthers ? undefined : plain.get(list);
      const left = hasOthers ? roster[list]?.filter((one: Swap | Cover) => !own.includes(one)) : [];
      const made = known ?? createResolver({ ...roster, [list]: left }, facts);
      if (!hasOthers) plain.set(list, made);
      return made;
    };
    return { roster, whole, without };
  };
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
