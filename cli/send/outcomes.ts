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

const NOT_FOUND = {
  identity: 'Frontline has no user of that name, so nothing has changed.',
  key: 'The roster has nobody with that key, so nothing has changed.',
  id: 'No person of the roster has that id, so nothing has changed.',
} as const;

/** What is kept of a leaver for whom nobody was found. */
const REMEMBERED = {
  identity:
    'Rosterline remembers that they have left. If this was a mistake, press "It was a mistake" on the page, under Needs attention.',
  key: 'The operators were alerted, and nothing is remembered: correct the key, and send it again.',
  id: 'The page shows it under Needs attention, with what the roster needs to find them.',
} as const;

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

/** How the person was named, and whether it is a dry run, of which nothing is remembered. */
interface Naming {
  readonly who: string;
  readonly by: 'identity' | 'key' | 'id';
  readonly isDryRun: boolean;
}

/** @param meant whom that may have meant. */
export function sentenceFor(
  { type, outcome }: ResultLine,
  { who, by, isDryRun }: Naming,
  meant: readonly Person[],
): string {
  if (outcome !== 'unknown_user') return `${who}: ${SENTENCES[outcome] ?? outcome}`;
  const lines = [`${who}: NOBODY WAS FOUND. ${NOT_FOUND[by]}`];
  if (type === 'staff.offboarded' && !isDryRun) lines.push(REMEMBERED[by]);
  if (meant.length > 0) {
    const people = meant.map(({ key, identity }) => `${key} (--identity ${identity})`).join(' or ');
    lines.push(`Did you mean ${people}?`);
  }
  return lines.join('\n');
}
