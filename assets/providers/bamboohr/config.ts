import { secret } from '../../lib/secret';
import type { ProviderConfig } from '../provider-config';
import { bambooFields } from './fields';

export const bamboohrConfig = {
  name: 'bamboohr',
  title: 'BambooHR',
  category: 'hr',
  secret: 'BAMBOOHR_SECRET',
  secretKind: 'issued',
  secretVariable: secret,
  publicDigests: ['1f864ad59e4c202af721c336bb38528910fa7a71eb47f6a033d5d5caf45d5935'],
  variables: { BAMBOOHR_FIELDS: bambooFields },
  documentation: { authentication: 'signature', reports: 'left, back, name' },
} as const satisfies ProviderConfig;
