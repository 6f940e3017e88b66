/** Plain words for changed fields of a user, by the API's names. */

const WORDS: Readonly<Record<string, string>> = {
  'state=deactivated': 'locked out',
  'state=active': 'let in',
  'available=false': 'off duty',
  'available=true': 'on duty',
  friendlyName: 'given a new name',
  avatar: 'given a new picture',
};

/** "locked out, off duty" */
export function changeInWords(change: readonly string[]): string {
  return change.map((each) => WORDS[each] ?? each).join(', ') || 'left as they are';
}

/** Plain words for an outcome in the audit. */
export function auditOutcome(outcome: string): string {
  const words: Readonly<Record<string, string>> = {
    applied: 'done',
    unchanged: 'was so already',
    failed: 'not taken',
    retrying: 'not taken, tried again',
    unknown_user: 'no such user',
  };
  return words[outcome] ?? outcome;
}
