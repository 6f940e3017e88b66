import { sign } from '../../assets/providers/standard-webhooks';
import { employeeOf, seconds } from './employee';
import { merge } from './merge';
import type { Sender } from './sender';

const CONNECTION = '720be419-0293-4d32-a707-32179b0827ab';

/** Finch. https://developer.tryfinch.com/developer-resources/Webhooks */
export const finch: Sender = {
  name: 'finch',
  secret: 'FINCH_SECRET',
  events: {
    'employment.deleted': 'is gone from the HR system: locked out',
    'individual.deleted': 'is gone from the HR system: locked out',
    'directory.deleted': 'is gone from the HR system: locked out',
    'employment.updated': 'has changed: ignored, since Finch does not say what',
  },
  body(event_type, wish) {
    const said = {
      company_id: CONNECTION,
      account_id: CONNECTION,
      connection_id: CONNECTION,
      event_type,
      data: { individual_id: employeeOf(wish, 'Finch') },
    };
    return merge(said, wish.data);
  },
  headers(secret, { id, now, body }) {
    const timestamp = String(seconds(now));
    return {
      'Finch-Event-Id': id,
      'Finch-Timestamp': timestamp,
      'Finch-Signature': sign(secret, id, timestamp, body),
    };
  },
};
