import { secret } from '../../lib/secret';
import type { ProviderConfig } from '../provider-config';

export const deputyConfig = {
  name: 'deputy',
  title: 'Deputy',
  category: 'scheduling',
  secret: 'DEPUTY_SECRET',
  secretKind: 'presented',
  secretVariable: secret,
  publicDigests: ['d1e5e35c056e8ff64cbfe8dd498cd1063d01238122265425feb3fa4d09b04c82'],
  variables: {},
  documentation: {
    authentication: 'bearer secret, or signature',
    reports: 'clocked on and off, shifts, leave, archived',
  },
} as const satisfies ProviderConfig;
