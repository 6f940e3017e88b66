import { secret } from '../../lib/secret';
import { value } from '../../lib/variable';
import type { ProviderConfig } from '../provider-config';

export const oktaConfig = {
  name: 'okta',
  title: 'Okta',
  category: 'identity',
  secret: 'OKTA_SECRET',
  secretKind: 'presented',
  secretVariable: secret,
  publicDigests: ['86737a00a31a14151991ee8ae75fc6568e2a94f6985f08d2373a776b01e6e5f8'],
  variables: {
    /** The Frontline application in Okta; without it, changes of its members are ignored. */
    OKTA_APP_ID: value.optional(),
  },
  documentation: { authentication: 'secret in `Authorization`', reports: 'left, back, name' },
} as const satisfies ProviderConfig;
