/**
 * A second opinion, written from the rules (docs/roster.md) and with Temporal: it looks at one person and one instant, tries
 * every rule on every date around it, and knows nothing of windows, caches or tracks. Slow on purpose.
 */
import type { Temporal as Types } from 'temporal-polyfill';
import type {
  Member,
  PersonIndex,
  Roster,
  Rotation,
  RotationRule,
  Shift,
  Weekly,
} from '../../../assets/domain/roster/roster';
import type { PersonFacts } from '../../../assets/domain/schedule/schedule';
import { Temporal } from './temporal';

const EPOCH = Temporal.PlainDate.from('1970-01-01');
const EPOCH_TIME = Temporal.PlainDateTime.from('1970-01-01T00:00');

type Dated = Weekly & Pick<Shift, 'dayFrom'>;

/** Temporal's own reading of a wall time: "compatible". */
export function instant(zone: string, wall: Types.PlainDateTime): number {
  const key = `${zone} ${wall}`;
  const found = instants.get(key) ?? wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
  instants.set(key, found);
  return found;
}

/** Temporal is slow, and the same wall times are asked for again and again. */
const instants = new Map<string, number>();

export function wall(minutes: number): Types.PlainDateTime {
  return EPOCH_TIME.add({ minutes });
}

export function dateOf(day: number): Types.PlainDate {
  return EPOCH.add({ days: day });
}

function localDate(zone: string, at: number): Types.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
}

function worksOn(weekly: Weekly, date: Types.PlainDate): boolean {
  const day = EPOCH.until(date, { largestUnit: 'days' }).days;
  if (weekly.since !== undefined && day < weekly.since) return false;
  if (weekly.until !== undefined && day > weekly.until) return false;
  return (weekly.days & (1 << (date.dayOfWeek - 1))) !== 0;
}

/** The occurrence that starts on a date, as instants. */
export function occurrence(weekly: Weekly, date: Types.PlainDate): { from: number; to: number } {
  const midnight = date.toPlainDateTime();
  const end = weekly.to <= weekly.from ? midnight.add({ days: 1 }) : midnight;
  return {
    from: instant(weekly.zone, midnight.add({ minutes: weekly.from })),
    to: instant(weekly.zone, end.add({ minutes: weekly.to })),
  };
}

/** The occurrences that run at an instant: clocks put forward can make two of them meet. */
export function running(weekly: Weekly, at: number): { date: Types.PlainDate; from: number; to: number }[] {
  const today = localDate(weekly.zone, at);
  return [-2, -1, 0, 1]
    .map((days) => today.add({ days }))
    .filter((date) => worksOn(weekly, date))
    .map((date) => ({ date, ...occurrence(weekly, date) }))
    .filter(({ from, to }) => from <= at && at < to);
}

/** Whose turn it is: counted hand-off by hand-off from the start, and from each change on. */
export function turn(rotation: Rotation, shift: Dated, at: number): readonly PersonIndex[] {
  const changes = rotation.changes ?? [];
  let holder: Member = null;
  for (const [index, rule] of [{ ...rotation, from: rotation.start }, ...changes].entries()) {
    const until = changes[index]?.from ?? Number.POSITIVE_INFINITY;
    for (const handOff of handOffs(rule, shift, at)) {
      const begins = EPOCH_TIME.until(handOff.wall, { largestUnit: 'minutes' }).minutes;
      if (begins < rule.from || begins >= until || instant(shift.zone, handOff.wall) > at) continue;
      holder = handOff.turn < 0 ? null : (rule.members[handOff.turn % rule.members.length] ?? null);
    }
  }
  return [holder].flat().filter((person) => person !== null);
}

/** Each period of a rule that may have begun by an instant, with the number of its turn. */
function handOffs(rule: RotationRule, shift: Dated, at: number): { wall: Types.PlainDateTime; turn: number }[] {
  const step = rule.count === 'worked' ? 1 : rule.every;
  const start = wall(rule.start);
  const horizon = Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(shift.zone)
    .toPlainDateTime()
    .add({ days: 2 });
  const begins = (k: number): Types.PlainDateTime => start.add({ [`${rule.unit}s`]: k * step });
  const found: { wall: Types.PlainDateTime; turn: number }[] = [];
  let worked = 0;
  for (let k = 0; Temporal.PlainDateTime.compare(begins(k), horizon) <= 0; k++) {
    if (rule.count === 'worked' && startsBetween(shift, begins(k), begins(k + 1))) worked++;
    found.push({ wall: begins(k), turn: rule.count === 'calendar' ? k : Math.floor((worked - 1) / rule.every) });
  }
  return found;
}

function startsBetween(shift: Dated, from: Types.PlainDateTime, to: Types.PlainDateTime): boolean {
  for (
    let date = from.toPlainDate();
    Temporal.PlainDate.compare(date, to.toPlainDate()) <= 0;
    date = date.add({ days: 1 })
  ) {
    // A day's work begins with its first window.
    const starts = date.toPlainDateTime().add({ minutes: shift.dayFrom ?? shift.from });
    const inside = Temporal.PlainDateTime.compare(from, starts) <= 0 && Temporal.PlainDateTime.compare(starts, to) < 0;
    if (inside && worksOn({ ...shift, until: Number.POSITIVE_INFINITY }, date)) return true;
  }
  return false;
}

/** Something that puts a person on duty: what it is called, and whether it came from somebody else. */
interface Duty {
  readonly reason: string;
  readonly passed: boolean;
}

/** Everything that puts a person on a shift at an instant. */
function duties(roster: Roster, shift: Shift, index: number, person: PersonIndex, at: number): Duty[] {
  const word = shift.rotation ? 'rotation' : 'shift';
  const holders = shift.rotation ? turn(shift.rotation, shift, at) : (shift.who ?? []);
  return running(shift, at).flatMap(({ date }) => {
    const day = EPOCH.until(date, { largestUnit: 'days' }).days;
    const swaps = roster.swaps.filter((swap) => swap.shift === index && swap.date === day);
    return holders.flatMap((first): Duty[] => {
      let holder = first;
      let reason = `${word} ${shift.id}`;
      for (const { give, take } of swaps) {
        if (holder !== give) continue;
        holder = take;
        reason = `swap ${shift.id} (for ${roster.people[give]?.key})`;
      }
      for (let step = 0; step < roster.people.length; step++) {
        const by = coverOf(roster, shift, holder, at);
        if (by === undefined) break;
        reason = `cover for ${roster.people[holder]?.key} (${word} ${shift.id})`;
        holder = by;
      }
      return holder === person ? [{ reason, passed: reason !== `${word} ${shift.id}` }] : [];
    });
  });
}

/** Who works at an instant what a person has of a shift: somebody else only where the person would have to work. */
function coverOf(roster: Roster, shift: Shift, person: PersonIndex, at: number): PersonIndex | undefined {
  const zone = roster.people[person]?.zone ?? '';
  const cover = (roster.covers ?? []).find(
    (one) =>
      one.person === person &&
      (one.shift ?? shift.id) === shift.id &&
      instant(zone, wall(one.from)) <= at &&
      at < instant(zone, wall(one.to)),
  );
  if (cover === undefined) return undefined;
  return shift.worksHolidays || holidaysAt(roster, person, at).length === 0 ? cover.by : undefined;
}

/** The names of the calendars by which a person has a public holiday at an instant. */
function holidaysAt(roster: Roster, person: PersonIndex, at: number): string[] {
  const { zone = '', holidays = [] } = roster.people[person] ?? {};
  const midnight = (day: number): number => instant(zone, wall(day * 1440));
  return holidays.filter((name) =>
    (roster.holidays[name] ?? []).some((day) => midnight(day) <= at && at < midnight(day + 1)),
  );
}

/** Whether the person should be available, and every reason that would be right (of two shifts, either may be named). */
export function opinion(
  roster: Roster,
  person: PersonIndex,
  at: number,
  facts: PersonFacts = {},
): { available: boolean; reasons: string[] } {
  const one = roster.people[person];
  if (one === undefined) throw new Error(`no person ${person}`);
  const within = (from: number, to: number): boolean => from <= at && at < to;
  const local = (minutes: number): number => instant(one.zone, wall(minutes));

  const { left, announced = [] } = facts;
  if (announced.findLast((change) => change.at <= at)?.left ?? left) return { available: false, reasons: ['left'] };
  const { override } = facts;
  if (override && within(override.from, override.until ?? Number.POSITIVE_INFINITY)) {
    return { available: override.available, reasons: ['override'] };
  }
  const mine = roster.overrides.filter((rule) => rule.person === person && within(local(rule.from), local(rule.to)));
  const last = mine.at(-1);
  if (last) return { available: last.available, reasons: ['override'] };
  const away = roster.leave.some((leave) => leave.person === person && within(local(leave.from), local(leave.to)));
  if (away || (facts.leave ?? []).some((leave) => within(leave.from, leave.to)))
    return { available: false, reasons: ['leave'] };
  const on = roster.shifts.flatMap((shift, index) =>
    duties(roster, shift, index, person, at).map((duty) => ({ ...duty, shift })),
  );
  const fromEvents = (facts.shifts ?? [])
    .filter(({ from, to }) => within(from, to))
    .map(({ label }) => ({ reason: label === undefined ? 'shift' : `shift ${label}`, passed: false }));
  const holidays = holidaysAt(roster, person, at);
  const counting: readonly Duty[] =
    holidays.length > 0 ? on.filter(({ shift }) => shift.worksHolidays) : [...on, ...fromEvents];
  const passed = counting.filter((duty) => duty.passed);
  const winners = passed.length > 0 ? passed : counting;
  if (winners.length > 0) return { available: true, reasons: winners.map((duty) => duty.reason) };
  if (holidays.length > 0) return { available: false, reasons: holidays.map((name) => `holiday ${name}`) };
  return { available: false, reasons: ['off', 'given'] };
}
