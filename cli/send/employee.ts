import { UsageError, type Wish } from './sender';

/** Whom a sample is about, unless it is told: the id that roster.yaml maps to ana for each of these providers. */
const SOMEBODYS_ID = '104';

/** The provider's own id of the person, for providers that say nothing else of them. @throws UsageError */
export function employeeOf(wish: Wish, provider: string): string {
  if (wish.identity !== undefined || wish.person !== undefined) {
    throw new UsageError(`${provider} knows people by ids of its own: give --employee, and map it in the roster (ids)`);
  }
  return atOnce(wish, provider).employee ?? SOMEBODYS_ID;
}

/** @throws UsageError where a day is wished that the provider could not name. */
export function atOnce(wish: Wish, provider: string): Wish {
  if (wish.effectiveAt !== undefined)
    throw new UsageError(`${provider} says things when they happen: no --effective-at`);
  return wish;
}

/** Unix seconds, as most providers write instants. */
export function seconds(now: Date): number {
  return Math.floor(now.getTime() / 1000);
}
