/** A target's user as far as the rules look at it. */
export interface UserState {
  readonly state: string;
  readonly isAvailable: boolean;
}

/** The result of updating a user. `before` is the user before the update, where it was fetched. */
export type UpdateResult<User extends UserState = UserState> =
  | { readonly result: 'applied' | 'unchanged'; readonly user: User; readonly before?: User }
  | { readonly result: 'unknown_user' | 'failed' };
