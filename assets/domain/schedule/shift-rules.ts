/** The shifts of a roster, each with its swaps, its covers and its events. */
import type { Roster, Shift, Swap } from '../roster/roster';
import type { EpochMs } from '../time';
import { afterCovers, createCovers, type ShiftCovers } from './covers';
import { type Exceptions, holidaySpans } from './exceptions';
import { grouped } from './grouped';
import { occurrences } from './occurrences';
import type { FeedFacts, FeedShift } from './schedule';
import { afterSwaps, type GivenPart, peopleOf, type Staffing, staffingOf } from './staffing';

/** A shift with what the roster and its feeds say about it besides. */
export interface ShiftRules {
  readonly shift: Shift;
  /** The shift's place in the roster. */
  readonly order: number;
  /** In the order of the file, so that one may pass on what another brought. */
  readonly swaps: readonly Swap[];
  /** Absent: none concerns it. */
  readonly covers: ShiftCovers | undefined;
  /** The events of the shift's feed, if it has one. */
  readonly events: readonly FeedShift[];
  readonly people: Roster['people'];
}

/** Holiday calendars by name. */
export type Calendars = ReadonlyMap<string, Exceptions['holidays'][number]>;

const NONE: readonly never[] = [];

/** In the order of the roster. */
export function shiftRulesOf(roster: Roster, feeds: FeedFacts, calendars: Calendars): ShiftRules[] {
  const swaps = grouped(roster.swaps, (swap) => swap.shift);
  const events = grouped(feeds.shifts ?? [], (event) => event.shift);
  const { people, covers } = roster;
  const coversOf = createCovers(roster, (person, from, to) => {
    const { zone = roster.zone, holidays: names = NONE } = people[person] ?? {};
    return holidaySpans({ zone, holidays: names.flatMap((name) => calendars.get(name) ?? []) }, from, to);
  });
  return roster.shifts.map((shift, order) => {
    const [own = NONE, named = NONE] = [swaps.get(order), events.get(order)];
    const staff = shift.fromFeed ? named.map(({ person }) => person) : peopleOf(shift);
    const concerning = covers && coversOf(shift, [...staff, ...own.map(({ take }) => take)]);
    return { shift, order, swaps: own, covers: concerning, events: named, people };
  });
}

/** Each calendar's dates and parts of days, from the file and from its feed. */
export function mergeCalendars(roster: Roster, feeds: FeedFacts): Calendars {
  return new Map(
    Object.entries(roster.holidays).map(([name, dates]) => {
      const all = new Set([...dates, ...(feeds.holidays?.[name] ?? [])]);
      const own = (roster.holidayParts?.[name] ?? []).map((part) => ({ ...part, clock: 'own' as const }));
      const parts = [...own, ...(feeds.holidayParts?.[name] ?? [])];
      return [name, { name, dates: [...all].sort((a, b) => a - b), parts }];
    }),
  );
}

/** Who works each occurrence of a weekly shift around `[from, to)`, after swaps and covers. */
export function staffingsWithin({ shift, swaps, covers }: ShiftRules, from: EpochMs, to: EpochMs): Staffing[] {
  return occurrences(shift, from, to).map((one) => {
    const own = swaps.filter((swap) => swap.date === one.date);
    return withCovers(shift, staffingOf(shift, one, own), covers);
  });
}

/** Who works each event of a shift that has a feed, after swaps and covers. */
export function staffingsOfEvents({ shift, swaps, covers, events }: ShiftRules): Staffing[] {
  return events.map(({ person, date, from, to }) => {
    const own = swaps.filter((swap) => swap.date === date);
    return withCovers(shift, afterSwaps([{ person, from, to }], own), covers);
  });
}

/** What the covers of a roster pass on, of occurrences and events around `[from, to)`: each step of a chain of covers. */
export function coveredParts(
  roster: Roster,
  feeds: FeedFacts,
  from: EpochMs,
  to: EpochMs,
): (GivenPart & { readonly shift: Shift })[] {
  return shiftRulesOf(roster, feeds, mergeCalendars(roster, feeds)).flatMap((rules) => {
    const { shift, covers } = rules;
    if (covers === undefined) return [];
    const staffings = shift.fromFeed ? staffingsOfEvents(rules) : staffingsWithin(rules, from, to);
    return staffings.flatMap(({ given }) =>
      given.filter(({ by }) => by === 'cover').map((part) => ({ ...part, shift })),
    );
  });
}

function withCovers(shift: Shift, staffing: Staffing, covers: ShiftCovers | undefined): Staffing {
  return covers === undefined ? staffing : afterCovers(shift, staffing, covers);
}
