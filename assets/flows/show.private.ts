// What operators and the page are shown: one asset in the cloud.
export { roster } from './show/roster';
export { why } from './show/why';
