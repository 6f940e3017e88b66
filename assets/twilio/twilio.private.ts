// What speaks to Twilio: one asset in the cloud.
export { likelyReason, NOBODY_FOUND } from '../views/outages';
export { type Alert, alerts, duringDryRun } from './alerts';
export { type Applied, apply } from './apply';
export { type Audit, syncAudit } from './audit';
export { type DutyShard, type DutyTable, dutyName, dutyShardOf, dutyShards, syncDutyTable } from './duty-table';
export { describeError } from './errors';
export { type Guard, syncGuard } from './guard';
export { type Difference, type Heartbeat, type HeartbeatStore, syncHeartbeat, takeLease } from './heartbeat';
export { createLimiters } from './limiter';
export { type Records, syncRecords } from './records';
export type { StartTimer } from './retry';
export { isSignedByTwilio } from './signature';
export {
  Conflict,
  creating,
  reading,
  ServiceMissing,
  SyncUnreachable,
  syncFor,
  updating,
  type WritePurpose,
} from './sync';
export { type ClientFor, createClients, createConnections, systemTimer } from './transport';
export { type Answers, frontlineUsers, type Users, watched } from './users';
