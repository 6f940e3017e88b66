/** A user as Frontline shows it. */
export interface Seen {
  readonly state: 'active' | 'deactivated';
  readonly isAvailable: boolean;
  readonly friendlyName: string;
}

/** Something that is not as the contract has it: `lost` where something said had no effect, `wrong` where nobody said it. */
export interface Mistake {
  readonly kind: 'lost' | 'wrong';
  readonly person: string;
  readonly at: number;
  readonly text: string;
}

/** What must be true of a user. A field that is absent may be either. */
export interface Must {
  readonly state?: 'active' | 'deactivated';
  readonly isAvailable?: boolean;
  readonly friendlyName?: string;
}
