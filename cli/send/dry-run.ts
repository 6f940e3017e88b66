import { DRY_RUN_HEADER } from '../../assets/api/webhook-dry-run';
import { isObject } from '../../assets/lib/json-merge-patch';
import type { SampleRequest } from './delivery';
import { post } from './post';

const ASKING = { [DRY_RUN_HEADER]: 'true' };

export const NOT_A_DRY_RUN =
  'WARNING: the answer does not say that this was a dry run. The event may have taken effect: look the person up in Frontline.';

/** The same delivery, which asks for a dry run. */
export function asDryRun(delivery: SampleRequest): SampleRequest {
  return { ...delivery, headers: { ...delivery.headers, ...ASKING } };
}

/**
 * Why nothing must be sent to this address as a dry run; undefined if it knows dry runs. An older version would ignore the
 * header and really lock the person out. It is asked without the secret, so that no version does anything.
 */
export async function obstacleToDryRun(url: string): Promise<string | undefined> {
  const outcome = await post({ url, headers: { 'Content-Type': 'application/json', ...ASKING }, body: '{}' });
  if ('unreachable' in outcome) return outcome.unreachable;
  if (saysDryRun(outcome.text)) return undefined;
  return `${url} does not know dry runs (it answered ${outcome.status}). The event was not sent: an older version would carry it out. Check the address, and deploy this version first.`;
}

/** Whether an answer says that nothing was changed. */
export function saysDryRun(text: string): boolean {
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) && body.dryRun === true;
  } catch {
    return false;
  }
}
