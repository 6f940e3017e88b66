// What an event means for a person, and what is remembered of it: one asset in the cloud, and nothing in it is impure.
export { endLeave, endOverride, leaveAt, leaveFrom, overrideAt } from './availability';
export { confirm } from './confirm';
export { decide } from './decide';
export { cancelLeaving, dropHeld, type Employment, employmentAt, release, undo } from './employment';
export { factsOf } from './facts';
export { dropFailed, lateEffect, overtaken, pended, relock, replay, takeUp } from './pending';
export { createPeople, type People } from './people';
export { emptyRecord, type PersonRecord, readRecord, type UserChange } from './record';
