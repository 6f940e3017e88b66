/**
 * SHA-256 of the secrets that `.env.example` has, or once had, in the form that `coreOf` gives them (no scheme, no whsec_).
 * Digests, so that the deployed code holds no value that looks like a secret. Take none away: a published value stays
 * public. A test compares them with the file.
 */
const PUBLIC_DIGESTS: ReadonlySet<string> = new Set([
  'f69920225ff96a8dda9a8be7b19531af1fc9d0d7365e8d73ba548a3401a52178', // ACCOUNT_SID
  '3eb1bd439947eb762998e566ccc2e099c791118b2f40579cc4f7da2b5061b7f9', // AUTH_TOKEN
  '9045e41d8c1fa1c3e17e11751efe93f8f6d5f2e6397b93eb9f5d3e183469ea84', // RECORD_KEY
  '4fabe06e67cccea57382cc4bf157cc87c34658cd1425c52dd42ac487e3fb459a', // STANDARD_SECRET
  '86737a00a31a14151991ee8ae75fc6568e2a94f6985f08d2373a776b01e6e5f8', // OKTA_SECRET
  '1f864ad59e4c202af721c336bb38528910fa7a71eb47f6a033d5d5caf45d5935', // BAMBOOHR_SECRET
  'f7b28a1ea853e6594d147bff4be1905d39c869ec85553578181d531db582eab0', // GUSTO_SECRET
  '295018b4c6aa4d8ebaf8fc9198e639ee0b0f6029a76030ffaa2aed0be7450a6d', // HIBOB_SECRET
  'eccc03c6cc92562cff4562b8bb5fc949a37bfd098167c142033ad742548674ef', // FINCH_SECRET
  'd1e5e35c056e8ff64cbfe8dd498cd1063d01238122265425feb3fa4d09b04c82', // DEPUTY_SECRET
  'ce3f5e3ced61c95505299da7203c039eae738d70cf60cba2b8d32896058cc3c0', // SEVENSHIFTS_SECRET
  '7072f2da5ff45b238a3620e08c38ef32f588dfe14be9766c638be11fd60873af', // ZENDUTY_SECRET
  '30e3b6c62d233d928cd9fe1e2f1e1635198e5b8ef3235b4d1d259608b431d960', // TICK_SECRET
  '37d37c4a5e17e714b337af84a80757da4880ee06871ea91e21da90b9e1bab0ff', // OPS_SECRET
  'aa7d4138523157f220a6b488c74e8afe62cd73675a7bac2f093709a58c45fea4', // ICS_TOKEN
]);

/** Whether the value with this digest (SHA-256, hexadecimal) has been published with the project. */
export function isPublic(digest: string): boolean {
  return PUBLIC_DIGESTS.has(digest);
}
