/** What people are called on the page. */
import type { PersonView } from '../../api/views/views';

/** The roster's name for somebody, else their key. Rows also know Frontline's (`displayName`). */
export function nameOf({ name, person }: Pick<PersonView, 'name' | 'person'>): string {
  return name ?? person;
}
