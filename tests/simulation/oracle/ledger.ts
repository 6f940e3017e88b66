import type { Said } from '../said';
import type { Word } from './employment';

/** What became of something that was said, as its sender or the operator saw it. */
export interface Entry {
  readonly said: Said;
  /** Its sender may end what any source said, not only what it said itself. */
  readonly liftsAll: boolean;
  /** Held because it may only end what its own sender said, and then released by name: as an operator's it may count for all. */
  mayLiftAll?: boolean;
  /** When the first delivery began, ms since the epoch. */
  readonly sent: number;
  /** When the last delivery began. */
  lastSent: number;
  /** When it was answered 2xx; undefined: not yet, so that it may count or not. */
  accepted?: number;
  /** Answered 2xx while the records could not be reached: nothing may be on record, only the user is locked out. */
  unrecorded: boolean;
  /** When an operator first had every user made as the records have it, after that. */
  reconciled?: number;
  /** When a lock-out was first answered `retrying`: admitted, and not done yet. */
  retrying?: number;
  /** Answered `held`: it does not count until an operator releases it. */
  held: boolean;
  /** Under way while the roster gave the person no shift: when an override without an end ends depends on which roster counts. */
  shiftless: boolean;
  /** It may have been held for another reason than the limit, and then a release without a name did not let it go. */
  mayBeHeld: boolean;
  /** How the cause of an alert begins that there must have been because of it. */
  alert?: string;
  /** Answered that there is no such user: nothing came of it. */
  unknown: boolean;
  /** Said in a spelling that the roster does not have: it may come to mean the person, or never. */
  unsure?: boolean;
  /** Would let somebody in, and was said before an operator had the record erased: it does not count any more. */
  readonly forgotten: boolean;
  /** Recorded while an operator had the record erased: before that or after it. */
  mayBeErased?: boolean;
  /** Refused for good (400, 409): its sender does not send it again. */
  refused: boolean;
}

export function isEmployment({ said: { type } }: Entry): boolean {
  return type === 'offboarded' || type === 'reinstated' || type === 'offboarding_cancelled';
}

/** @param liftsAll it counts for every source. */
export function wordOf({ said }: Entry, liftsAll: boolean): Word {
  const { type, timestamp: at, effectiveAt } = said;
  if (type !== 'offboarded' && type !== 'reinstated' && type !== 'offboarding_cancelled') {
    throw new RangeError(`${type} says nothing of employment`);
  }
  return { type, at, source: said.sender, liftsAll, ...(effectiveAt !== undefined && { due: effectiveAt }) };
}

/** A lock-out counts against the limit when it is admitted. If Frontline then refuses it for hours, that was long before it is done. */
export function admittedAt(entries: readonly Entry[], at: number): number {
  return Math.min(at, ...entries.flatMap(({ retrying }) => (retrying === undefined ? [] : [retrying])));
}
