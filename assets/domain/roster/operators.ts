/** The operators of the roster: who may look, who may plan, and who may do everything. */

/** From the least to the most: each may do what the ones before it may. */
export const ROLES = ['viewer', 'editor', 'admin'] as const;

/** `viewer` looks; `editor` also plans (roster, overrides, leave); `admin` does everything. */
export type Role = (typeof ROLES)[number];

/** One entry of `operators`: it has a key, a subject or both. */
export interface Operator {
  /** What the audit and the history of the roster call them. */
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of their key, 64 lower-case hexadecimal digits. The key itself is kept nowhere. */
  readonly key?: string;
  /** Who they are to the OpenID Connect issuer: the `sub` of their tokens, or their verified e-mail address. */
  readonly subject?: string;
}

/** What stands for a digest where it is shown to others than admins ends like this, and no digest of a key ever does. */
const HIDDEN_END = '0'.repeat(16);

/** What stands for a digest where others than admins are shown the roster. @param hash any 64 hexadecimal digits that tell nothing of it */
export function standInFor(hash: string): string {
  return hash.slice(0, -HIDDEN_END.length) + HIDDEN_END;
}

/** Whether this only stands for a digest: with it, nobody gets in. */
export function isStandIn({ key = '' }: Pick<Operator, 'key'>): boolean {
  return key.endsWith(HIDDEN_END);
}

/** Whether somebody with this role may do what needs another one. */
export function allows(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/** What histories and audits call somebody who is no operator of the roster: no operator may have such a name. */
export const RESERVED_NAMES = ['deployment', 'operator', 'OPS_SECRET'] as const;

/** The keys of the roster file that only an admin may change: they decide who may do what, and who is locked out or reached. */
export const ADMIN_PARTS = ['operators', 'authority', 'protect', 'routing', 'handover', 'targets', 'notify'] as const;
