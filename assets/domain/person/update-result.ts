import type { TargetChange, TargetUser } from './target';

/** Why a target did not make a change: the HTTP status and the vendor's error code; both absent if no answer came. */
export interface Failure {
  /** 200: it answered the update, and showed the user as they were before. */
  readonly status?: number;
  readonly code?: number;
}

/** What became of fields that were sent in one call. `before` is the user before the update, where it was fetched. */
type FieldsResult =
  | { readonly result: 'applied' | 'unchanged'; readonly user: TargetUser; readonly before?: TargetUser }
  | { readonly result: 'unknown_user' }
  | { readonly result: 'failed'; readonly failure?: Failure; readonly before?: TargetUser };

/** Some fields of an update, and what became of them. */
export interface UpdatePart {
  readonly change: TargetChange;
  readonly result: FieldsResult;
}

/**
 * The result of updating a user. Of a lock-out it is the result of its state, of any other change that of the field that fared
 * worst. `parts`: each field, where they fared differently.
 */
export type UpdateResult = FieldsResult & { readonly parts?: readonly UpdatePart[] };

/** Whether the target rejected the request for good (400): sending the same again would be rejected again. */
export function isRefused(result: UpdateResult): boolean {
  return result.result === 'failed' && result.failure?.status === 400;
}

/** Whether the change may have reached the target: also where its answer was lost. */
export function mayHaveTakenEffect(result: UpdateResult): boolean {
  return 'user' in result || (result.result === 'failed' && !isRefused(result));
}
