/** Plain words for an outcome in the audit. */
export function auditOutcome(outcome: string): string {
  const words: Readonly<Record<string, string>> = {
    applied: 'done',
    unchanged: 'no change needed',
    failed: 'rejected',
    retrying: 'rejected, retried',
    unknown_user: 'no such user',
  };
  return words[outcome] ?? outcome;
}
