// How senders sign: one asset in the cloud for all of them.
export { serialisations } from './serialisations';
export { type SignedParts, sign, verify } from './standard-webhooks';
