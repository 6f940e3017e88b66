import { Conflict, ServiceMissing, Unavailable } from '../../application/ports';
import { codeOf, statusOf } from '../../lib/errors';
import { likelyReason, SYNC_SERVICE_MISSING } from '../../lib/outages';

/**
 * A read or a removal; undefined where Sync has no such thing, or no such Service: see `VersionedStore.verify`.
 * @throws Unavailable
 */
export async function reading<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw unreachable(error);
  }
}

/**
 * The creation of something. 409: created meanwhile; 404: not that, but the Service is missing.
 * @throws Conflict, Unavailable
 */
export async function creating<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    if (statusOf(error) === 409) throw new Conflict(error);
    throw statusOf(error) === 404 ? serviceMissing(error) : unreachable(error);
  }
}

/**
 * An update of a revision. 412: it has another one by now; 404: it expired or was erased meanwhile.
 * @throws Conflict, Unavailable
 */
export async function updating<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if ([404, 409, 412].includes(statusOf(error) ?? 0)) throw new Conflict(error);
    throw unreachable(error);
  }
}

/** Sync did not answer, or refused: with the likely reason, for operators. */
export function unreachable(cause: unknown): Unavailable {
  const status = statusOf(cause);
  const message = `Sync cannot be reached. Likely reason: ${likelyReason(status, 'Sync')}.`;
  return new Unavailable(message, { cause, status, code: codeOf(cause) });
}

export function serviceMissing(cause: unknown): ServiceMissing {
  return new ServiceMissing(SYNC_SERVICE_MISSING, { cause, status: statusOf(cause), code: codeOf(cause) });
}
