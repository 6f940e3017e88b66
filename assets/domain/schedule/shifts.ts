/** Each person's spans of a shift, from who works its occurrences. */
import type { PersonIndex, Shift } from '../roster/roster';
import type { EpochMs } from '../time';
import { occurrences } from './occurrences';
import type { RuleSpan } from './precedence';
import { passedOnReason } from './reasons';
import { membersOf } from './rotations';
import type { Interval } from './schedule';
import { type ShiftRules, staffingsOfEvents, staffingsWithin } from './shift-rules';
import type { Staffing } from './staffing';

/** One shift's spans, worked out once for everyone who asks for the same window. */
export interface ShiftSpans {
  /** The people whose spans are their own: members of the rotation, both sides of its swaps and covers. */
  readonly special: ReadonlySet<PersonIndex>;
  /** The person's spans around `[from, to)`. Everyone in `who` outside `special` gets the same array. */
  spansOf(person: PersonIndex, from: EpochMs, to: EpochMs): readonly RuleSpan[];
}

const NO_ONE: ReadonlySet<PersonIndex> = new Set();
const NO_SPANS: ReadonlyMap<PersonIndex, RuleSpan[]> = new Map();

/** Keeps the spans of the last window, because many people ask for the same one. */
export function shiftSpans(rules: ShiftRules): ShiftSpans {
  const { shift } = rules;
  const special = specialOf(rules);
  if (special.size === 0 && (shift.who ?? []).length === 1) {
    // Nobody else asks for these spans: keeping them would only fill the memory.
    return { special, spansOf: (_, from, to) => sharedSpans(rules, from, to) };
  }
  let known: { from: EpochMs; to: EpochMs; shared: RuleSpan[]; own: ReadonlyMap<PersonIndex, RuleSpan[]> } | undefined;

  return {
    special,
    spansOf(person, from, to) {
      if (known === undefined || known.from !== from || known.to !== to) {
        const own = special.size === 0 ? NO_SPANS : spansByPerson(rules, staffingsWithin(rules, from, to));
        known = { from, to, shared: shift.rotation ? [] : sharedSpans(rules, from, to), own };
      }
      return special.has(person) ? (known.own.get(person) ?? []) : known.shared;
    },
  };
}

function specialOf({ shift: { rotation }, swaps, covers }: ShiftRules): ReadonlySet<PersonIndex> {
  if (rotation === undefined && swaps.length === 0 && covers === undefined) return NO_ONE;
  const special = new Set(rotation === undefined ? [] : membersOf(rotation));
  for (const { give, take } of swaps) special.add(give).add(take);
  for (const [person, spans] of covers?.of ?? []) for (const { by } of spans) special.add(person).add(by);
  return special;
}

/** The spans of everyone else in `who`. */
function sharedSpans({ shift, order }: ShiftRules, from: EpochMs, to: EpochMs): RuleSpan[] {
  const rule = { available: true, reason: `shift ${shift.id}`, kind: 'shift', order, ...onHolidays(shift) } as const;
  return occurrences(shift, from, to).map((o) => ({ from: o.from, to: o.to, ...rule }));
}

/** A shift whose occurrences are events: they are few and known, so that everyone's spans are made once. */
export function feedShiftSpans(rules: ShiftRules): ShiftSpans {
  const own = spansByPerson(rules, staffingsOfEvents(rules));
  return {
    special: new Set(own.keys()),
    spansOf: (person, from, to) => (own.get(person) ?? []).filter((span) => span.from < to && span.to > from),
  };
}

function spansByPerson(
  { shift, order, people }: ShiftRules,
  staffings: readonly Staffing[],
): Map<PersonIndex, RuleSpan[]> {
  const kind = shift.rotation ? 'rotation' : 'shift';
  const holidays = onHolidays(shift);
  const passed = (rule: 'swap' | 'cover', isTaken: boolean, whom: PersonIndex): string => {
    const common = { person: String(people[whom]?.key), shift: shift.id };
    return rule === 'swap'
      ? passedOnReason({ rule, way: isTaken ? 'for' : 'to', ...common })
      : passedOnReason({ rule, way: isTaken ? 'for' : 'by', of: kind, ...common });
  };
  const own = new Map<PersonIndex, RuleSpan[]>();
  const add = (person: PersonIndex, { from, to }: Interval, rule: Omit<RuleSpan, 'from' | 'to' | 'order'>): void => {
    const spans = own.get(person);
    if (spans) spans.push({ from, to, ...rule, order });
    else own.set(person, [{ from, to, ...rule, order }]);
  };
  for (const { parts, given } of staffings) {
    for (const part of parts) {
      const { person, instead } = part;
      const rule: Pick<RuleSpan, 'kind' | 'reason'> =
        instead === undefined
          ? { kind, reason: `${kind} ${shift.id}` }
          : { kind: instead.by, reason: passed(instead.by, true, instead.of) };
      add(person, part, { available: true, ...rule, ...holidays });
    }
    for (const part of given) {
      const reason = passed(part.by, false, part.taker);
      add(part.person, part, { available: false, reason, kind: 'given' });
    }
  }
  return own;
}

function onHolidays({ worksHolidays }: Shift): Pick<RuleSpan, 'worksHolidays'> {
  return worksHolidays ? { worksHolidays } : {};
}
