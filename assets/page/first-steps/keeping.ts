/** What this browser keeps of the first steps: those that were ticked by hand, and whether the list is hidden. */
import { STEPS, type StepName } from '../model/first-steps';

const TICKED = 'rosterline-first-steps';
const HIDDEN = 'rosterline-first-steps-hidden';

export function readTicked(): ReadonlySet<StepName> {
  const kept = (localStorage.getItem(TICKED) ?? '').split(' ');
  return new Set(STEPS.filter((step) => kept.includes(step)));
}

export function keepTicked(ticked: ReadonlySet<StepName>): void {
  localStorage.setItem(TICKED, [...ticked].join(' '));
}

export function isHidden(): boolean {
  return localStorage.getItem(HIDDEN) === 'true';
}

export function keepHidden(hidden: boolean): void {
  localStorage.setItem(HIDDEN, String(hidden));
}
