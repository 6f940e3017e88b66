import { merge } from '../../lib/json-merge-patch';
import { bearer, effectsOf, employeeOf, type Sender, unixSeconds } from '../sample';
import { deputy } from './receive';

const HOUR = 3600;

interface DeputyEvent {
  readonly effect: string;
  readonly topic: string;
  readonly data: (employee: string, now: number) => object;
}

const clocked = (Employee: string, StartTime: number, IsInProgress: boolean, EndTime: number | null) => ({
  Id: 5001,
  Employee,
  StartTime,
  EndTime,
  IsInProgress,
  IsLeave: false,
  TimeApproved: false,
});

const leave = (Employee: string, now: number, Status: number) => ({
  Id: 301,
  Employee,
  Start: now,
  End: now + 24 * HOUR,
  Status,
});

const shift = (Employee: string, now: number, Published: boolean) => ({
  Id: 12,
  Employee,
  StartTime: now,
  EndTime: now + 8 * HOUR,
  Open: false,
  Published,
});

const SAMPLES: Readonly<Record<string, DeputyEvent>> = {
  'clock-on': {
    effect: 'has clocked on: available until the next shift boundary',
    topic: 'Timesheet.Insert',
    data: (employee, now) => clocked(employee, now, true, null),
  },
  'clock-off': {
    effect: 'has clocked off: unavailable until the next shift boundary',
    topic: 'Timesheet.Update',
    data: (employee, now) => clocked(employee, now - 8 * HOUR, false, now),
  },
  'leave.approved': {
    effect: 'is on leave for the next 24 hours',
    topic: 'Leave.Update',
    data: (employee, now) => leave(employee, now, 1),
  },
  'leave.cancelled': {
    effect: 'is not on that leave after all',
    topic: 'Leave.Update',
    data: (employee, now) => leave(employee, now, 3),
  },
  archived: {
    effect: 'is archived: locked out',
    topic: 'Employee.Update',
    data: (Id) => ({ Id, Active: false }),
  },
  'shift.published': {
    effect: 'has a published shift for the next 8 hours: on duty',
    topic: 'Roster.Update',
    data: (employee, now) => shift(employee, now, true),
  },
  'shift.unpublished': {
    effect: 'does not have that shift after all',
    topic: 'Roster.Update',
    data: (employee, now) => shift(employee, now, false),
  },
};

/** Deputy. https://developer.deputy.com/deputy-docs/docs/webhook-overview */
export const deputySample: Sender = {
  provider: deputy,
  namesPeopleBy: 'employee',
  events: effectsOf(SAMPLES),
  body(event, options) {
    const { topic, data } = SAMPLES[event] ?? { topic: event, data: () => ({}) };
    return { topic, data: merge(data(employeeOf(options, deputy), unixSeconds(options.now)), options.data) };
  },
  unsignedHeaders: ({ now }) => ({ 'X-Deputy-Generation-Time': String(unixSeconds(now)) }),
  headers: bearer,
};
