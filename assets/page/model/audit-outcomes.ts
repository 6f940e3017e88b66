import { type Key, t } from '../i18n/translate';

const KEYS: Readonly<Record<string, Key>> = {
  applied: 'outcomes.audit-applied',
  unchanged: 'outcomes.audit-unchanged',
  failed: 'outcomes.audit-failed',
  retrying: 'outcomes.audit-retrying',
  unknown_user: 'outcomes.audit-unknown-user',
};

/** Plain words for an outcome in the audit. */
export function auditOutcome(outcome: string): string {
  const key = KEYS[outcome];
  return key === undefined ? outcome : t(key);
}
