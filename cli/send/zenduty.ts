import { employeeOf } from './employee';
import { merge } from './merge';
import { bearer, type Sender } from './sender';

const EVENTS: Readonly<Record<string, string>> = {
  'on-call': 'comes on call: available until the next shift boundary',
  'off-call': 'goes off call: unavailable until the next shift boundary',
  incident: 'something else: ignored',
};

/** Zenduty. https://zenduty.com/docs/webhook-connection/ */
export const zenduty: Sender = {
  name: 'zenduty',
  secret: 'ZENDUTY_SECRET',
  events: EVENTS,
  body(event, wish) {
    const username = employeeOf(wish, 'Zenduty');
    if (event === 'incident') return merge({ event_type: 'incident_created' }, wish.data);
    const somebody = { username, first_name: 'Sample', last_name: 'Name' };
    const change = {
      schedule_id: '12345678-abcd-1234-efgh-987654321000',
      schedule_name: 'Primary Schedule',
      previous_user: event === 'off-call' ? somebody : null,
      new_user: event === 'on-call' ? somebody : null,
      transition_time: wish.now.toISOString().replace('Z', '+00:00'),
      time_zone: 'UTC',
    };
    return {
      event_type: 'oncall_change',
      transitions: { Support: { 'Primary Schedule': [merge(change, wish.data)] } },
    };
  },
  headers: bearer,
};
