import { cancelOffboarding, dropHeld } from '../../domain/person/decide-employment';
import { dropFailed } from '../../domain/person/outbox';
import { undoLockout } from '../../domain/person/undo-lockout';
import type { ApplyRulePorts } from '../due-changes';
import { applyToPeople, type PersonResult, signing } from './on-people';

const RULES = {
  'lock-out': [undoLockout, 'access-restored'],
  plan: [cancelOffboarding, 'plan-dropped'],
  held: [dropHeld, 'held-dropped'],
  failed: [dropFailed, 'failed-dropped'],
} as const;

/**
 * Undoes a mistake: the last lock-out is taken back and the user let in again; an announced leaving, held offboardings or
 * changes that were given up are dropped. @param by the operator's name.
 */
export async function undo(
  what: keyof typeof RULES,
  identity: string,
  by: string,
  ports: ApplyRulePorts,
): Promise<PersonResult[]> {
  const [rule, act] = RULES[what];
  return applyToPeople([identity], act === 'failed-dropped' ? rule : signing(act, by, rule), act, ports);
}
