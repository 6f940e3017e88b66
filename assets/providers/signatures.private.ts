// How senders sign: one asset in the cloud for all of them.
export { type BodyScheme, bodyIsSigned, signBody } from './body-signatures';
export { sign, verify } from './standard-webhooks';
