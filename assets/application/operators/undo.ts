import { cancelOffboarding, dropHeld } from '../../domain/person/decide-employment';
import { dropFailed } from '../../domain/person/outbox';
import { undoLockout } from '../../domain/person/undo-lockout';
import type { ApplyRulePorts } from '../due-changes';
import { applyToPeople, type PersonResult } from './on-people';

const RULES = {
  'lock-out': [undoLockout, 'access-restored'],
  plan: [cancelOffboarding, 'plan-dropped'],
  held: [dropHeld, 'held-dropped'],
  failed: [dropFailed, 'failed-dropped'],
} as const;

/**
 * Undoes a mistake: the last lock-out is taken back and the user let in again; an announced leaving, held offboardings or
 * changes that were given up are dropped.
 */
export async function undo(what: keyof typeof RULES, identity: string, ports: ApplyRulePorts): Promise<PersonResult[]> {
  const [rule, act] = RULES[what];
  return applyToPeople([identity], rule, act, ports);
}
