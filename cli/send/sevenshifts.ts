import { employeeOf } from './employee';
import { merge } from './merge';
import { bearer, type Sender } from './sender';

const COMPANY = 123;
const HOUR_MS = 3_600_000;

interface Sample {
  readonly about: string;
  readonly topic: string;
  readonly payload: (user: string, now: Date) => object;
}

const punch = (user_id: string, start: Date, end: Date | null) => ({
  id: 9001,
  company_id: COMPANY,
  user_id,
  deleted: false,
  clocked_in_iso: start.toISOString(),
  clocked_out_iso: end?.toISOString() ?? null,
});

const SAMPLES: Readonly<Record<string, Sample>> = {
  'user.deactivated': {
    about: 'has left: locked out',
    topic: 'user.deactivated',
    payload: (target_user_id) => ({ editing_user_id: 999999, target_user_id, company_id: COMPANY }),
  },
  'user.reactivated': {
    about: 'is back: let in again',
    topic: 'user.reactivated',
    payload: (user_id) => ({ user_id, company_id: COMPANY }),
  },
  'clock-in': {
    about: 'has clocked in: available until the next shift boundary',
    topic: 'time_punch.created',
    payload: (user, now) => punch(user, now, null),
  },
  'clock-out': {
    about: 'has clocked out: unavailable until the next shift boundary',
    topic: 'time_punch.edited',
    payload: (user, now) => punch(user, new Date(now.getTime() - 8 * HOUR_MS), now),
  },
  'schedule.published': {
    about: 'a schedule is published: ignored',
    topic: 'schedule.published',
    payload: () => ({ company_id: COMPANY }),
  },
};

/** 7shifts. https://developers.7shifts.com/reference/webhooks-introduction */
export const sevenshifts: Sender = {
  name: 'sevenshifts',
  secret: 'SEVENSHIFTS_SECRET',
  events: Object.fromEntries(Object.entries(SAMPLES).map(([name, { about }]) => [name, about])),
  body: (event, wish) => merge(SAMPLES[event]?.payload(employeeOf(wish, '7shifts'), wish.now) ?? {}, wish.data),
  says: ({ event }) => ({ 'X-Webhook-Topic': SAMPLES[event]?.topic ?? event }),
  headers: bearer,
};
