import type { Handover } from '../../domain/person/handover';
import type { StoredBatch } from './batches';

/** How far a hand-over has come; it is noted as it goes on, so that a failure loses nothing. */
export interface HandoverState {
  handover: Handover;
  batches: StoredBatch[];
  /** So many conversations were passed on, and the list that is being read back, or was read back last, still has them. */
  unmoved?: number;
  /** Nobody can take over, or it cannot go on: why, the end of a sentence. */
  why?: string;
}

/** Whose conversations, and by which hand-over. */
export interface Leaver {
  /** As Conversations has it: of somebody whom the roster has by SID, the identity of the account. */
  readonly identity: string;
  /** Of their hand-over: its id, and whether an operator asked for it by `to`. */
  readonly id: string;
  readonly to: string;
  readonly isAsked: boolean;
}

/** What failed is tried again so often, once in an execution; then operators have to look at it. */
export const MOST_TRIES = 5;

export function leaverOf(identity: string, { id, to, asked }: Handover): Leaver {
  return { identity, id, to, isAsked: asked === true };
}
