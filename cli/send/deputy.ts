import { employeeOf, seconds } from './employee';
import { merge } from './merge';
import { bearer, type Sender } from './sender';

const HOUR = 3600;

interface Sample {
  readonly about: string;
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

const SAMPLES: Readonly<Record<string, Sample>> = {
  'clock-on': {
    about: 'has clocked on: available until the next shift boundary',
    topic: 'Timesheet.Insert',
    data: (employee, now) => clocked(employee, now, true, null),
  },
  'clock-off': {
    about: 'has clocked off: unavailable until the next shift boundary',
    topic: 'Timesheet.Update',
    data: (employee, now) => clocked(employee, now - 8 * HOUR, false, now),
  },
  'leave.approved': {
    about: 'is on leave for the next 24 hours',
    topic: 'Leave.Update',
    data: (employee, now) => leave(employee, now, 1),
  },
  'leave.cancelled': {
    about: 'is not on that leave after all',
    topic: 'Leave.Update',
    data: (employee, now) => leave(employee, now, 3),
  },
  archived: {
    about: 'is archived: locked out',
    topic: 'Employee.Update',
    data: (Id) => ({ Id, Active: false }),
  },
  'roster.changed': {
    about: 'a schedule has changed: ignored',
    topic: 'Roster.Update',
    data: (Employee) => ({ Id: 1, Employee }),
  },
};

/** Deputy. https://developer.deputy.com/deputy-docs/docs/webhook-overview */
export const deputy: Sender = {
  name: 'deputy',
  secret: 'DEPUTY_SECRET',
  events: Object.fromEntries(Object.entries(SAMPLES).map(([name, { about }]) => [name, about])),
  body(event, wish) {
    const { topic, data } = SAMPLES[event] ?? { topic: event, data: () => ({}) };
    return { topic, data: merge(data(employeeOf(wish, 'Deputy'), seconds(wish.now)), wish.data) };
  },
  says: ({ now }) => ({ 'X-Deputy-Generation-Time': String(seconds(now)) }),
  headers: bearer,
};
