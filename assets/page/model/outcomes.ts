/** What the API says of an act, in plain words. */

/** A line of the answer to an act. */
export interface ActResult {
  readonly event: string;
  readonly type: string;
  readonly outcome: string;
  readonly person?: string;
  readonly user?: string;
  /** Of a dry run: what would be changed. */
  readonly would?: readonly string[];
}

export type Tone = 'good' | 'waits' | 'bad';

const WORDS: Readonly<Record<string, readonly [Tone, string]>> = {
  applied: ['good', 'Done.'],
  unchanged: ['good', 'Nothing to do: it was so already.'],
  deferred: ['good', 'Recorded; it takes effect when it is due.'],
  held: ['waits', 'Held: it waits for an operator to release it.'],
  duplicate: ['good', 'Nothing to do: this was said before.'],
  stale: ['waits', 'Nothing was changed: something newer has been said since.'],
  ignored: ['waits', 'Nothing was changed: it does not apply here.'],
  unknown_user: ['bad', 'Frontline has no such user.'],
  retrying: ['waits', 'Recorded; Frontline has not taken it yet and is asked again.'],
};

/** What was said is on record now, even where it changes nothing at this moment. */
const RECORDED_UNCHANGED = 'Done; Frontline has it so already.';

/** On record, and held back with everything else. */
const DRY_RUN = 'Recorded. This is a dry run: nothing changes in Frontline until DRY_RUN is switched off.';

/**
 * What became of it: of several lines the one that needs most attention.
 * @param path where it was sent: what is said of a shift counts from now on, what is done again does not.
 */
export function outcomeOf(
  results: readonly ActResult[],
  path: string,
): { readonly tone: Tone; readonly words: string } {
  const order: readonly Tone[] = ['bad', 'waits', 'good'];
  const outcomes = results.map(({ outcome, would }): readonly [Tone, string] => {
    if (would) return ['waits', DRY_RUN];
    if (outcome === 'unchanged' && path === '/shifts/override') return ['good', RECORDED_UNCHANGED];
    return WORDS[outcome] ?? ['waits', `The answer was “${outcome}”.`];
  });
  for (const tone of order) {
    const found = outcomes.find(([each]) => each === tone);
    if (found) return { tone, words: found[1] };
  }
  return { tone: 'good', words: 'Nothing to do.' };
}
