import { secret } from '../../lib/secret';
import type { ProviderConfig } from '../provider-config';

export const gustoConfig = {
  name: 'gusto',
  title: 'Gusto',
  category: 'hr',
  secret: 'GUSTO_SECRET',
  secretKind: 'issued',
  secretVariable: secret,
  publicDigests: ['f7b28a1ea853e6594d147bff4be1905d39c869ec85553578181d531db582eab0'],
  variables: {},
  documentation: { authentication: 'signature', reports: 'left, stays after all, back' },
} as const satisfies ProviderConfig;
