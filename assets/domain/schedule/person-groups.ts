/** People whom the roster treats alike, as groups: a group is resolved once, however many people are in it. */
import type { PersonIndex, Roster } from '../roster/roster';
import type { EpochMs } from '../time';
import { type Exceptions, exceptionSpans } from './exceptions';
import type { RuleSpan } from './precedence';
import type { FeedFacts, Verdict } from './schedule';
import { feedShiftSpans, type ShiftSpans, shiftSpans } from './shifts';

/** One for all groups, because there may be thousands. */
const EMPTY: readonly never[] = [];

/** The people about whom the roster says exactly the same. */
export interface PersonGroup extends Exceptions {
  readonly members: PersonIndex[];
  readonly shifts: readonly ShiftSpans[];
  /** True if there are no exceptions, only shifts. */
  readonly plain: boolean;
  /** The last verdict without facts, and the instant it was asked for: good until its `until`. */
  lastVerdict: { readonly from: EpochMs; readonly verdict: Verdict } | undefined;
}

/** Every person is in exactly one group. */
export function groupPeople(roster: Roster, feeds: FeedFacts): PersonGroup[] {
  const shifts = assignShifts(roster, feeds);
  const exceptions = exceptionsByPerson(roster, feeds);
  const calendars = mergeCalendars(roster, feeds);
  const groups = new Map<string, PersonGroup>();
  roster.people.forEach(({ zone, holidays }, person) => {
    const own = shifts.of[person] ?? [];
    const key =
      shifts.special.has(person) || exceptions.has(person)
        ? `person ${person}`
        : `${own.join()} ${zone} ${holidays.length > 0 ? JSON.stringify(holidays) : ''}`;
    const group = groups.get(key);
    if (group !== undefined) {
      group.members.push(person);
      return;
    }
    const leave = exceptions.leave.get(person) ?? EMPTY;
    const absences = exceptions.absences.get(person) ?? EMPTY;
    const overrides = exceptions.overrides.get(person) ?? EMPTY;
    groups.set(key, {
      members: [person],
      zone,
      shifts: own.flatMap((index) => shifts.spans[index] ?? []),
      holidays: holidays.length === 0 ? EMPTY : holidays.flatMap((name) => calendars.get(name) ?? []),
      leave,
      absences,
      overrides,
      plain: holidays.length + leave.length + absences.length + overrides.length === 0,
      lastVerdict: undefined,
    });
  });
  return [...groups.values()];
}

/** The spans of every rule of the roster for a group around `[from, to)`. */
export function groupSpans(group: PersonGroup, from: EpochMs, to: EpochMs): readonly RuleSpan[] {
  const person = group.members[0] ?? 0;
  const [shift] = group.shifts;
  // Most people have one shift and nothing else.
  if (group.shifts.length === 1 && shift !== undefined && group.plain) return shift.spansOf(person, from, to);
  const spans = group.shifts.flatMap((one) => one.spansOf(person, from, to));
  return group.plain ? spans : [...spans, ...exceptionSpans(group, from, to)];
}

/** `spans`: of every shift; `of`: each person's shifts; `special`: those for whom one of them is their own. */
function assignShifts(roster: Roster, feeds: FeedFacts) {
  const swaps = grouped(roster.swaps, (swap) => swap.shift);
  const events = grouped(feeds.shifts ?? [], (event) => event.shift);
  const spans = roster.shifts.map((shift, index) => {
    const own = swaps.get(index) ?? [];
    return shift.fromFeed
      ? feedShiftSpans(roster, shift, index, own, events.get(index) ?? [])
      : shiftSpans(roster, shift, index, own);
  });
  const of: number[][] = roster.people.map(() => []);
  const special = new Set<PersonIndex>();
  roster.shifts.forEach((shift, index) => {
    const own = spans[index]?.special;
    for (const person of shift.who ?? []) if (!own?.has(person)) of[person]?.push(index);
    for (const person of own ?? []) {
      of[person]?.push(index);
      special.add(person);
    }
  });
  return { spans, of, special };
}

/** Person → exceptions of their own. `has`: the person has any. */
function exceptionsByPerson(roster: Roster, feeds: FeedFacts) {
  const leave = grouped(roster.leave, (rule) => rule.person);
  const absences = grouped(feeds.leave ?? [], (absence) => absence.person);
  const overrides = grouped(
    roster.overrides.map((rule, order) => ({ ...rule, order })),
    (rule) => rule.person,
  );
  const has = (person: PersonIndex): boolean => leave.has(person) || absences.has(person) || overrides.has(person);
  return { leave, absences, overrides, has };
}

/** Each calendar's dates and parts of days, from the file and from its feed. */
function mergeCalendars(roster: Roster, feeds: FeedFacts): Map<string, Exceptions['holidays'][number]> {
  return new Map(
    Object.entries(roster.holidays).map(([name, dates]) => {
      const all = new Set([...dates, ...(feeds.holidays?.[name] ?? [])]);
      const own = (roster.holidayParts?.[name] ?? []).map((part) => ({ ...part, clock: 'own' as const }));
      const parts = [...own, ...(feeds.holidayParts?.[name] ?? [])];
      return [name, { name, dates: [...all].sort((a, b) => a - b), parts }];
    }),
  );
}

function grouped<T>(items: readonly T[], by: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const group = groups.get(by(item));
    if (group) group.push(item);
    else groups.set(by(item), [item]);
  }
  return groups;
}
