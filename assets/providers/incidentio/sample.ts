import { merge } from '../../lib/json-merge-patch';
import {
  DEFAULT_IDENTITY,
  effectsOf,
  refuseEffectiveAt,
  type SampleOptions,
  type Sender,
  standardHeaders,
  UsageError,
} from '../sample';
import { incidentio } from './receive';

const SHIFT_CHANGE = 'schedule.shift_change_v1';

const CHANGES: Readonly<Record<string, { effect: string; type?: string }>> = {
  'off-call': { effect: 'goes off call: unavailable until the next shift boundary' },
  'on-call': { effect: 'comes on call: available until the next shift boundary' },
  'schedule.updated_v1': { effect: 'a schedule has changed: ignored', type: 'schedule.updated_v1' },
};

/** incident.io. https://docs.incident.io/api-reference/shift-v1/change-public */
export const incidentioSample: Sender = {
  provider: incidentio,
  namesPeopleBy: 'identity',
  rejectsStale: true,
  events: effectsOf(CHANGES),
  body(event, options) {
    refuseEffectiveAt(options, incidentio.title);
    const { type = SHIFT_CHANGE } = CHANGES[event] ?? {};
    const schedule = { id: '01G0J1EXE7AXZ2C93K61WBPYEH', name: 'Primary On-Call Schedule', timezone: 'UTC' };
    if (type !== SHIFT_CHANGE) return { event_type: type, [type]: merge(schedule, options.data) };
    const somebody = [merge(user(options), options.data)];
    const previous_users = event === 'off-call' ? somebody : [];
    const current_users = event === 'on-call' ? somebody : [];
    return { event_type: type, [type]: { current_users, previous_users, schedule } };
  },
  headers: standardHeaders,
};

function user({ identity = DEFAULT_IDENTITY, person, employee = '01SAMPLE0000000000000000' }: SampleOptions): object {
  if (person !== undefined) throw new UsageError('incident.io does not know the keys of the roster; give --identity');
  return { email: identity, id: employee, name: 'Sample Name', role: 'responder' };
}
