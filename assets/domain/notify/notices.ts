/** What somebody is to be told now: pure, from what they know already and what is planned. */
import type { Interval } from '../schedule/schedule';
import { DAY, type EpochMs, MINUTE } from '../time';
import { type PlanChange, planChanges } from './duty-times';

/** What is overdue by more than this is not told any more, ms: ticks come every minute, and have stopped if none comes for five. */
export const LATE_MS = 5 * MINUTE;
/** Nothing that waits for the end of quiet hours waits longer, ms. */
const LONGEST_WAIT_MS = DAY;
/** A plan that reaches less far than it could by this is taken anew, ms: so a plan is written once a day. */
const STALE_PLAN_MS = DAY;

/** Conversations that somebody has taken over and has not been told of. */
export interface OwedNews {
  /** Whose they were: the name by which what was applied knows them. */
  readonly of: string;
  readonly count: number;
  readonly at: EpochMs;
}

/** What is kept of a person: what they know, and what they are still to be told. */
export interface PersonNotes {
  /** The times on duty that they know of, up to `until`. Absent: none have been looked at. */
  readonly plan?: { readonly until: EpochMs; readonly times: readonly Interval[] };
  /** The starts of shifts of which they have been reminded. */
  readonly reminded: readonly EpochMs[];
  readonly owed: readonly OwedNews[];
}

export const NO_NOTES: PersonNotes = { reminded: [], owed: [] };

/** What is planned of a person, and whether they may be told now. */
export interface Outlook {
  /** Shifts that began since the last tick or are to begin, with what a reminder of each comes to. */
  readonly reminders: readonly { readonly shift: Interval; readonly state: ReminderState }[];
  /** The planned times on duty; absent where nobody is told of changes. */
  readonly plan?: { readonly until: EpochMs; readonly times: readonly Interval[] };
  /** False in quiet hours and on leave. */
  readonly mayTell: boolean;
}

/** One message. */
export interface Notice {
  readonly reminders: readonly Interval[];
  readonly changes: readonly PlanChange[];
  readonly handovers: readonly OwedNews[];
}

export interface Decision {
  /** Absent: there is nothing to tell now. */
  readonly notice?: Notice;
  /** What is to be kept once the notice counts as told. */
  readonly notes: PersonNotes;
  /** So many pieces of news are too late and are dropped. */
  readonly dropped: number;
}

/** `due`: to be told now; `expired`: was to be told since the last tick, and is too late; `none`: neither. */
export type ReminderState = 'due' | 'expired' | 'none';

/**
 * What a reminder of a shift comes to. It is due so long before the shift, or where nobody may be told then, as soon as that ends, if the shift
 * begins after it.
 * @param before when the last tick began, ms.
 * @param heldUntil until when nobody may be told, of an instant that lies in such a time; undefined for any other.
 */
export function reminderState(
  start: EpochMs,
  { lead, now, before }: { readonly lead: number; readonly now: EpochMs; readonly before: EpochMs },
  heldUntil: (instant: EpochMs) => EpochMs | undefined,
): ReminderState {
  let at = start - lead;
  if (at > now) return 'none';
  for (let end = heldUntil(at); end !== undefined; end = heldUntil(at)) {
    if (end >= start || end <= at) return 'none';
    at = end;
  }
  const over = Math.min(at + LATE_MS, start);
  if (at > now) return 'none';
  if (now < over) return 'due';
  return over > before ? 'expired' : 'none';
}

/** Decides what somebody is told at `now`, all of it in one message. Whoever is seen for the first time is told of no changes. */
export function decideNotice(known: PersonNotes | undefined, outlook: Outlook, now: EpochMs): Decision {
  const { plan, reminded, owed } = known ?? NO_NOTES;
  const stillOwed = owed.filter(({ at }) => at > now - LONGEST_WAIT_MS);
  const unsent = outlook.reminders.filter(({ shift }) => !reminded.includes(shift.from));
  const due = unsent.filter(({ state }) => state === 'due').map(({ shift }) => shift);
  const changes = plan && outlook.plan ? changesOf(plan, outlook.plan, now) : [];
  const dropped = owed.length - stillOwed.length + unsent.filter(({ state }) => state === 'expired').length;
  const isTold = outlook.mayTell && due.length + changes.length + stillOwed.length > 0;
  // A change that waits for the end of quiet hours is found again then, or is none any more.
  const waits = !isTold && changes.length > 0;
  const nextPlan = waits ? plan : nextPlanOf(plan, outlook.plan, changes.length > 0);
  return {
    ...(isTold && { notice: { reminders: due, changes, handovers: stillOwed } }),
    notes: {
      ...(nextPlan && { plan: nextPlan }),
      reminded: isTold ? [...reminded.filter((start) => start > now - DAY), ...due.map(({ from }) => from)] : reminded,
      owed: isTold ? [] : stillOwed,
    },
    dropped,
  };
}

type Plan = NonNullable<Outlook['plan']>;

function changesOf(known: Plan, current: Plan, now: EpochMs): PlanChange[] {
  return planChanges(known.times, current.times, now, Math.min(known.until, current.until));
}

function nextPlanOf(known: Plan | undefined, current: Plan | undefined, isChanged: boolean): Plan | undefined {
  if (!current || !known || isChanged) return current;
  return known.until < current.until - STALE_PLAN_MS ? current : known;
}
