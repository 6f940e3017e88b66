import { SHORTEST_KEY_BYTES, signingKey } from '../../lib/secret';
import type { ProviderConfig } from '../provider-config';

export const standardConfig = {
  name: 'standard',
  title: 'Standard Webhooks',
  category: 'any',
  secret: 'STANDARD_SECRET',
  secretKind: 'signing',
  secretVariable: signingKey(
    (value) => /^whsec_(.*)$/.exec(value)?.[1] ?? '',
    `must be whsec_ followed by base64 of at least ${SHORTEST_KEY_BYTES} bytes, or bearer: followed by a token (npx rosterline secret makes one)`,
  ),
  publicDigests: [
    '4fabe06e67cccea57382cc4bf157cc87c34658cd1425c52dd42ac487e3fb459a',
    '6d7b09f4f89846da045fac38f478ecfe73acb68545f5f3f1db61e158133ed0e8',
  ],
  variables: {},
  documentation: { authentication: 'signature', reports: 'everything' },
} as const satisfies ProviderConfig;
