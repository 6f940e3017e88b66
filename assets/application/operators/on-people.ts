import type { Ruling, Situation } from '../../domain/person/decision';
import { enqueueChange } from '../../domain/person/outbox';
import type { PersonRecord } from '../../domain/person/record';
import { type ApplyRulePorts, applyRule, type Rule } from '../due-changes';
import { nameOf } from '../lockout-limit';
import type { RecordStore } from '../ports';
import type { PushResult } from '../push-change';

/** The result of an operator's action for one person; `person` is what operators know them by. */
export type PersonResult = PushResult & { readonly person: string };

/** Applies a rule to each person. May be repeated: where the rule makes nothing of a record, the outcome is `unchanged`. */
export async function applyToPeople(
  identities: readonly string[],
  rule: Rule,
  ports: ApplyRulePorts,
): Promise<PersonResult[]> {
  return Promise.all(
    identities.map(async (identity) => ({
      person: nameOf(identity, ports),
      ...(await applyRule(identity, rule, ports)),
    })),
  );
}

/** The same rule with what it changes enqueued for the target. */
export function enqueueing(rule: (record: PersonRecord, situation: Situation) => Ruling | undefined): Rule {
  return (record, situation) => {
    const ruling = rule(record, situation);
    return ruling && enqueueChange(ruling, situation);
  };
}

/** Everyone whose record is such. */
export async function identitiesWith(
  isSuch: (record: PersonRecord) => boolean,
  records: Pick<RecordStore, 'all'>,
): Promise<string[]> {
  return (await records.all()).filter(isSuch).map(({ identity }) => identity);
}
