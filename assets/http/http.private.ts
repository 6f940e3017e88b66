// What speaks HTTP: one asset in the cloud.
export { type Answer, type Fault, ok, problem } from './answer';
export { conditional } from './conditional';
export { faultsOf } from './faults';
export { handlerOf } from './handler';
export { header, isJson, methodOf, type Request, readRequest } from './request';
export { hasBasic, hasBearer, sameAsAny } from './secrets';
