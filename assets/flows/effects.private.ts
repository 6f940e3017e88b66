// What happens to one person: events settled, late effects, drift. One asset in the cloud, for webhooks, ticks and operators.
export type { Settled } from './carry-out';
export { lookAt, repair, turnOf } from './drift';
export { nameOf } from './guarding';
export { alertIfStopped, isWell, pulseOf, STOPPED_AFTER_MS } from './last-tick';
export { followUp, type LateEffect, lateEffects, perform } from './late-effects';
export { areChangesRefused, consequenceOf, isNobodyFound, type Refusal, refusalIn, sentenceOf } from './refusals';
export { NotRecorded, settle } from './settle';
