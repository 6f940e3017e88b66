import { secret } from '../../lib/secret';
import type { ProviderConfig } from '../provider-config';

export const slackConfig = {
  name: 'slack',
  title: 'Slack',
  category: 'identity',
  secret: 'SLACK_SECRET',
  secretKind: 'issued',
  secretVariable: secret,
  publicDigests: ['8cdfecbae31794cdbe5fd0f5843a4c9ede499ed2009c786a2554904058e036b5'],
  variables: {},
  documentation: { authentication: 'signature', reports: 'left, back' },
} as const satisfies ProviderConfig;
