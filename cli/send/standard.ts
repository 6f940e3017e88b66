import type { StaffEventType } from '../../assets/domain/staff-event';
import { sign } from '../../assets/providers/standard-webhooks';
import { merge } from './merge';
import { type Sender, SOMEBODY, UsageError, type Wish } from './sender';

const HOUR_MS = 3_600_000;

/** Leave that is sent and leave that is cancelled are the same leave. */
const LEAVE = 'leave_sample';

/** What an event says, beside whom it is about. */
interface Sample {
  readonly about: string;
  readonly takesEffectiveAt?: true;
  readonly data?: (now: Date) => object;
}

const SAMPLES: Readonly<Record<StaffEventType, Sample>> = {
  'staff.offboarded': { about: 'has left: locked out, now or at --effective-at', takesEffectiveAt: true },
  'staff.offboarding_cancelled': { about: 'stays after all: what is still to come is dropped' },
  'staff.reinstated': { about: 'is back: let in again, now or at --effective-at', takesEffectiveAt: true },
  'staff.leave': {
    about: 'is on leave for the next 24 hours',
    data: (now) => ({ id: LEAVE, from: now.toISOString(), to: later(now, 24) }),
  },
  'staff.leave_cancelled': { about: 'is not on that leave after all', data: () => ({ id: LEAVE }) },
  'staff.availability': {
    about: 'is available for the next 2 hours, whatever the roster says',
    data: (now) => ({ available: true, until: later(now, 2) }),
  },
  'staff.profile': { about: 'has a new name to show', data: () => ({ friendlyName: 'Sample Name' }) },
};

/** Standard Webhooks with a StaffEvent as the body. */
export const standard: Sender = {
  name: 'standard',
  secret: 'STANDARD_SECRET',
  events: Object.fromEntries(Object.entries(SAMPLES).map(([type, { about }]) => [type, about])),
  body(type, wish) {
    const sample: Sample | undefined = Object.entries(SAMPLES).find(([name]) => name === type)?.[1];
    const { id, now, data } = wish;
    const said = { ...who(wish), ...sample?.data?.(now), ...when(type, sample, wish) };
    return { type, id, timestamp: now.toISOString(), data: merge(said, data) };
  },
  headers(secret, { id, now, body }) {
    const timestamp = String(Math.floor(now.getTime() / 1000));
    return {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': sign(secret, id, timestamp, body),
    };
  },
};

function who({ identity, person }: Wish): object {
  if (identity !== undefined && person !== undefined) throw new UsageError('give --identity or --person, not both');
  return person === undefined ? { identity: identity ?? SOMEBODY } : { person };
}

function when(type: string, sample: Sample | undefined, { effectiveAt }: Wish): object {
  if (effectiveAt === undefined) return {};
  if (!sample?.takesEffectiveAt) throw new UsageError(`${type} takes no --effective-at`);
  return { effectiveAt };
}

function later(now: Date, hours: number): string {
  return new Date(now.getTime() + hours * HOUR_MS).toISOString();
}
