import type { UserChange } from './record';

/** The systems in which Rosterline updates users. */
export type TargetName = 'frontline';

/** A user of a target system, as far as Rosterline reads it. */
export interface TargetUser {
  /** The target's own id of the user: at Twilio a SID, never an identity. */
  readonly id: string;
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

/** A record's change in the terms of a target. The only place that does it: records hold the parameters of UpdateUser. */
export function toTargetChange({ state, isAvailable, friendlyName, avatar }: UserChange): TargetChange {
  return {
    ...(state !== undefined && { access: state === 'active' }),
    ...(isAvailable !== undefined && { available: isAvailable }),
    ...(friendlyName !== undefined && { name: friendlyName }),
    ...(avatar !== undefined && { avatar }),
  };
}

/** The two states of a user, as records, the heartbeat and the answers of the API write them. */
export function stateOf(access: boolean): 'active' | 'deactivated' {
  return access ? 'active' : 'deactivated';
}

const FIELD_NAMES = { access: 'state', available: 'isAvailable', name: 'friendlyName', avatar: 'avatar' } as const;

/** The fields of a change under the names that the audit keeps and the API answers. */
export function fieldNames({ access, available, name, avatar }: TargetChange): string[] {
  const fields = Object.entries({ access, available, name, avatar }).filter(([, value]) => value !== undefined);
  return fields.map(([field]) => FIELD_NAMES[field as keyof typeof FIELD_NAMES]);
}
