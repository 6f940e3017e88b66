import type { Decision, Situation } from '../domain/person/decision';
import { lockoutLimit } from '../domain/policies/lockout-limit';
import type { Directory } from '../domain/roster/directory';
import { describeError } from '../lib/errors';
import type { Log } from '../lib/log';
import { heldOffboarding } from './alerts';
import type { Alerts, Clock, LockoutCounter, RecordStore } from './ports';

/** What the names that operators know are made of. */
export interface PersonNames {
  readonly people: Pick<Directory, 'byIdentity' | 'keyOf'>;
  readonly records: Pick<RecordStore, 'name'>;
}

/** What the limit takes. */
export interface LockoutLimitPorts {
  readonly lockouts: LockoutCounter;
  /** Lock-outs an hour; absent: from the size of the roster. */
  readonly offboardingLimit?: number | undefined;
  readonly people: Pick<Directory, 'size'>;
  readonly records: Pick<RecordStore, 'name'>;
  readonly now: Clock;
  readonly log: Log;
}

type ReportHeldPorts = PersonNames & { readonly alert: Alerts };

/** Decides, and decides again with the limit reached where the decision would lock out one too many within the hour. */
export async function withinLockoutLimit<T extends Decision | undefined>(
  identity: string,
  situation: Situation,
  decideWithin: (situation: Situation) => T,
  { lockouts, people, offboardingLimit, records, now, log }: LockoutLimitPorts,
): Promise<T> {
  const decision = decideWithin(situation);
  if (!decision?.locksOut) return decision;
  const limit = lockoutLimit(people.size, offboardingLimit);
  const admitted = await lockouts.tryAcquire(records.name(identity), now(), limit).catch((error: unknown) => {
    log('warn', 'The hourly limit cannot be checked; going on without it', describeError(error));
    return true;
  });
  return admitted ? decision : decideWithin({ ...situation, limitReached: true });
}

/** Tells the operators of an offboarding that waits for them. */
export async function reportHeld(identity: string, { record }: Decision, ports: ReportHeldPorts): Promise<void> {
  const reason = record.held.at(-1)?.reason ?? 'limit';
  await ports.alert(heldOffboarding(reason, nameOf(identity, ports)));
}

/** What operators know a person by: the roster's key, else the start of the record's name. */
export function nameOf(identity: string, { people, records }: PersonNames): string {
  const person = people.byIdentity(identity);
  return person === undefined ? records.name(identity).slice(0, 12) : people.keyOf(person);
}
