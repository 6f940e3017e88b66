// What speaks HTTP: one asset in the cloud.
export * from './answer';
export * from './faults';
export * from './request';
export * from './secrets';
