import { secret } from '../../lib/secret';
import type { ProviderConfig } from '../provider-config';

export const hibobConfig = {
  name: 'hibob',
  title: 'HiBob',
  category: 'hr',
  secret: 'HIBOB_SECRET',
  secretKind: 'issued',
  secretVariable: secret,
  publicDigests: ['295018b4c6aa4d8ebaf8fc9198e639ee0b0f6029a76030ffaa2aed0be7450a6d'],
  variables: {},
  documentation: { authentication: 'signature', reports: 'left, back, on leave' },
} as const satisfies ProviderConfig;
