// How senders sign: one asset in the cloud for all of them.
export { sign, verify } from './standard-webhooks';
