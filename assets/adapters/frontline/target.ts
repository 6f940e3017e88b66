import type { CallObserver, Concurrency, Target } from '../../application/ports';
import { stateOf, type TargetChange, type TargetUser } from '../../domain/person/target';
import { statusOf } from '../../lib/errors';
import { isAddressable } from '../twilio/path-segment';
import type { ClientFor } from '../twilio/transport';

/** A user as Frontline answers it, where fields may be null: https://www.twilio.com/docs/frontline/api/user-resource */
interface FrontlineUser {
  readonly sid: string;
  readonly identity: string;
  readonly state: string;
  readonly isAvailable: boolean | null;
  readonly friendlyName: string | null;
  readonly avatar: string | null;
}

/** Where Frontline's API is: https://www.twilio.com/docs/frontline/api/user-resource */
export const FRONTLINE_HOST = 'frontline-api.twilio.com';

/** Frontline as a target: its whole API finds and updates one user. An account is a user's identity or SID. */
export function frontlineTarget(clientFor: ClientFor, dryRun: boolean, concurrency?: Concurrency): Target {
  const call = async (account: string, run: (segment: string) => Promise<FrontlineUser>) => {
    if (!isAddressable(account)) return undefined;
    try {
      return toTargetUser(await run(encodeURIComponent(account)));
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  };
  const update = async (account: string, change: TargetChange) => {
    // The last line of defence: callers do not get here during a dry run.
    if (dryRun) throw new Error('UpdateUser is not called during a dry run');
    return call(account, (segment) => clientFor('effect').frontlineApi.v1.users(segment).update(toParameters(change)));
  };
  const observers: CallObserver[] = [];
  const observed = async <T>(account: string, call: Promise<T>, change?: TargetChange): Promise<T> => {
    try {
      const answer = await call;
      for (const observer of observers) observer.answered(account, change);
      return answer;
    } catch (error) {
      for (const observer of observers) observer.failed(account, error, change);
      throw error;
    }
  };
  return {
    name: 'frontline',
    title: 'Frontline',
    can: { access: true, profile: true },
    dryRun,
    concurrency,
    accepts: isAddressable,
    find: (account) =>
      observed(
        account,
        call(account, (segment) => clientFor('prepare').frontlineApi.v1.users(segment).fetch()),
      ),
    update: (account, change) => observed(account, update(account, change), change),
    observe: (observer) => void observers.push(observer),
  };
}

function toTargetUser({ sid, identity, state, isAvailable, friendlyName, avatar }: FrontlineUser): TargetUser {
  // A state that we do not know counts as let in, so that a leaver is locked out.
  return {
    id: sid,
    account: identity,
    access: state !== 'deactivated',
    // Asked for and answered null, it would never be as asked for: no availability is "not available".
    available: isAvailable === true,
    name: friendlyName ?? '',
    avatar: avatar ?? '',
  };
}

/** The parameters of UpdateUser. Only the fields that are given: the SDK would send `null` and `undefined` as empty values. */
function toParameters({ access, available, name, avatar }: TargetChange) {
  return {
    ...(access !== undefined && { state: stateOf(access) }),
    ...(available !== undefined && { isAvailable: available }),
    ...(name !== undefined && { friendlyName: name }),
    ...(avatar !== undefined && { avatar }),
  };
}
