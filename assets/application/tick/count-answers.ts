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

/** Counts how a target takes the calls from now on. @returns the count so far. */
export function countAnswers(target: Pick<Target, 'accepts' | 'observe'>): () => Answers {
  let answered = 0;
  const failures: Failures = new Map();
  const taken = new Set<string>();
  const refused = new Set<string>();
  const refusals: Failures = new Map();
  target.observe({
    answered(account, change) {
      // For an account that it cannot have, it was not called.
      if (target.accepts(account)) answered++;
      if (change) taken.add(account);
    },
    failed(account, error, change) {
      countFailure(failures, error);
      if (!change || (statusOf(error) === 400 && fieldsOf(change).every(isProfileField))) return;
      refused.add(account);
      countFailure(refusals, error);
    },
  });
  return () => ({
    answered,
    failed: [...failures.values()].reduce((sum, times) => sum + times, 0),
    ...mostFrequent(failures),
    ...(taken.size + refused.size > 0 && {
      changes: { taken: taken.size, refused: refused.size, ...mostFrequent(refusals) },
    }),
  });
}
