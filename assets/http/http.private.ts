// What speaks HTTP: one asset in the cloud.
export { type Answer, type Fault, ok, problem } from './answer';
export { conditional } from './conditional';
export { faultsOf } from './faults';
export { header, isJson, type Request, readRequest } from './request';
export { hasBasic, hasBearer, sameAsAny } from './secrets';
