// What speaks to Twilio: one asset in the cloud.
export { type Applied, apply, tell } from './apply';
export { type DutyShard, type DutyTable, dutyName, dutyShardOf, dutyShards, syncDutyTable } from './duty-table';
export { describeError, statusOf } from './errors';
export { createLimiter } from './limiter';
export { Conflict, type Records, syncRecords } from './records';
export { createConnections, Transport } from './transport';
export { frontlineUsers, type Users } from './users';
