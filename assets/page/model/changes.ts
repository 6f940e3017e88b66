/** What is changed of a user, in the reader's language; logs and programs have it in English, by `domain/person/change-words`. */
import { type Key, t } from '../i18n/translate';

const KEYS: Readonly<Record<string, Key>> = {
  'state=deactivated': 'changes.locked-out',
  'state=active': 'changes.access',
  'available=false': 'changes.off-duty',
  'available=true': 'changes.on-duty',
  friendlyName: 'changes.name',
  avatar: 'changes.avatar',
  'held-released': 'changes.held-released',
  'held-dropped': 'changes.held-dropped',
  'plan-dropped': 'changes.plan-dropped',
  'failed-dropped': 'changes.failed-dropped',
  retried: 'changes.retried',
  'access-restored': 'changes.access-restored',
  'override-set': 'changes.override-set',
  'override-ended': 'changes.override-ended',
  'leave-set': 'changes.leave-set',
  'leave-ended': 'changes.leave-ended',
};

/** "given access again, on duty". @param change fields by the API's names, as in `PendingView`. */
export function changeInWords(change: readonly string[]): string {
  // Whoever is locked out is off duty as well.
  const isLockOut = change.includes('state=deactivated');
  const told = isLockOut ? change.filter((each) => each !== 'available=false') : change;
  const words = told.map((each) => {
    const key = KEYS[each];
    return key === undefined ? each : t(key);
  });
  return words.join(', ') || t('changes.nothing');
}

/** Several changes, each once. */
export function changesInWords(changes: readonly (readonly string[])[]): string {
  return [...new Set(changes.map(changeInWords))].join('; ');
}
