/** Plain words for the API's answer to an act. */
import type { Told } from './questions';

/** One result in the answer to an act. */
export interface ActResult {
  readonly event: string;
  readonly type: string;
  readonly outcome: string;
  readonly person?: string;
  readonly user?: string;
  /** Why nothing was done, or not all, where that needs a word. */
  readonly detail?: string;
  /** Dry run only: the fields that would change. */
  readonly would?: readonly string[];
}

export type Tone = 'good' | 'waits' | 'bad';

export interface ToldOutcome {
  readonly tone: Tone;
  readonly words: string;
}

const WORDS: Readonly<Record<string, readonly [Tone, string]>> = {
  unchanged: ['good', 'no change needed.'],
  deferred: ['good', 'saved; it takes effect when it is due.'],
  held: ['waits', 'held until an operator decides.'],
  duplicate: ['good', 'duplicate; already processed.'],
  stale: ['waits', 'nothing was changed: something newer has been reported since.'],
  ignored: ['waits', 'nothing was changed: it does not apply here.'],
  unknown_user: ['bad', 'Frontline has no such user.'],
  retrying: ['waits', 'saved. Frontline has not confirmed yet; Rosterline retries.'],
};

/** Saved; applied once the dry run ends. */
const DRY_RUN = 'saved. This is a dry run: nothing changes in Frontline until DRY_RUN is switched off.';

const ORDER: readonly Tone[] = ['bad', 'waits', 'good'];

/** The outcome to show, with the tone of what needs most attention; of several different ones how often each came. */
export function outcomeOf(results: readonly ActResult[], { about, done, already, later }: Told): ToldOutcome {
  const outcomes = results.map(({ outcome, would, detail }): readonly [Tone, string] => {
    if (would) return ['waits', DRY_RUN];
    if (outcome === 'applied') return ['good', 'done.'];
    if (detail !== undefined) return ['waits', detail];
    return WORDS[outcome] ?? ['waits', `the answer was “${outcome}”.`];
  });
  const tone = ORDER.find((each) => outcomes.some(([one]) => one === each)) ?? 'good';
  const different = [...new Set(outcomes.map(([, words]) => words))];
  const [words] = different;
  if (words === undefined) return { tone, words: `${about}: nothing to do.` };
  if (different.length > 1) {
    const counted = different.map((each) => `${outcomes.filter(([, one]) => one === each).length} ${each}`);
    return { tone, words: `${about}: ${counted.join(' ')}` };
  }
  if (results[0]?.outcome === 'unchanged' && tone === 'good' && already !== undefined) return { tone, words: already };
  if (results[0]?.outcome === 'deferred' && later !== undefined) return { tone, words: later };
  return { tone, words: words === 'done.' ? done : `${about}: ${words}` };
}

/** What was set for somebody who has left is kept, and switches nobody. */
export function withoutEffect(person: string): ToldOutcome {
  return { tone: 'waits', words: `Saved, but no effect: ${person} has left.` };
}
