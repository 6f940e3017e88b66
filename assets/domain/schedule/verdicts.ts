/** One group's state at an instant, and the next change after it. */
import { DAY, type EpochMs } from '../time';
import { eventShiftSpans, factSpans } from './exceptions';
import { groupSpans, type PersonGroup } from './person-groups';
import { resolveSpans } from './precedence';
import type { PersonFacts, Segment, Verdict } from './schedule';

/** How far ahead the next change is searched, in steps: most are near, and a long search costs. */
const LOOK_AHEAD = [2 * DAY, 16 * DAY, 80 * DAY, 400 * DAY];
const HORIZON = 400 * DAY;

/** The verdict for a member of the group; without facts it is kept, and good for its own instant and every later one until it ends. */
export function groupVerdict(group: PersonGroup, instant: EpochMs, facts?: PersonFacts): Verdict {
  if (facts === undefined && group.lastVerdict !== undefined) {
    const { from, verdict } = group.lastVerdict;
    if (from === instant || (from < instant && verdict.until !== null && instant < verdict.until)) return verdict;
  }
  const verdict = findVerdict(group, instant, facts);
  if (facts === undefined) group.lastVerdict = { from: instant, verdict };
  return verdict;
}

/** The next change of availability by the schedule and the shifts of events, without overrides; null if there is none within the horizon. */
export function nextBoundary(group: PersonGroup, instant: EpochMs, facts: PersonFacts = {}): EpochMs | null {
  const schedule = { ...group, overrides: [] };
  const fromEvents = eventShiftSpans(facts);
  for (const ahead of LOOK_AHEAD) {
    const spans = [...groupSpans(schedule, instant, instant + ahead), ...fromEvents];
    const [now, ...later] = resolveSpans(spans, instant, instant + ahead);
    const change = later.find((segment) => segment.available !== now?.available);
    if (change !== undefined) return change.from;
  }
  return null;
}

function findVerdict(group: PersonGroup, instant: EpochMs, facts: PersonFacts | undefined): Verdict {
  let now: Segment | undefined;
  for (const ahead of LOOK_AHEAD) {
    const spans = groupSpans(group, instant, instant + ahead);
    const all = facts === undefined ? spans : [...spans, ...factSpans(facts)];
    now = resolveSpans(all, instant, instant + ahead)[0];
    if (now !== undefined && now.to < instant + ahead) break;
  }
  const { available, reason, kind, to } = now ?? { available: false, reason: 'off', kind: 'off' as const, to: instant };
  return { available, reason, kind, until: to < instant + HORIZON ? to : null };
}
