/** What has come of an event, in sentences for people. */
import type { Person } from '../../assets/domain/roster/roster';
import { isObject } from '../../assets/lib/json-merge-patch';

/** One line of an answer, as far as sentences need it. */
export interface ResultLine {
  readonly type: string;
  readonly outcome: string;
}

const SENTENCES: Readonly<Record<string, string>> = {
  applied: 'done.',
  unchanged: 'recorded. Nothing had to change in Frontline now; what begins later takes effect then.',
  deferred: 'recorded; it takes effect later.',
  held: 'held: nothing has changed, and an operator decides on the page.',
  duplicate: 'this event was processed before.',
  stale: 'nothing has changed: a newer event overrides it.',
  ignored: 'nothing has changed: Rosterline does not act on this event.',
  retrying: 'recorded; Frontline has not confirmed it, and the next ticks keep trying.',
};

/** The results of an answer; none where it is none of ours. */
export function resultsOf(body: unknown): readonly ResultLine[] {
  if (!isObject(body) || !Array.isArray(body.results)) return [];
  return body.results
    .filter(isObject)
    .map(({ type, outcome }) => ({ type: String(type ?? ''), outcome: String(outcome ?? '') }));
}

/** Whether nobody was found for one of them, so that it is not well, whatever the status says. */
export function hasUnknown(results: readonly ResultLine[]): boolean {
  return results.some(({ outcome }) => outcome === 'unknown_user');
}

/** @param who as the sender named them. @param meant whom that may have meant. */
export function sentenceFor({ type, outcome }: ResultLine, who: string, meant: readonly Person[]): string {
  if (outcome !== 'unknown_user') return `${who}: ${SENTENCES[outcome] ?? outcome}`;
  const lines = [`${who}: NOBODY WAS FOUND. Frontline has no user of that name, so nothing has changed.`];
  if (type === 'staff.offboarded') {
    lines.push(
      'Rosterline remembers that they have left. If this was a mistake, press "It was a mistake" on the page, under Needs attention.',
    );
  }
  if (meant.length > 0) {
    const people = meant.map(({ key, identity }) => `${key} (--identity ${identity})`).join(' or ');
    lines.push(`Did you mean ${people}?`);
  }
  return lines.join('\n');
}
