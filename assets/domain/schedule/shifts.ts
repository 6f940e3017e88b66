/** Who works each occurrence of a shift, after rotation and swaps, and each person's spans that follow. */
import type { PersonIndex, Roster, Shift, Swap } from '../roster/roster';
import type { Day, EpochMs } from '../time';
import { type Occurrence, occurrences } from './occurrences';
import type { RuleSpan } from './precedence';
import { membersOf, turnsWithin } from './rotations';
import type { FeedShift, Interval } from './schedule';

/** Who has which part of an occurrence (null: nobody); `instead` of whom, after a swap. */
export interface Part extends Interval {
  readonly person: PersonIndex | null;
  readonly instead?: PersonIndex;
}

/** Who has which part of an occurrence after its swaps, and what the swaps took from whom. */
interface Staffing {
  readonly parts: readonly Part[];
  readonly swappedAway: readonly (Interval & { readonly person: PersonIndex; readonly taker: PersonIndex })[];
}

/** Everyone who works the shift without a swap, now or after a change of its rotation. */
export function peopleOf({ who, rotation }: Shift): readonly PersonIndex[] {
  return who ?? (rotation === undefined ? [] : membersOf(rotation));
}

/** `swaps`: those of this shift and date, in the order of the file, so that one may pass on what another brought. */
export function staffingOf(shift: Shift, { from, to }: Interval, swaps: readonly Swap[]): Staffing {
  const parts: Part[] = shift.rotation
    ? turnsWithin(shift.rotation, shift, from, to)
    : (shift.who ?? []).map((person) => ({ person, from, to }));
  return afterSwaps(parts, swaps);
}

function afterSwaps(original: readonly Part[], swaps: readonly Swap[]): Staffing {
  let parts = [...original];
  const swappedAway: Staffing['swappedAway'][number][] = [];
  for (const { give, take } of swaps) {
    for (const part of parts) {
      if (part.person === give) swappedAway.push({ person: give, taker: take, from: part.from, to: part.to });
    }
    parts = parts.map((part) => (part.person === give ? { ...part, person: take, instead: give } : part));
  }
  return { parts, swappedAway };
}

/** One shift's spans, worked out once for everyone who asks for the same window. */
export interface ShiftSpans {
  /** The people whose spans are their own: members of the rotation, both sides of its swaps. */
  readonly special: ReadonlySet<PersonIndex>;
  /** The person's spans around `[from, to)`. Everyone in `who` outside `special` gets the same array. */
  spansOf(person: PersonIndex, from: EpochMs, to: EpochMs): readonly RuleSpan[];
}

const NO_ONE: ReadonlySet<PersonIndex> = new Set();
const NO_SPANS: ReadonlyMap<PersonIndex, RuleSpan[]> = new Map();

/** Keeps the spans of the last window, because many people ask for the same one. `order`: the shift's place in the roster. */
export function shiftSpans(roster: Roster, shift: Shift, order: number, swaps: readonly Swap[]): ShiftSpans {
  const special = specialOf(shift, swaps);
  if (special.size === 0 && (shift.who ?? []).length === 1) {
    // Nobody else asks for these spans: keeping them would only fill the memory.
    return { special, spansOf: (_, from, to) => sharedSpans(shift, order, from, to) };
  }
  let known: { from: EpochMs; to: EpochMs; shared: RuleSpan[]; own: ReadonlyMap<PersonIndex, RuleSpan[]> } | undefined;

  return {
    special,
    spansOf(person, from, to) {
      if (known === undefined || known.from !== from || known.to !== to) {
        const own = special.size === 0 ? NO_SPANS : ownSpans(roster, shift, order, swaps, occurrences(shift, from, to));
        known = { from, to, shared: shift.rotation ? [] : sharedSpans(shift, order, from, to), own };
      }
      return special.has(person) ? (known.own.get(person) ?? []) : known.shared;
    },
  };
}

function specialOf({ rotation }: Shift, swaps: readonly Swap[]): ReadonlySet<PersonIndex> {
  if (rotation === undefined && swaps.length === 0) return NO_ONE;
  const members = rotation === undefined ? [] : membersOf(rotation);
  return new Set([...members, ...swaps.flatMap(({ give, take }) => [give, take])]);
}

/** The spans of everyone else in `who`. */
function sharedSpans(shift: Shift, order: number, from: EpochMs, to: EpochMs): RuleSpan[] {
  const reason = `shift ${shift.id}`;
  return occurrences(shift, from, to).map((o) => ({
    from: o.from,
    to: o.to,
    available: true,
    reason,
    kind: 'shift',
    order,
  }));
}

/** The spans of everyone who is `special`. */
function ownSpans(
  roster: Roster,
  shift: Shift,
  order: number,
  swaps: readonly Swap[],
  times: readonly Occurrence[],
): Map<PersonIndex, RuleSpan[]> {
  const swapsOn = (date: Day): Swap[] => swaps.filter((swap) => swap.date === date);
  const staffings = times.map((occurrence) => staffingOf(shift, occurrence, swapsOn(occurrence.date)));
  return spansByPerson(roster, shift, order, staffings);
}

/**
 * A shift whose occurrences are events: they are few and known, so that everyone's spans are made once. `swaps` as in
 * {@link shiftSpans}.
 */
export function feedShiftSpans(
  roster: Roster,
  shift: Shift,
  order: number,
  swaps: readonly Swap[],
  events: readonly FeedShift[],
): ShiftSpans {
  const staffings = events.map(({ person, date, from, to }) =>
    afterSwaps(
      [{ person, from, to }],
      swaps.filter((swap) => swap.date === date),
    ),
  );
  const own = spansByPerson(roster, shift, order, staffings);
  return {
    special: new Set(own.keys()),
    spansOf: (person, from, to) => (own.get(person) ?? []).filter((span) => span.from < to && span.to > from),
  };
}

function spansByPerson(
  roster: Roster,
  shift: Shift,
  order: number,
  staffings: readonly Staffing[],
): Map<PersonIndex, RuleSpan[]> {
  const kind = shift.rotation ? 'rotation' : 'shift';
  const swapped = (word: string, whom: PersonIndex): string => `swap ${shift.id} (${word} ${roster.people[whom]?.key})`;
  const own = new Map<PersonIndex, RuleSpan[]>();
  const add = (
    person: PersonIndex,
    { from, to }: Interval,
    rule: Pick<RuleSpan, 'available' | 'reason' | 'kind'>,
  ): void => {
    const spans = own.get(person);
    if (spans) spans.push({ from, to, ...rule, order });
    else own.set(person, [{ from, to, ...rule, order }]);
  };
  for (const { parts, swappedAway } of staffings) {
    for (const part of parts) {
      const { person, instead } = part;
      if (person === null) continue;
      if (instead === undefined) add(person, part, { available: true, reason: `${kind} ${shift.id}`, kind });
      else add(person, part, { available: true, reason: swapped('for', instead), kind: 'swap' });
    }
    for (const part of swappedAway) {
      add(part.person, part, { available: false, reason: swapped('to', part.taker), kind: 'given' });
    }
  }
  return own;
}
