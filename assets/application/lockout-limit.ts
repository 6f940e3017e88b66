import type { Decision, Situation } from '../domain/person/decision';
import { lockoutLimit } from '../domain/policies/lockout-limit';
import { describeError } from '../lib/errors';
import type { Ports } from './ports';

/** Decides, and decides again with the limit reached where the decision would lock out one too many within the hour. */
export async function withinLockoutLimit<T extends Decision | undefined>(
  identity: string,
  situation: Situation,
  decideWithin: (situation: Situation) => T,
  { lockouts: guard, people, configuration, records, now, log }: Ports,
): Promise<T> {
  const decision = decideWithin(situation);
  if (!decision?.locksOut) return decision;
  const limit = lockoutLimit(people.size, configuration.offboardingLimit);
  const admitted = await guard.tryAcquire(records.name(identity), now(), limit).catch((error: unknown) => {
    log('warn', 'The hourly limit cannot be checked; going on without it', describeError(error));
    return true;
  });
  return admitted ? decision : decideWithin({ ...situation, limitReached: true });
}

/** Tells the operators of an offboarding that waits for them. */
export async function reportHeld(identity: string, { record }: Decision, ports: Ports): Promise<void> {
  const why = record.held.at(-1)?.why ?? 'limit';
  const text =
    why === 'limit'
      ? 'Rosterline holds offboardings: more came within an hour than OFFBOARDING_LIMIT allows. Nobody held is locked out until you release them.'
      : `Rosterline holds an offboarding of ${nameOf(identity, ports)}, whom the roster protects. Release it if it is meant.`;
  await ports.alert(`held-${why}`, text);
}

/** What operators know a person by: the roster's key, else the start of the record's name. */
export function nameOf(identity: string, { people, records }: Ports): string {
  const person = people.byIdentity(identity);
  return person === undefined ? records.name(identity).slice(0, 12) : people.keyOf(person);
}
