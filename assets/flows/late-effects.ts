import type { Decision } from '../decisions/decision';
import type { PersonRecord } from '../decisions/decisions.private';
import { lateEffect } from '../decisions/decisions.private';
import type { Ports } from './ports';
import { type CarriedOut, carryOut, commit, situationOf } from './settle.private';

/** Something that a record asks to be done now. */
export interface LateEffect {
  readonly identity: string;
  readonly event: string;
  readonly decision: Decision;
}

/** What the records ask to be done now. */
export function lateEffects(records: Iterable<PersonRecord>, ports: Ports): LateEffect[] {
  return [...records].flatMap((record) => {
    const decision = lateEffect(record, situationOf(record.identity, ports));
    const event = decision?.record.pending?.event ?? record.pending?.event ?? '';
    return decision ? [{ identity: record.identity, event, decision }] : [];
  });
}

/** Records that it is being done, does it, and confirms. Decided again on the record as it is by then. */
export async function perform({ identity }: LateEffect, ports: Ports): Promise<CarriedOut> {
  const { decision, revision } = await commit(
    identity,
    (record) => lateEffect(record, situationOf(identity, ports)) ?? { record, outcome: 'unchanged' },
    ports,
  );
  return carryOut(identity, decision, revision, ports);
}
