import { PROVIDER_CONFIGS } from '../../providers/provider-configs';

/**
 * SHA-256 of the secrets that `.env.example` has, or once had, in the form that `coreOf` gives them (no scheme, no whsec_).
 * Digests, so that the deployed code holds no value that looks like a secret. Take none away: a published value stays
 * public. A test compares them with the file.
 */
const PUBLIC_DIGESTS: ReadonlySet<string> = new Set<string>([
  ...PROVIDER_CONFIGS.flatMap(({ publicDigests }) => publicDigests),
  'f69920225ff96a8dda9a8be7b19531af1fc9d0d7365e8d73ba548a3401a52178', // ACCOUNT_SID
  '3eb1bd439947eb762998e566ccc2e099c791118b2f40579cc4f7da2b5061b7f9', // AUTH_TOKEN
  '9045e41d8c1fa1c3e17e11751efe93f8f6d5f2e6397b93eb9f5d3e183469ea84', // RECORD_KEY
  '30e3b6c62d233d928cd9fe1e2f1e1635198e5b8ef3235b4d1d259608b431d960', // TICK_SECRET
  '37d37c4a5e17e714b337af84a80757da4880ee06871ea91e21da90b9e1bab0ff', // OPS_SECRET
  'aa7d4138523157f220a6b488c74e8afe62cd73675a7bac2f093709a58c45fea4', // ICS_TOKEN
  '4ab94b6919c738929f216af192c8b8dcc95cec2c43e4d0339088d14c39e6601d', // METRICS_TOKEN
]);

/** Whether the value with this digest (SHA-256, hexadecimal) has been published with the project. */
export function isPublic(digest: string): boolean {
  return PUBLIC_DIGESTS.has(digest);
}
