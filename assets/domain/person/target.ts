/** The systems in which Rosterline updates users. A record keeps what it needs to know of each. */
export const TARGET_NAMES = ['frontline', 'flex'] as const;

export type TargetName = (typeof TARGET_NAMES)[number];

/** A user of a target system, as far as Rosterline reads it. */
export interface TargetUser {
  /** The target's own id of the user: at Twilio a SID, never an identity. */
  readonly id: string;
  /** The name of the account as the target itself writes it: in Frontline the identity. */
  readonly account: string;
  /** Whether the user can sign in. */
  readonly access: boolean;
  /** Whether the user gets new conversations. */
  readonly available: boolean;
  readonly name: string;
  readonly avatar: string;
}

/** Fields of a target's user to set; a field that is absent stays as it is. */
export interface TargetChange {
  readonly access?: boolean;
  readonly available?: boolean;
  readonly name?: string;
  readonly avatar?: string;
}

/** The two states of a user, as the heartbeat and the answers of the API write them. */
export function stateOf(access: boolean): 'active' | 'deactivated' {
  return access ? 'active' : 'deactivated';
}

const FIELD_NAMES = { access: 'state', available: 'isAvailable', name: 'friendlyName', avatar: 'avatar' } as const;

/** The fields of a change under the names that the audit keeps and the API answers. */
export function fieldNames(change: TargetChange): string[] {
  return Object.keys(change).map((field) => FIELD_NAMES[field as keyof typeof FIELD_NAMES]);
}
