/** The alerts about who signs in. */
import type { Alert } from './alert';

/** Somebody used OPS_SECRET, although the roster has operators with names. */
export function opsSecretUsed(): Alert {
  return {
    cause: 'ops-secret',
    text: 'OPS_SECRET was used, which is for emergencies: the roster has operators with keys of their own. If that was none of you, change OPS_SECRET and deploy.',
  };
}
