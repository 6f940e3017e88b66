import { SHORTEST_KEY_BYTES, signingKey } from '../../lib/secret';
import type { ProviderConfig } from '../provider-config';

const incidentioSecret = signingKey(
  (value) => value.replace(/^whsec_/, ''),
  `must be whsec_ followed by base64 of at least ${SHORTEST_KEY_BYTES} bytes, as incident.io shows it, or bearer: followed by a token`,
);

export const incidentioConfig = {
  name: 'incidentio',
  title: 'incident.io',
  category: 'scheduling',
  secret: 'INCIDENTIO_SECRET',
  secretKind: 'issued',
  secretVariable: incidentioSecret,
  publicDigests: ['a36fa96dd0035323acce6b09b63c30e7a9d053af6dfbf9d44daa7391fd5e2516'],
  variables: {},
  documentation: { authentication: 'signature', reports: 'on and off call' },
} as const satisfies ProviderConfig;
