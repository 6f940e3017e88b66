/**
 * Compiles what changes in a rotation from a date on. Each change becomes a rule of its own, whose members are turned so that
 * its hand-offs stay where they were and the right person comes next.
 */
import type { Member, PersonIndex, Rotation, RotationRule, Weekly } from '../domain/roster/roster';
import { dayOf, wallOf } from '../domain/schedule/dates';
import { startsOn } from '../domain/schedule/occurrences';
import { lastPeriod, peopleIn, startOf, turnIn } from '../domain/schedule/rotations';
import type { MinuteOfDay, WallMinute } from '../domain/time';
import { printWall, startOf as startOfMoment } from './calendar';
import type { Diagnostics } from './diagnostics';
import { describeValue } from './entry';
import { type Names, NOBODY } from './names';
import { type RotationEntry, readLength, readMembers } from './rotation';
import type { Path } from './source';
import { didYouMean } from './suggest';

type Change = NonNullable<Rotation['changes']>[number];
type ChangeEntry = NonNullable<RotationEntry['changes']>[number];

interface Surroundings {
  readonly diagnostics: Diagnostics;
  readonly names: Names;
  /** The shift's dates, and its first window of the day. */
  readonly weekly: Weekly;
  /** When each window begins. */
  readonly starts: readonly MinuteOfDay[];
  /** The rotation as it begins. */
  readonly rule: RotationRule;
}

/** @param shift the path of the shift. */
export function readChanges(around: Surroundings, entries: RotationEntry['changes'], shift: Path): Change[] {
  const { diagnostics, rule } = around;
  const changes: Change[] = [];
  let before: string | undefined;
  for (const [index, entry] of (entries ?? []).entries()) {
    const path = [...shift, 'rotate', 'changes', index];
    const from = startOfMoment(entry.from);
    const late = before === undefined ? from > rule.start : from > startOfMoment(before);
    if (!late) {
      const limit = before === undefined ? 'the start of the rotation' : `the change before it (${before})`;
      diagnostics.error([...path, 'from'], `found ${entry.from}, expected a date or a time after ${limit}`);
    }
    before = entry.from;
    const change = readChange(around, entry, changes.at(-1) ?? rule, path);
    if (!late || change === undefined) continue;
    for (; (changes.at(-1)?.from ?? Number.NEGATIVE_INFINITY) >= change.rule.from; changes.pop()) {
      diagnostics.warn([...path, 'from'], 'takes effect before the first turn of the change before it, which has none');
    }
    changes.push(nextFirst(change, changes.at(-1) ?? rule, around.weekly));
    warnIfLater(around, entry.from, change.rule.from, path);
  }
  return changes;
}

/** A change before its members are turned. */
interface Unturned {
  readonly rule: Change;
  /** The place among the members of whoever has the first turn; absent: it follows from the rule before. */
  readonly first: number | undefined;
}

function readChange(
  { diagnostics, names, weekly }: Surroundings,
  entry: ChangeEntry,
  before: RotationRule,
  path: Path,
): Unturned | undefined {
  const { next } = entry;
  if (entry.members === undefined && entry.every === undefined && next === undefined) {
    diagnostics.error(path, 'found a change of nothing, expected members, every or next');
    return undefined;
  }
  const members =
    entry.members === undefined ? before.members : readMembers(diagnostics, names, entry.members, [...path, 'members']);
  const first = next === undefined ? undefined : placeOf(next, members, names);
  if (first === -1) {
    const isMember = (person: PersonIndex): boolean => members.flatMap(peopleIn).includes(person);
    const known = entry.members?.flat() ?? [...names.people].filter(([, one]) => isMember(one)).map(([key]) => key);
    const found = typeof next === 'string' ? describeValue(next) : `[${next?.join(', ')}]`;
    const hint = typeof next === 'string' ? didYouMean(next, known) : '';
    const expected =
      typeof next === 'string' ? `one of the members (${known.join(', ')})` : 'people who have a turn together';
    diagnostics.error([...path, 'next'], `found ${found}, expected ${expected}${hint}`);
    return undefined;
  }
  const begin = startOfMoment(entry.from);
  const hour = before.start - wallOf(dayOf(before.start));
  const rule =
    entry.every === undefined
      ? { ...before, members }
      : {
          members,
          ...readLength(diagnostics, entry.every, before.count, [...path, 'every']),
          start: entry.from.includes('T') ? begin : begin + hour,
          count: before.count,
        };
  return { rule: { ...rule, from: firstHandOff(rule, weekly, begin) }, first };
}

/** Where the turn is that `next` names: the first of the person, the one of exactly these people or this team, or nobody's; -1: nowhere. */
function placeOf(next: NonNullable<ChangeEntry['next']>, members: readonly Member[], names: Names): number {
  if (next === NOBODY) return members.indexOf(null);
  const named = [next].flat().flatMap((key) => names.people.get(key) ?? names.teams.get(key) ?? [-1]);
  const wanted = [...new Set(named)];
  if (typeof next !== 'string' || !names.people.has(next)) return members.findIndex((member) => isSame(member, wanted));
  return members.findIndex((member) => peopleIn(member).some((person) => wanted.includes(person)));
}

/** The first hand-off to another turn at a wall time or after it. */
function firstHandOff(rule: RotationRule, weekly: Weekly, wall: WallMinute): WallMinute {
  let period = Math.max(0, lastPeriod(rule, wall - 1) + 1);
  while (turnIn(rule, weekly, period) === turnIn(rule, weekly, period - 1)) period++;
  return startOf(rule, period);
}

/** The change with its members turned so that the right one has the turn at its `from`. */
function nextFirst({ rule, first }: Unturned, before: RotationRule, weekly: Weekly): Change {
  const { members, from } = rule;
  const due = turnIn(before, weekly, lastPeriod(before, from - 1)) + 1;
  const ahead = before.members.map((_, index) => before.members[(due + index) % before.members.length] ?? null);
  const place = first ?? continuation(members, ahead);
  const shift = place - turnIn(rule, weekly, lastPeriod(rule, from));
  return { ...rule, members: members.map((_, index) => members[modulo(shift + index, members.length)] ?? null) };
}

/**
 * Where new members go on with the turns that would have been next: at the first of those of whom somebody is still a member;
 * of several such places, at the one from which most turns stay as they were. @param ahead each of the members before, in order
 */
function continuation(members: readonly Member[], ahead: readonly Member[]): number {
  const start = ahead.findIndex((one) => members.some((member) => isShared(member, one)));
  const due = ahead.slice(start);
  const [next] = due;
  if (start === -1 || next === undefined) return 0;
  const kept = (place: number): number => {
    const different = due.findIndex((one, index) => !isSame(members[(place + index) % members.length] ?? null, one));
    return different === -1 ? due.length : different;
  };
  const places = [...members.entries()].flatMap(([place, member]) => (isShared(member, next) ? [place] : []));
  return places.reduce((best, place) => (kept(place) > kept(best) ? place : best), places[0] ?? 0);
}

/** Whether two turns have somebody in common, or neither has anybody. */
function isShared(a: Member, b: Member): boolean {
  const people = peopleIn(b);
  return a === null ? b === null : peopleIn(a).some((person) => people.includes(person));
}

/** Whether two turns are of the same people. */
function isSame(a: Member, b: Member): boolean {
  const [one, other] = [peopleIn(a), peopleIn(b)];
  return one.length === other.length && one.every((person) => other.includes(person));
}

/** Warns if somebody works between the date of a change and the hand-off at which it takes effect. */
function warnIfLater(
  { diagnostics, weekly, starts }: Surroundings,
  written: string,
  effective: WallMinute,
  path: Path,
): void {
  const from = startOfMoment(written);
  const last = written.includes('T') ? dayOf(effective) : dayOf(effective) - 1;
  for (let date = dayOf(from); date <= last; date++) {
    const isBefore = (start: MinuteOfDay): boolean => wallOf(date, start) >= from && wallOf(date, start) < effective;
    if (!startsOn(weekly, date) || !starts.some(isBefore)) continue;
    diagnostics.warn(
      [...path, 'from'],
      `takes effect at the next hand-off, ${printWall(effective)}: the turn before it is finished first`,
    );
    return;
  }
}

function modulo(number: number, by: number): number {
  return ((number % by) + by) % by;
}
