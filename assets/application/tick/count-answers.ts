import { statusOf } from '../../lib/errors';
import type { Target } from '../ports';

/** How a target took the calls that were counted. */
export interface Answers {
  /** Calls that it answered: with a user, or that it has none of that name. */
  readonly answered: number;
  /** Calls that failed after all attempts. */
  readonly failed: number;
  /** HTTP status of the last failure; absent if there was none, or no answer came. */
  readonly status?: number;
  /** The updates among them; absent if there were none. `refused`: of how many users. */
  readonly changes?: { readonly taken: number; readonly refused: number };
}

/** The same target, with a count of how it takes the calls from now on. */
export function countAnswers(target: Target): { readonly target: Target; readonly answers: () => Answers } {
  let answers: Answers = { answered: 0, failed: 0 };
  const count = async <T>(account: string, call: Promise<T>): Promise<T> => {
    try {
      const user = await call;
      // For an account that it cannot have, it was not called.
      if (target.accepts(account)) answers = { ...answers, answered: answers.answered + 1 };
      return user;
    } catch (error) {
      const { status: _, ...counts } = answers;
      const status = statusOf(error);
      answers = { ...counts, failed: counts.failed + 1, ...(status !== undefined && { status }) };
      throw error;
    }
  };
  const taken = new Set<string>();
  const refused = new Set<string>();
  return {
    target: {
      ...target,
      find: (account) => count(account, target.find(account)),
      async update(account, change) {
        try {
          const user = await count(account, target.update(account, change));
          taken.add(account);
          return user;
        } catch (error) {
          refused.add(account);
          throw error;
        }
      },
    },
    answers: () => ({
      ...answers,
      ...(taken.size + refused.size > 0 && { changes: { taken: taken.size, refused: refused.size } }),
    }),
  };
}
