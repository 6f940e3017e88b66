/** Fields of a user, as the API names them, in plain words. */

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

/** What the audit notes of a change. */
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
