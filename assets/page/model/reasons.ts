/** The reasons of the schedule, and who reported something, in the reader's language. */
import {
  AN_OPERATOR,
  BY_SCHEDULE,
  OPERATORS_ACT,
  TEXT_MESSAGE,
  UNKNOWN_SENDER,
} from '../../domain/person/source-words';
import { type ReasonFacts, reasonFacts } from '../../domain/schedule/reason-facts';
import { NO_SHIFT, NOT_ON_ROSTER, RECORD_UNREADABLE } from '../../domain/schedule/reasons';
import { listOf } from '../i18n/formats';
import { t } from '../i18n/translate';

/** "shift early", "cover for ana (shift early)"; as it came where it is none of the schedule's. @param reason as the API has it. */
export function reasonInWords(reason: string): string {
  const facts = reasonFacts(reason);
  if (facts) return factsInWords(facts);
  if (reason === NO_SHIFT) return t('reasons.no-shift');
  if (reason === RECORD_UNREADABLE) return t('reasons.unreadable');
  return reason === NOT_ON_ROSTER ? t('reasons.stranger') : reason;
}

/** The label of a bar: a shift goes by its name alone. */
export function reasonLabel(reason: string): string {
  const facts = reasonFacts(reason);
  return (facts?.rule === 'shift' && facts.shift) || reasonInWords(reason);
}

function factsInWords(facts: ReasonFacts): string {
  switch (facts.rule) {
    case 'shift':
    case 'rotation':
      return ruleInWords(facts.rule, facts.shift);
    case 'swap':
      return t(`reasons.swap-${facts.way}`, { shift: facts.shift, person: facts.person });
    case 'cover':
      return t(`reasons.cover-${facts.way}`, { person: facts.person, rule: ruleInWords(facts.of, facts.shift) });
    case 'holiday':
      return t('reasons.holiday', { calendar: facts.calendar });
    case 'off':
      return t('reasons.no-shift');
    default:
      return t(`reasons.${facts.rule}`);
  }
}

function ruleInWords(rule: 'shift' | 'rotation', shift: string | undefined): string {
  return shift === undefined ? t('reasons.shift-unnamed') : t(`reasons.${rule}`, { shift });
}

/** Who reported something, as part of a sentence, after "by" or "says": a sender's title, "an operator". */
export function sourceInWords(source: string): string {
  if (source === AN_OPERATOR) return t('sources.operator');
  return source === UNKNOWN_SENDER ? t('sources.not-kept') : source;
}

/** "Okta and an operator", each once. */
export function sourcesInWords(sources: readonly string[]): string {
  return listOf([...new Set(sources.map(sourceInWords))]);
}

/** What a line of the audit is due to. @param source as the API has it. */
export function auditSourceInWords(source: string): string {
  if (source === OPERATORS_ACT) return t('sources.audit-operator');
  if (source === TEXT_MESSAGE) return t('sources.audit-text-message');
  if (!source.startsWith(BY_SCHEDULE)) return sourceInWords(source);
  return t('sources.audit-schedule', { reason: reasonInWords(source.slice(BY_SCHEDULE.length)) });
}
