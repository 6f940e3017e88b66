import type { Outcome } from '../../domain/person/decision';
import { type EmploymentAct, OPERATOR } from '../../domain/person/record';
import type { AuditLog, Clock, RecordStore } from '../ports';

/** What an operator did to the record of a person, as the audit has it in the place of the fields of a user. */
export type OperatorAct =
  | EmploymentAct
  | 'failed-dropped'
  | 'retried'
  | 'override-set'
  | 'override-ended'
  | 'leave-set'
  | 'leave-ended'
  | 'handover-begun';

/**
 * Notes in the audit what an operator did, where no user was changed for it at once: a change of a user is noted by itself. What changed
 * nothing is not noted. What a tick does later has no operator's name, so what the target has not confirmed yet is noted too.
 */
export function noteAct(
  act: OperatorAct,
  identity: string,
  {
    outcome,
    user,
    would,
  }: { readonly outcome: Outcome | 'conflict'; readonly user?: string; readonly would?: unknown },
  {
    audit,
    records,
    now,
  }: { readonly audit: Pick<AuditLog, 'note'>; readonly records: Pick<RecordStore, 'name'>; readonly now: Clock },
): void {
  if (user !== undefined || would !== undefined || !NOTED.includes(outcome)) return;
  audit.note({ at: now(), who: records.name(identity), because: 'operator', source: OPERATOR, fields: [act], outcome });
}

const NOTED: readonly string[] = ['applied', 'deferred', 'retrying'];
