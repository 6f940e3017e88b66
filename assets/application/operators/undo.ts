import { cancelOffboarding, dropHeld } from '../../domain/person/decide-employment';
import { dropFailed } from '../../domain/person/outbox';
import { undoLockout } from '../../domain/person/undo-lockout';
import type { ApplyRulePorts } from '../due-changes';
import { applyToPeople, type PersonResult } from './on-people';

const RULES = { 'lock-out': undoLockout, plan: cancelOffboarding, held: dropHeld, failed: dropFailed };

/**
 * Undoes a mistake: the last lock-out is taken back and the user let in again; an announced leaving, held offboardings or
 * changes that were given up are dropped.
 */
export async function undo(what: keyof typeof RULES, identity: string, ports: ApplyRulePorts): Promise<PersonResult[]> {
  return applyToPeople([identity], RULES[what], ports);
}
