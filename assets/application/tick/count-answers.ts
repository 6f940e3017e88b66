import { fieldsOf, isProfileField } from '../../domain/person/target';
import { statusOf } from '../../lib/errors';
import type { Target } from '../ports';

/** How a target took the calls that were counted. */
export interface Answers {
  /** Calls that it answered: with a user, or that it has none of that name. */
  readonly answered: number;
  /** Calls that failed after all attempts. */
  readonly failed: number;
  /** HTTP status of most failures; absent if there was none, or if most got no answer. */
  readonly status?: number;
  /**
   * The updates among them; absent if there were none. `refused`: of how many users, with the `status` of most of those
   * failures. A profile that the target rejects (400) says nothing of the target, and is not counted.
   */
  readonly changes?: { readonly taken: number; readonly refused: number; readonly status?: number };
}

/** Counts failures by HTTP status; undefined: no answer came. */
type Failures = Map<number | undefined, number>;

function countFailure(failures: Failures, error: unknown): void {
  const status = statusOf(error);
  failures.set(status, (failures.get(status) ?? 0) + 1);
}

/** The most frequent status. Of two that are equally frequent, one that takes an operator: a rejected account, else the lower. */
function mostFrequent(failures: Failures): { readonly status?: number } {
  const [first] = [...failures].sort(([a, timesA], [b, timesB]) => timesB - timesA || rank(a) - rank(b));
  const status = first?.[0];
  return status === undefined ? {} : { status };
}

function rank(status: number | undefined): number {
  return status === 401 || status === 403 ? 0 : (status ?? 1000);
}

/** The same target, with a count of how it takes the calls from now on. */
export function countAnswers(target: Target): { readonly target: Target; readonly answers: () => Answers } {
  let answered = 0;
  const failures: Failures = new Map();
  const count = async <T>(account: string, call: Promise<T>): Promise<T> => {
    try {
      const user = await call;
      // For an account that it cannot have, it was not called.
      if (target.accepts(account)) answered++;
      return user;
    } catch (error) {
      countFailure(failures, error);
      throw error;
    }
  };
  const taken = new Set<string>();
  const refused = new Set<string>();
  const refusals: Failures = new Map();
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
          if (statusOf(error) !== 400 || !fieldsOf(change).every(isProfileField)) {
            refused.add(account);
            countFailure(refusals, error);
          }
          throw error;
        }
      },
    },
    answers: () => ({
      answered,
      failed: [...failures.values()].reduce((sum, times) => sum + times, 0),
      ...mostFrequent(failures),
      ...(taken.size + refused.size > 0 && {
        changes: { taken: taken.size, refused: refused.size, ...mostFrequent(refusals) },
      }),
    }),
  };
}
