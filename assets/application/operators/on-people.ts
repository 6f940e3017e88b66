import type { Ruling, Situation } from '../../domain/person/decision';
import { enqueueChange } from '../../domain/person/outbox';
import type { EmploymentAct, PersonRecord } from '../../domain/person/record';
import { UnreadableRecord } from '../../domain/person/record-codec';
import { sign } from '../../domain/person/signed-acts';
import type { Directory } from '../../domain/roster/directory';
import { type ApplyRulePorts, applyRule, type Rule } from '../due-changes';
import { nameOf } from '../lockout-limit';
import type { RecordStore } from '../ports';
import type { PushResult } from '../push-change';
import { recordsByIdentity, refilingFirst } from '../refile-records';
import { operatorsNames } from '../tick/tend-state';
import { noteAct, type OperatorAct } from './note-act';

/** The result of an operator's action for one person; `person` is what operators know them by. */
export type PersonResult = PushResult & {
  readonly person: string;
  /** Why nothing was done, where that needs a word. */
  readonly detail?: string;
};

const UNREADABLE = {
  outcome: 'ignored',
  detail: 'The stored record cannot be read: a later release wrote it, or it is damaged. Nothing was done.',
} as const;

const UNREAD = {
  outcome: 'retrying',
  detail: 'There was no time to read the records of everybody: the same again goes on, or name the person.',
} as const;

/** Applies a rule to each person. May be repeated: where the rule makes nothing of a record, the outcome is `unchanged`. */
export async function applyToPeople(
  identities: readonly string[],
  rule: Rule,
  act: OperatorAct,
  ports: ApplyRulePorts,
): Promise<PersonResult[]> {
  return Promise.all(
    identities.map(async (identity): Promise<PersonResult> => {
      const person = nameOf(identity, ports);
      try {
        const result = await applyRule(identity, rule, ports);
        noteAct(act, identity, result, ports);
        return { person, ...result };
      } catch (error) {
        if (error instanceof UnreadableRecord) return { person, ...UNREADABLE };
        throw error;
      }
    }),
  );
}

/** What acting on everybody takes. */
export type EveryonePorts = ApplyRulePorts & {
  readonly records: Pick<RecordStore, 'all' | 'remove'>;
  readonly people: Pick<Directory, 'size' | 'identityOf'>;
};

/** Applies a rule to everyone whose record is such; whose record cannot be read is skipped, and a line says so. */
export async function applyToEveryone(
  isSuch: (record: PersonRecord) => boolean,
  rule: Rule,
  act: OperatorAct,
  ports: EveryonePorts,
): Promise<PersonResult[]> {
  const stored = await ports.records.all();
  const chosen = [...recordsByIdentity(stored, ports.now()).values()].filter(isSuch).map(({ identity }) => identity);
  const records = refilingFirst(ports.records, stored.misfiled, ports.now);
  const results = await applyToPeople(chosen, rule, act, { ...ports, records });
  const skipped = operatorsNames(stored.unreadable, ports).map((person) => ({ person, ...UNREADABLE }));
  return [...results, ...skipped, ...(stored.complete ? [] : [{ person: '', ...UNREAD }])];
}

/** The same rule with what it changes enqueued for the target. */
export function enqueueing(rule: (record: PersonRecord, situation: Situation) => Ruling | undefined): Rule {
  return (record, situation) => {
    const ruling = rule(record, situation);
    return ruling && enqueueChange(ruling, situation);
  };
}

/** The same rule with the name of the operator whose act it is kept in the record, beside what the act does to the person's employment. */
export function signing(act: EmploymentAct, by: string, rule: Rule): Rule {
  return (record, situation) => {
    const decision = rule(record, situation);
    return decision && { ...decision, record: sign(record, decision.record, { act, at: situation.now, by }) };
  };
}
