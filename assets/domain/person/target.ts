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

export type ChangeField = keyof TargetChange;

/** Every field of a change, in the order in which they matter: a user who keeps access is the worst that can go wrong. */
export const CHANGE_FIELDS: readonly ChangeField[] = ['access', 'available', 'name', 'avatar'];

/** The fields that a change sets, in the order of {@link CHANGE_FIELDS}. */
export function fieldsOf(change: TargetChange): ChangeField[] {
  return CHANGE_FIELDS.filter((field) => change[field] !== undefined);
}

/** The same change of some fields only; empty where it sets none of them. */
export function onlyFields(change: TargetChange, fields: readonly ChangeField[]): TargetChange {
  return Object.fromEntries(
    fieldsOf(change).flatMap((field) => (fields.includes(field) ? [[field, change[field]]] : [])),
  );
}

/** The same change without some of its fields. */
export function withoutFields(change: TargetChange, fields: readonly ChangeField[]): TargetChange {
  return onlyFields(
    change,
    CHANGE_FIELDS.filter((field) => !fields.includes(field)),
  );
}

/** A field of the profile: the only kind that is given up as soon as the target refuses it. */
export function isProfileField(field: ChangeField): boolean {
  return field === 'name' || field === 'avatar';
}

/** A change in the parts in which it is sent: access and availability alone and first, so that no profile holds up a lock-out. */
export function partsOf(change: TargetChange): TargetChange[] {
  const profile = CHANGE_FIELDS.filter(isProfileField);
  return [withoutFields(change, profile), onlyFields(change, profile)].filter((part) => fieldsOf(part).length > 0);
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
