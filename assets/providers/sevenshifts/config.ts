import { secret } from '../../lib/secret';
import type { ProviderConfig } from '../provider-config';

export const sevenshiftsConfig = {
  name: 'sevenshifts',
  title: '7shifts',
  category: 'scheduling',
  secret: 'SEVENSHIFTS_SECRET',
  secretKind: 'presented',
  secretVariable: secret,
  publicDigests: ['ce3f5e3ced61c95505299da7203c039eae738d70cf60cba2b8d32896058cc3c0'],
  variables: {},
  documentation: { authentication: 'bearer secret', reports: 'clocked in and out, left, back' },
} as const satisfies ProviderConfig;
