import type { UnsignedDelivery } from '../../assets/providers/sample';
import { SENDERS } from '../send/senders';

/** A key as long as every sender's scheme asks for; nothing is signed with it that anybody receives. */
const KEY = Buffer.from('only the names of the headers count').toString('base64');
const DELIVERY: UnsignedDelivery = { event: '', id: 'evt_1', now: new Date(0), body: '{}' };

const bearer = (description: string) => ({ type: 'http', scheme: 'bearer', description });

/** The headers by which a sender proves a delivery, as our sample of it has them: the one with the proof itself first. */
const SENDERS_OWN = SENDERS.map(({ provider: { name, title, secret, documentation }, headers }) => {
  const names = Object.keys(headers(KEY, DELIVERY));
  const proof = names.find((header) => /signature|secret|authorization/i.test(header)) ?? names[0] ?? 'Authorization';
  const others = names.filter((header) => header !== proof);
  const beside = others.length === 0 ? '' : `, with ${others.join(' and ')}`;
  const description = `${title}: ${documentation.authentication} (${secret})${beside}.`;
  return [`webhooks-${name}`, { type: 'apiKey', in: 'header', name: proof, description }] as const;
});

/** How callers prove who they are, by name. */
export const SECURITY_SCHEMES: Readonly<Record<string, object>> = {
  operator: bearer('The key of an operator, a token of the OpenID Connect issuer, or OPS_SECRET'),
  tick: bearer('TICK_SECRET'),
  metrics: bearer('METRICS_TOKEN'),
  calendar: { type: 'apiKey', in: 'query', name: 'token', description: 'ICS_TOKEN' },
  'calendar-bearer': bearer('ICS_TOKEN'),
  twilio: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Twilio-Signature',
    description:
      "Twilio's signature of address and form: https://www.twilio.com/docs/usage/security#validating-requests",
  },
  'webhooks-bearer': bearer("A value bearer:<token> of the sender's variable"),
  'webhooks-basic': {
    type: 'http',
    scheme: 'basic',
    description: "A value basic:<user>:<password> of the sender's variable",
  },
  ...Object.fromEntries(SENDERS_OWN),
};
