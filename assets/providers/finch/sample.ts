import { merge } from '../../lib/json-merge-patch';
import { employeeOf, type Sender, unixSeconds } from '../sample';
import { sign } from '../standard-webhooks';
import { finch } from './receive';

const CONNECTION = '720be419-0293-4d32-a707-32179b0827ab';

/** Finch. https://developer.tryfinch.com/developer-resources/Webhooks */
export const finchSample: Sender = {
  provider: finch,
  namesPeopleBy: 'employee',
  rejectsStale: true,
  events: {
    'employment.deleted': 'is gone from the HR system: locked out',
    'individual.deleted': 'is gone from the HR system: locked out',
    'directory.deleted': 'is gone from the HR system: locked out',
    'employment.updated': 'has changed: ignored, since Finch does not say what',
  },
  body(event_type, options) {
    const payload = {
      company_id: CONNECTION,
      account_id: CONNECTION,
      connection_id: CONNECTION,
      event_type,
      data: { individual_id: employeeOf(options, finch) },
    };
    return merge(payload, options.data);
  },
  headers(secret, { id, now, body }) {
    const timestamp = String(unixSeconds(now));
    return {
      'Finch-Event-Id': id,
      'Finch-Timestamp': timestamp,
      'Finch-Signature': sign(secret, id, timestamp, body),
    };
  },
};
