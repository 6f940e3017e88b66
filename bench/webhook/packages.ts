/** The code one would write without Rosterline: `standardwebhooks` verifies and parses, zod validates, the user is updated. */
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { staffEvent } from '../../assets/domain/staff-event';
import { identityOf, PEOPLE, SECRET } from './deliveries';
import type { WebhookVariant } from './variant';

const webhook = new Webhook(SECRET);

/** It remembers nothing: a delivery that comes twice or late takes effect again. */
export function packages(): WebhookVariant {
  const users = new Map(Array.from({ length: PEOPLE }, (_, person) => [identityOf(person), { access: true }]));
  return {
    users,
    async receive({ headers, body }) {
      let payload: unknown;
      try {
        payload = webhook.verify(body, { ...headers });
      } catch (error) {
        if (error instanceof WebhookVerificationError) return 401;
        throw error;
      }
      const event = staffEvent.safeParse(payload);
      if (!event.success) return 400;
      const { type, data } = event.data;
      if (data.identity !== undefined && users.has(data.identity)) {
        users.set(data.identity, { access: type !== 'staff.offboarded' });
      }
      return 200;
    },
  };
}
