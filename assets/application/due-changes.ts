import type { Decision, Situation } from '../domain/person/decision';
import { lateEffect } from '../domain/person/outbox';
import type { PersonRecord } from '../domain/person/record';
import { guarded, reportHeld } from './lockout-limit';
import type { Ports } from './ports';
import { type CarriedOut, carryOut } from './push-change';
import { commit, situationOf } from './update-record';

/** Something that a record asks to be done now. */
export interface LateEffect {
  readonly identity: string;
  readonly event: string;
  readonly decision: Decision;
}

/** What the records ask to be done now. `answering`: Frontline was just seen to answer. */
export function lateEffects(records: Iterable<PersonRecord>, answering: boolean, ports: Ports): LateEffect[] {
  return [...records].flatMap((record) => {
    const decision = lateEffect(record, situationOf(record.identity, ports), answering);
    const event = decision?.record.pending?.event ?? record.pending?.event ?? '';
    return decision ? [{ identity: record.identity, event, decision }] : [];
  });
}

/** Records that it is being done, does it, and confirms. Decided again on the record as it is by then. */
export async function perform({ identity }: LateEffect, answering: boolean, ports: Ports): Promise<CarriedOut> {
  return followUp(identity, (record, situation) => lateEffect(record, situation, answering), ports);
}

/** Records, carries out and confirms what a rule makes of a person's record; `unchanged` where it makes nothing of it. */
export async function followUp(
  identity: string,
  rule: (record: PersonRecord, situation: Situation) => Decision | undefined,
  ports: Ports,
): Promise<CarriedOut> {
  const committed = await commit(
    identity,
    async (record) => {
      const decision = await guarded(
        identity,
        situationOf(identity, ports),
        (situation) => rule(record, situation),
        ports,
      );
      return decision ?? { record, outcome: 'unchanged' };
    },
    ports,
    'prepare',
  );
  const { outcome } = committed.decision;
  if (outcome === 'held') await reportHeld(identity, committed.decision, ports);
  if (committed.decision.change) return carryOut(identity, committed, ports);
  return { outcome: outcome === 'conflict' ? 'unchanged' : outcome };
}
