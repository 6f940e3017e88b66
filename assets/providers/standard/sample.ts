import type { StaffEventType } from '../../domain/staff-event';
import { HOUR } from '../../domain/time';
import { merge } from '../../lib/json-merge-patch';
import { DEFAULT_IDENTITY, effectsOf, type SampleOptions, type Sender, standardHeaders, UsageError } from '../sample';
import { standard } from './receive';

/** The id of the leave that one sample requests and another cancels. */
const LEAVE = 'leave_sample';
/** Likewise of a shift. */
const SHIFT = 'shift_sample';

/** The data of an event, beside the person it is about. */
interface StandardEvent {
  readonly effect: string;
  readonly takesEffectiveAt?: true;
  readonly data?: (now: Date) => object;
}

const SAMPLES: Readonly<Record<StaffEventType, StandardEvent>> = {
  'staff.offboarded': { effect: 'has left: locked out, now or at --effective-at', takesEffectiveAt: true },
  'staff.offboarding_cancelled': { effect: 'stays after all: what is still to come is dropped' },
  'staff.reinstated': { effect: 'is back: let in again, now or at --effective-at', takesEffectiveAt: true },
  'staff.leave': {
    effect: 'is on leave for the next 24 hours',
    data: (now) => ({ id: LEAVE, from: now.toISOString(), to: later(now, 24) }),
  },
  'staff.leave_cancelled': { effect: 'is not on that leave after all', data: () => ({ id: LEAVE }) },
  'staff.shift': {
    effect: 'is on duty for the next 8 hours',
    data: (now) => ({ id: SHIFT, from: now.toISOString(), to: later(now, 8), label: 'sample' }),
  },
  'staff.shift_cancelled': { effect: 'does not have that shift after all', data: () => ({ id: SHIFT }) },
  'staff.availability': {
    effect: 'is available for the next 2 hours, whatever the roster says',
    data: (now) => ({ available: true, until: later(now, 2) }),
  },
  'staff.profile': { effect: 'has a new name to show', data: () => ({ friendlyName: 'Sample Name' }) },
};

/** Standard Webhooks with a StaffEvent as the body. */
export const standardSample: Sender = {
  provider: standard,
  namesPeopleBy: 'identity',
  rejectsStale: true,
  events: effectsOf(SAMPLES),
  body(type, options) {
    const sample: StandardEvent | undefined = Object.entries(SAMPLES).find(([name]) => name === type)?.[1];
    const { id, now, data } = options;
    const event = { ...who(options), ...sample?.data?.(now), ...when(type, sample, options) };
    return { type, id, timestamp: now.toISOString(), data: merge(event, data) };
  },
  headers: standardHeaders,
};

function who({ identity, person }: SampleOptions): object {
  if (identity !== undefined && person !== undefined) throw new UsageError('give --identity or --person, not both');
  return person === undefined ? { identity: identity ?? DEFAULT_IDENTITY } : { person };
}

function when(type: string, sample: StandardEvent | undefined, { effectiveAt }: SampleOptions): object {
  if (effectiveAt === undefined) return {};
  if (!sample?.takesEffectiveAt) throw new UsageError(`${type} takes no --effective-at`);
  return { effectiveAt };
}

function later(now: Date, hours: number): string {
  return new Date(now.getTime() + hours * HOUR).toISOString();
}
