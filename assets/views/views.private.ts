// What operators and the page are shown of facts: pure, one asset in the cloud.
export { type About, fieldsView, personView, printed } from './person';
export { sentences } from './sentences';
export { windowView, windowViews } from './windows';
