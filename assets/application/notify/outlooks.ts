/** What is planned of each person who may be told something. */
import { dutyTimes } from '../../domain/notify/duty-times';
import { type Outlook, reminderState } from '../../domain/notify/notices';
import { quietUntil } from '../../domain/notify/quiet-hours';
import { employmentAt } from '../../domain/person/employment-history';
import { factsOf } from '../../domain/person/facts';
import type { PersonRecord } from '../../domain/person/record';
import type { NotifyPolicy } from '../../domain/roster/notify-policy';
import type { Person, PersonIndex } from '../../domain/roster/roster';
import type { Facts, Interval, PersonFacts, PersonWindow } from '../../domain/schedule/schedule';
import { type Zone, zoneNamed } from '../../domain/schedule/zones';
import { DAY, MINUTE } from '../../domain/time';
import type { NotesPlace } from '../ports';
import type { KnownRecords } from '../stored-records';
import { type Way, wayTo } from './channels';
import { placeOf } from './place';
import type { NotifyPorts } from './run';

/** People are told of changes so far ahead, ms. */
const PLAN_MS = 14 * DAY;
/** The end of a shift is looked for so long after its start, ms. */
const LONGEST_SHIFT_MS = 2 * DAY;

/** Somebody who may be told something. */
export interface Prospect {
  readonly index: PersonIndex;
  readonly person: Person;
  readonly place: NotesPlace;
  readonly zone: Zone;
  readonly way: Way;
  readonly outlook: Outlook;
  /** Why they are on duty at an instant, or not, in the words of the resolver. */
  readonly reasonAt: (instant: number) => string;
}

/** When a tick looks. `before`: when the one before it began. ms. */
export interface TickTimes {
  readonly now: number;
  readonly before: number;
}

/** What is known of everybody at a tick. */
interface View {
  readonly policy: NotifyPolicy;
  readonly times: TickTimes;
  /** What the records say: all of it, and what people may know of it. */
  readonly facts: { readonly whole: Facts; readonly planned: Facts };
  /** By the index of a person: the shifts that may be reminded of, and the plan; absent where nobody is told of them. */
  readonly soon: readonly PersonWindow[];
  readonly later: readonly PersonWindow[];
}

/** Those of the roster who can be told, and whose record could be read. @returns `kept`: of others, those whose notes are to stay. */
export function outlooksOf(
  known: KnownRecords,
  policy: NotifyPolicy,
  times: TickTimes,
  ports: NotifyPorts,
): { readonly prospects: readonly Prospect[]; readonly kept: ReadonlySet<string> } {
  const { roster, records: store } = ports;
  const view = viewOf(known, policy, times, ports);
  const kept = new Set<string>();
  const prospects = roster.people.flatMap((person, index): Prospect[] => {
    const name = store.name(person.identity);
    const place = placeOf(name);
    if (known.isUnknown(name)) {
      kept.add(place.name);
      return [];
    }
    const record = known.records.get(person.identity);
    // Whoever has left is told nothing, and whatever they knew is forgotten.
    if (record && employmentAt(record.employmentEvents, times.now).left) return [];
    const way = wayTo(person, policy.by, ports);
    return way ? [{ index, person, place, way, ...outlookOf(index, person, view, ports) }] : [];
  });
  return { prospects, kept };
}

function viewOf(
  known: KnownRecords,
  policy: NotifyPolicy,
  times: TickTimes,
  { roster, resolver }: Pick<NotifyPorts, 'roster' | 'resolver'>,
): View {
  const { now } = times;
  const whole = new Map<string, PersonFacts>();
  const planned = new Map<string, PersonFacts>();
  for (const person of roster.people) {
    const record = known.records.get(person.identity);
    if (!record) continue;
    whole.set(person.key, factsOf(record, now));
    planned.set(person.key, plannedFacts(record, now));
  }
  const { shift } = policy;
  return {
    policy,
    times,
    facts: { whole, planned },
    soon: shift === undefined ? [] : resolver.window(beginning(times), now + shift + LONGEST_SHIFT_MS, whole),
    later: policy.changes ? resolver.window(now, now + PLAN_MS, planned) : [],
  };
}

/** Shifts that began after this may have been due to be reminded of since the last tick. */
function beginning({ now, before }: TickTimes): number {
  return Math.max(before, now - DAY);
}

function outlookOf(
  index: PersonIndex,
  person: Person,
  { policy, times, facts, soon, later }: View,
  { resolver }: Pick<NotifyPorts, 'resolver'>,
): Pick<Prospect, 'zone' | 'outlook' | 'reasonAt'> {
  const zone = zoneNamed(person.zone);
  const own = facts.whole.get(person.key);
  const heldUntil = (instant: number) => {
    const quiet = quietUntil(policy.quiet, zone, instant);
    if (quiet !== undefined) return quiet;
    const { kind, until } = resolver.verdict(index, instant, own);
    return kind === 'leave' ? (until ?? Number.POSITIVE_INFINITY) : undefined;
  };
  const isShift = (start: number) => !resolver.verdict(index, start - 1, withoutOverride(own)).available;
  const reminders = startsIn(soon[index], beginning(times))
    .map((shift) => ({ shift, state: reminderState(shift.from, { lead: policy.shift ?? 0, ...times }, heldUntil) }))
    .filter(({ shift, state }) => state !== 'none' && isShift(shift.from));
  const window = later[index];
  const until = Math.floor((times.now + PLAN_MS) / MINUTE) * MINUTE;
  return {
    zone,
    outlook: {
      reminders,
      ...(window && { plan: { until, times: dutyTimes(window.on) } }),
      mayTell: heldUntil(times.now) === undefined,
    },
    reasonAt: (instant) => resolver.verdict(index, instant, facts.planned.get(person.key)).reason,
  };
}

/** Times on duty that begin within the window. */
function startsIn(window: PersonWindow | undefined, from: number): Interval[] {
  return window ? dutyTimes(window.on).filter((time) => time.from > from) : [];
}

/**
 * What somebody may know of their plan. A leaving that HR has announced is not ours to disclose, and of what they texted themselves they
 * had an answer.
 */
function plannedFacts(record: PersonRecord, now: number): PersonFacts {
  const facts = factsOf({ ...record, employmentEvents: [] }, now);
  return record.override?.event.startsWith('sms-') ? (withoutOverride(facts) ?? {}) : facts;
}

/** After an override that an event brought, somebody only goes on with their shift. */
function withoutOverride(facts: PersonFacts | undefined): PersonFacts | undefined {
  if (!facts) return undefined;
  const { override: _, ...rest } = facts;
  return rest;
}
