/** Signed deliveries about the same few people, who leave and come back in turn: each one changes a user. */
import { sign } from '../../assets/providers/standard-webhooks';

export const PEOPLE = 50;
export const SECRET = `whsec_${Buffer.from('the secret of the benchmark').toString('base64')}`;
export const identityOf = (person: number) => `p${person}@example.com`;

/** A delivery as HTTP brings it. */
export interface Delivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The `index`th delivery. @param since ms since the epoch: when the first event happened; each next one is 1 ms younger. */
export function delivery(index: number, since: number): Delivery {
  const id = `evt_${index}`;
  const type = Math.floor(index / PEOPLE) % 2 === 0 ? 'staff.offboarded' : 'staff.reinstated';
  const timestamp = new Date(since + index).toISOString();
  const body = JSON.stringify({ type, id, timestamp, data: { identity: identityOf(index % PEOPLE) } });
  const sent = String(Math.floor(Date.now() / 1000));
  return {
    headers: {
      'content-type': 'application/json',
      'user-agent': 'bench',
      'webhook-id': id,
      'webhook-timestamp': sent,
      'webhook-signature': sign(SECRET, id, sent, body),
    },
    body,
  };
}
