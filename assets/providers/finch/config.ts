import { SHORTEST_KEY_BYTES, signingKey } from '../../lib/secret';
import type { ProviderConfig } from '../provider-config';

// Finch's SDK takes its secret as plain base64: https://github.com/Finch-API/finch-api-node, src/resources/webhooks.ts
const finchSecret = signingKey(
  (value) => value.replace(/^whsec_/, ''),
  `must be base64 of at least ${SHORTEST_KEY_BYTES} bytes, as Finch shows it, or bearer: followed by a token`,
);

export const finchConfig = {
  name: 'finch',
  title: 'Finch',
  category: 'hr',
  secret: 'FINCH_SECRET',
  secretKind: 'issued',
  secretVariable: finchSecret,
  publicDigests: ['eccc03c6cc92562cff4562b8bb5fc949a37bfd098167c142033ad742548674ef'],
  variables: {},
  documentation: { authentication: 'signature', reports: 'gone from the HR system' },
} as const satisfies ProviderConfig;
