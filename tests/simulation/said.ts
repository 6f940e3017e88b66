import type { SenderName } from './people';

/** Something that a sender says of a person. Instants are ms since the epoch. */
export interface Said {
  readonly id: string;
  /** The person's key. */
  readonly person: string;
  readonly sender: SenderName;
  readonly type: SaidType;
  readonly timestamp: number;
  readonly effectiveAt?: number;
  /** Of leave and its cancellation. */
  readonly leave?: string;
  /** Of leave. */
  readonly from?: number;
  /** Of leave and of an availability. */
  readonly to?: number;
  readonly available?: boolean;
  readonly friendlyName?: string;
  readonly avatar?: string;
  /** The name by which the person is named, where it is not the identity. */
  readonly spelling?: string;
  /** The id was used before, for an earlier word about the same person. */
  readonly reused?: true;
}

export type SaidType =
  | 'offboarded'
  | 'reinstated'
  | 'offboarding_cancelled'
  | 'leave'
  | 'leave_cancelled'
  | 'availability'
  | 'profile';
