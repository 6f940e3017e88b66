import { secret } from '../../lib/secret';
import type { ProviderConfig } from '../provider-config';

export const workosConfig = {
  name: 'workos',
  title: 'WorkOS Directory Sync',
  category: 'identity',
  secret: 'WORKOS_SECRET',
  secretKind: 'issued',
  secretVariable: secret,
  publicDigests: ['3819184b9e1bebe86dcaece73c218c9534891505789cca648246ff00bd188e8a'],
  variables: {},
  documentation: { authentication: 'signature', reports: 'left, back' },
} as const satisfies ProviderConfig;
