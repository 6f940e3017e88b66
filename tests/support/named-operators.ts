/** Operators with keys, one of each role. */
import { createHash } from 'node:crypto';
import { ROLES, type Role } from '../../assets/domain/roster/operators';

/** A key of the right form; the letter tells one from another. */
export function keyOf(letter: string): string {
  return `rl_${letter.repeat(43)}`;
}

export function digestOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

export const KEYS: Readonly<Record<Role, string>> = { viewer: keyOf('v'), editor: keyOf('e'), admin: keyOf('a') };
export const NAMES: Readonly<Record<Role, string>> = { viewer: 'Vera', editor: 'Carla Gomez', admin: 'Ada' };

/** The section of the roster. */
export const OPERATORS = `operators:
${ROLES.map((role) => `  - { name: ${NAMES[role]}, role: ${role}, key: "sha256:${digestOf(KEYS[role])}" }`).join('\n')}
`;
