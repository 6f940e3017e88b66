/** Plain words for the API's answer to an act. */

/** One result in the answer to an act. */
export interface ActResult {
  readonly event: string;
  readonly type: string;
  readonly outcome: string;
  readonly person?: string;
  readonly user?: string;
  /** Dry run only: the fields that would change. */
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

/** The override is recorded, even though it changes nothing at the moment. */
const RECORDED_UNCHANGED = 'Done; Frontline has it so already.';

/** Recorded; applied once the dry run ends. */
const DRY_RUN = 'Recorded. This is a dry run: nothing changes in Frontline until DRY_RUN is switched off.';

/**
 * The outcome to show: of several results the one that needs most attention.
 * @param path the order's path: an unchanged override is recorded all the same, an unchanged replay is not.
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
