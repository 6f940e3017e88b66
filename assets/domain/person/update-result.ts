import type { TargetUser } from './target';

/** The result of updating a user. `before` is the user before the update, where it was fetched. */
export type UpdateResult =
  | { readonly result: 'applied' | 'unchanged'; readonly user: TargetUser; readonly before?: TargetUser }
  | { readonly result: 'unknown_user' | 'failed' };
