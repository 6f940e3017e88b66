/** Slack, as far as people are told by it. What it refuses is thrown with its word for why as `code`, such as `channel_not_found`. */
export interface Slack {
  /** Writes to a user, from the app. Not repeated if its answer is lost. @throws if it was not accepted, or that is not known. */
  post(user: string, text: string): Promise<void>;
  /** Makes these users the members of a user group, and nobody else. @param users at least one. @throws if it was not accepted */
  setGroup(group: string, users: readonly string[]): Promise<void>;
}
