// What speaks to Twilio: one asset in the cloud.
export * from './apply';
export * from './duty-table';
export { describeError } from './errors';
export { createLimiter } from './limiter';
export * from './records';
export { createConnections, Transport } from './transport';
export { type FrontlineUser, frontlineUsers, isAddressable, type Users } from './users';
