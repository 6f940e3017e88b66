/** Plain words for what is changed of a user and for what they are; for answers and for the page. */

const WORDS: Readonly<Record<string, string>> = {
  'state=deactivated': 'locked out',
  'state=active': 'given access again',
  'available=false': 'off duty',
  'available=true': 'on duty',
  friendlyName: 'given a new name',
  avatar: 'given a new picture',
  'held-released': 'what was held was carried out',
  'held-dropped': 'what was held was dropped',
  'plan-dropped': 'the announced leaving was dropped',
  'failed-dropped': 'what had failed was dropped',
  retried: 'what had failed was tried again',
  'access-restored': 'the lock-out was undone',
  'override-set': 'an override was set',
  'override-ended': 'the override was ended',
  'leave-set': 'leave was entered',
  'leave-ended': 'the leave was ended',
  'handover-begun': 'their conversations are being handed over',
};

/** "given access again, on duty". @param change fields by the API's names, as in `PendingView`. */
export function changeInWords(change: readonly string[]): string {
  // Whoever is locked out is off duty as well.
  const isLockOut = change.includes('state=deactivated');
  const told = isLockOut ? change.filter((each) => each !== 'available=false') : change;
  return told.map((each) => WORDS[each] ?? each).join(', ') || 'left as they are';
}

/** "locked out", "on duty" or "off duty": a user, or what one should be. */
export function userInWords({ state, available }: { readonly state: string; readonly available: boolean }): string {
  if (state === 'deactivated') return 'locked out';
  return available ? 'on duty' : 'off duty';
}
