/** What the status of a list says of somebody's employment. */

/**
 * Okta's statuses in its API and as its console shows them:
 * https://support.okta.com/help/s/article/how-to-understand-the-different-user-statuses-in-the-admin-console. BambooHR has Active and
 * Inactive; companies add words of their own, of which the usual ones of a leaver and of employment are here. Spanish "baja" is not: it may be sick leave.
 */
const LEFT = [
  ...['deprovisioned', 'deactivated', 'inactive', 'terminated', 'disabled', 'left', 'former'],
  ...['inactivo', 'inactiva', 'inaktiv', 'ausgeschieden', 'deaktiviert'],
];
const ACTIVE = [
  ...['active', 'provisioned', 'pending user action', 'recovery', 'password reset', 'password_expired'],
  ...['password expired', 'locked_out', 'locked out', 'enabled', 'full-time', 'part-time', 'contractor'],
  ...['activo', 'activa', 'alta', 'aktiv'],
];

/** `unclear`: a word that may mean either, or that is not known. */
export type Employment = 'active' | 'left' | 'unclear';

/** @param status as the list has it; absent or empty: it says nothing against anybody. */
export function employmentBy(status: string | undefined): Employment {
  const word = (status ?? 'active').toLowerCase();
  if (LEFT.includes(word)) return 'left';
  return ACTIVE.includes(word) ? 'active' : 'unclear';
}
