import { merge } from '../../lib/json-merge-patch';
import { bearer, employeeOf, type Sender } from '../sample';
import { zenduty } from './receive';

const EVENTS: Readonly<Record<string, string>> = {
  'on-call': 'comes on call: available until the next shift boundary',
  'off-call': 'goes off call: unavailable until the next shift boundary',
  incident: 'something else: ignored',
};

/** Zenduty. https://zenduty.com/docs/webhook-connection/ */
export const zendutySample: Sender = {
  provider: zenduty,
  namesPeopleBy: 'employee',
  events: EVENTS,
  body(event, options) {
    const username = employeeOf(options, zenduty);
    if (event === 'incident') return merge({ event_type: 'incident_create' }, options.data);
    const somebody = { username, first_name: 'Sample', last_name: 'Name' };
    const change = {
      schedule_id: '12345678-abcd-1234-efgh-987654321000',
      schedule_name: 'Primary Schedule',
      previous_user: event === 'off-call' ? somebody : null,
      new_user: event === 'on-call' ? somebody : null,
      transition_time: options.now.toISOString().replace('Z', '+00:00'),
      time_zone: 'UTC',
    };
    return {
      event_type: 'oncall_change',
      transitions: { Support: { 'Primary Schedule': [merge(change, options.data)] } },
    };
  },
  headers: bearer,
};
