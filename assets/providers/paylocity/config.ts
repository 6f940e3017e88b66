import { secret } from '../../lib/secret';
import type { ProviderConfig } from '../provider-config';

export const paylocityConfig = {
  name: 'paylocity',
  title: 'Paylocity',
  category: 'hr',
  secret: 'PAYLOCITY_SECRET',
  secretKind: 'presented',
  secretVariable: secret,
  publicDigests: ['0ea740d8d5b9d71ec6dc2d79f211e9ee835cc8be097099557e8c7d0a4f9d15aa'],
  variables: {},
  documentation: { authentication: 'user and password, or bearer secret', reports: 'left' },
} as const satisfies ProviderConfig;
