import type { Decision, Situation } from '../domain/person/decision';
import { dueChange } from '../domain/person/outbox';
import { type PersonRecord, targetState } from '../domain/person/record';
import type { TargetUser } from '../domain/person/target';
import type { Log } from '../lib/log';
import { type LockoutGate, nameOf, openLockoutGate, reportHeld } from './lockout-limit';
import { RosterUnknown } from './ports';
import type { ProcessEventPorts } from './process-event';
import { type PushResult, pushChange } from './push-change';
import { reportIrregularities } from './report-irregularities';
import { unknownLeavers } from './sender-alerts';
import { type SituationPorts, situationOf, updateRecord } from './update-record';

/** The ports that applying a rule takes: the same as an event. */
export type ApplyRulePorts = ProcessEventPorts;

/** Something that a record asks to be done now. */
export interface DueChange {
  readonly identity: string;
  readonly event: string;
  readonly decision: Decision;
}

/** What the records ask to be done now. `answering`: Frontline was just seen to answer. */
export function dueChanges(
  records: Iterable<PersonRecord>,
  answering: boolean,
  ports: SituationPorts & { readonly log: Log },
): DueChange[] {
  const { name: target } = ports.target;
  let waiting = 0;
  const due = [...records].flatMap((record) => {
    const decision = decidable(() => dueChange(record, situationOf(record.identity, ports), answering ? [target] : []));
    if (decision === 'in doubt') {
      waiting++;
      return [];
    }
    const { pending = targetState(record, target).pending } = targetState(decision?.record, target);
    const event = pending?.event ?? '';
    return decision ? [{ identity: record.identity, event, decision }] : [];
  });
  if (waiting > 0)
    ports.log('warn', 'Due changes wait: they need the schedule, and the roster is in doubt', { waiting });
  return due;
}

/** What is decided; `in doubt` where that needs a schedule which is not known. */
function decidable<T>(decide: () => T): T | 'in doubt' {
  try {
    return decide();
  } catch (error) {
    if (error instanceof RosterUnknown) return 'in doubt';
    throw error;
  }
}

/**
 * Records the change, makes it and confirms it. Decides again on the record as it is by then. A lock-out that comes due counts
 * against the hourly limit. @param fetched the user as this execution has just fetched it.
 */
export async function applyDueChange(
  { identity, event, decision }: DueChange,
  answering: boolean,
  ports: ApplyRulePorts,
  fetched?: TargetUser,
): Promise<PushResult> {
  const atOnce = answering ? [ports.target.name] : [];
  const gate = openLockoutGate(identity, ports, fetched);
  try {
    const rule: Rule = (record, situation) => dueChange(record, situation, atOnce);
    const result = await recordAndPush(identity, rule, ports, gate);
    const locksOut = decision.claimed?.[ports.target.name]?.access === false;
    if (locksOut && result.outcome === 'unknown_user') {
      const person = nameOf(identity, ports);
      await ports.alert(unknownLeavers([{ who: person, event, person }]));
    }
    return result;
  } finally {
    gate.close();
  }
}

/** What a rule makes of a person's record; undefined: nothing. */
export type Rule = (record: PersonRecord, situation: Situation) => Decision | undefined;

/**
 * Records, makes and confirms the change that a rule decides for a person's record; `unchanged` where it decides nothing. The
 * hourly limit is not asked: what an operator releases neither needs nor uses up what it allows.
 */
export async function applyRule(identity: string, rule: Rule, ports: ApplyRulePorts): Promise<PushResult> {
  return recordAndPush(identity, rule, ports);
}

/** @param gate asks the hourly limit. */
async function recordAndPush(
  identity: string,
  rule: Rule,
  ports: ApplyRulePorts,
  gate?: LockoutGate,
): Promise<PushResult> {
  const committed = await updateRecord(
    identity,
    async (record) => {
      const situation = situationOf(identity, ports);
      const decideWithin = (within: Situation) => rule(record, within);
      const decision = gate ? await gate.within(situation, decideWithin) : decideWithin(situation);
      return decision ?? { record, outcome: 'unchanged' };
    },
    ports,
    'prepare',
  );
  const { outcome } = committed.decision;
  if (outcome === 'held') await reportHeld(identity, committed.decision, ports, gate?.verdict());
  await reportIrregularities(identity, committed.decision, undefined, ports);
  if (committed.decision.claimed)
    return pushChange(identity, committed, ports, { fetched: gate?.fetched(), skipFetch: gate?.fetchFailed() });
  return { outcome: outcome === 'conflict' ? 'unchanged' : outcome };
}
