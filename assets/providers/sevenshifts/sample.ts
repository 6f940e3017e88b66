import { HOUR } from '../../domain/time';
import { merge } from '../../lib/json-merge-patch';
import { bearer, effectsOf, employeeOf, type Sender } from '../sample';
import { sevenshifts } from './receive';

const COMPANY = 123;

interface SevenshiftsEvent {
  readonly effect: string;
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

const SAMPLES: Readonly<Record<string, SevenshiftsEvent>> = {
  'user.deactivated': {
    effect: 'has left: locked out',
    topic: 'user.deactivated',
    payload: (target_user_id) => ({ editing_user_id: 999999, target_user_id, company_id: COMPANY }),
  },
  'user.reactivated': {
    effect: 'is back: let in again',
    topic: 'user.reactivated',
    payload: (user_id) => ({ user_id, company_id: COMPANY }),
  },
  'clock-in': {
    effect: 'has clocked in: available until the next shift boundary',
    topic: 'time_punch.created',
    payload: (user, now) => punch(user, now, null),
  },
  'clock-out': {
    effect: 'has clocked out: unavailable until the next shift boundary',
    topic: 'time_punch.edited',
    payload: (user, now) => punch(user, new Date(now.getTime() - 8 * HOUR), now),
  },
  'schedule.published': {
    effect: 'a schedule is published: ignored',
    topic: 'schedule.published',
    payload: () => ({ company_id: COMPANY }),
  },
};

/** 7shifts. https://developers.7shifts.com/reference/webhooks-introduction */
export const sevenshiftsSample: Sender = {
  provider: sevenshifts,
  namesPeopleBy: 'employee',
  events: effectsOf(SAMPLES),
  body: (event, options) =>
    merge(SAMPLES[event]?.payload(employeeOf(options, sevenshifts), options.now) ?? {}, options.data),
  unsignedHeaders: ({ event }) => ({ 'X-Webhook-Topic': SAMPLES[event]?.topic ?? event }),
  headers: bearer,
};
