import type { Roster } from '../../domain/roster/roster';
import type { Made } from './changes';
import type { Answers } from './count-answers';
import { countMissing } from './fan-out';
import { type DutyState, factsAt } from './load-state';
import type { PassResult, Switches, TickResult } from './pass-result';
import type { Decided, Loaded } from './plan';
import { addReports, type ShardReport } from './shard-messages';

/** What a pass comes to, with what the shards report that other executions ticked. */
export function summaryOf(
  { now, state: stored, records, fetched, states, removed, spread }: Loaded,
  { held }: Decided,
  { late, made, removed: removals, drift, others }: Made,
  frontline: Answers,
  roster: Roster,
): PassResult {
  const results = [...late, ...made.map(({ result }) => result), ...removals.flatMap(({ result }) => result ?? [])];
  const isFailed = ({ type, outcome }: TickResult) => type === 'shift change' && outcome === 'retrying';
  const failed = results.filter(isFailed).length;
  const unknown = states.filter(({ lastApplied }) => lastApplied === undefined).length;
  const own: ShardReport = {
    changed: results.filter(({ outcome }) => outcome === 'applied').length,
    failed,
    missing: spread ? 0 : countMissing(states),
    unseen:
      [...states, ...removed.states].filter(({ identity }) => fetched.get(identity) === 'unreachable').length +
      removals.filter(({ state, isUnseen }) => isUnseen && !fetched.has(state.identity)).length,
    held: held.length,
    unfinished: spread ? failed : failed + unknown,
    frontline,
  };
  return {
    ...addReports([own, ...others.reports]),
    results,
    people: states.length,
    onDuty: states.filter(({ desired }) => desired).length,
    unreadable: stored.unreadable.length,
    switches: {
      changes: [...made, ...removals].flatMap(({ state, result }) => (result ? [switchOf(state, result)] : [])),
      held: held.map(({ key }) => key),
    },
    facts: factsAt(roster, records, now),
    known: { records, isUnknown: stored.isUnknown },
    ...(drift && { drift }),
    ...(others.learnt !== undefined && { concurrency: others.learnt }),
  };
}

function switchOf({ key, identity, desired }: DutyState, { because }: TickResult): Switches['changes'][number] {
  return { person: key, identity, available: desired, because };
}
