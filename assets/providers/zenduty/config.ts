import { secret } from '../../lib/secret';
import type { ProviderConfig } from '../provider-config';

export const zendutyConfig = {
  name: 'zenduty',
  title: 'Zenduty',
  category: 'scheduling',
  secret: 'ZENDUTY_SECRET',
  secretKind: 'presented',
  secretVariable: secret,
  publicDigests: ['7072f2da5ff45b238a3620e08c38ef32f588dfe14be9766c638be11fd60873af'],
  variables: {},
  documentation: { authentication: 'bearer secret', reports: 'on and off call' },
} as const satisfies ProviderConfig;
