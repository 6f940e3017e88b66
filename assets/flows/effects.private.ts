// What happens to one person: events settled, late effects, drift. One asset in the cloud, for webhooks, ticks and operators.
export { lookAt, repair, turnOf } from './drift';
export { followUp, type LateEffect, lateEffects, perform } from './late-effects';
export { NotRecorded, nameOf, type Settled, settle } from './settle';
