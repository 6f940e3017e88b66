import { sourceInWords, type TitleOf } from '../../application/held-in-words';
import type { AuditLine } from '../../application/ports';
import { OPERATOR, type PersonRecord, SCHEDULE, sourceOfEvent } from '../../domain/person/record';
import { BY_SCHEDULE, OPERATORS_ACT, TEXT_MESSAGE } from '../../domain/person/source-words';
import { NO_SHIFT } from '../../domain/schedule/reasons';

/** The ids that we give: to what operators set on the page, to their undoing, and to text messages. */
const OPERATORS_ID = /^(operator|reconcile|operator-[0-9a-z]+-[0-9a-z]+|undo-[0-9a-f]{16})$/;
const TEXT_MESSAGES_ID = /^sms-(SM|MM)[0-9a-f]{32}$/;

/**
 * Who or what a line of the audit is due to, in plain words: a sender by its title, an operator, or the schedule with its reason.
 * @returns undefined for an event of which neither the line nor the record has the sender: lines of earlier releases have none.
 */
export function auditSource(
  { because, source }: Pick<AuditLine, 'because' | 'source'>,
  record: PersonRecord | undefined,
  titleOf: TitleOf,
): string | undefined {
  const known = source ?? (record && sourceOfEvent(record, because));
  if (known === SCHEDULE) return `${BY_SCHEDULE}${because === 'off' ? NO_SHIFT : because}`;
  if (known === OPERATOR || (known === undefined && OPERATORS_ID.test(because))) return OPERATORS_ACT;
  if (known !== undefined) return sourceInWords(known, titleOf);
  return TEXT_MESSAGES_ID.test(because) ? TEXT_MESSAGE : undefined;
}
