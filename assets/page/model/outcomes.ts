/** Plain words for the API's answer to an act. */
import { type Key, t } from '../i18n/translate';
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

const WORDS: Readonly<Record<string, readonly [Tone, Key]>> = {
  applied: ['good', 'outcomes.done'],
  unchanged: ['good', 'outcomes.unchanged'],
  deferred: ['good', 'outcomes.deferred'],
  held: ['waits', 'outcomes.held'],
  duplicate: ['good', 'outcomes.duplicate'],
  stale: ['waits', 'outcomes.stale'],
  ignored: ['waits', 'outcomes.ignored'],
  unknown_user: ['bad', 'outcomes.unknown-user'],
  retrying: ['waits', 'outcomes.retrying'],
};

const ORDER: readonly Tone[] = ['bad', 'waits', 'good'];

/** One result in words; what a dry run saves is applied once that ends. The server's own `detail` is English. */
function wordsOf({ outcome, would, detail }: ActResult): readonly [Tone, string] {
  if (would) return ['waits', t('outcomes.dry-run')];
  if (outcome !== 'applied' && detail !== undefined) return ['waits', detail];
  const known = WORDS[outcome];
  return known ? [known[0], t(known[1])] : ['waits', t('outcomes.other', { outcome })];
}

/** The outcome to show, with the tone of what needs most attention; of several different ones how often each came. */
export function outcomeOf(results: readonly ActResult[], { about, done, already, later }: Told): ToldOutcome {
  const outcomes = results.map(wordsOf);
  const tone = ORDER.find((each) => outcomes.some(([one]) => one === each)) ?? 'good';
  const different = [...new Set(outcomes.map(([, words]) => words))];
  const [words] = different;
  const of = (outcome: string) => ({ tone, words: t('outcomes.of', { about, outcome }) });
  if (words === undefined) return of(t('outcomes.nothing'));
  if (different.length > 1) {
    const counted = different.map((outcome) => {
      return t('outcomes.counted', { count: outcomes.filter(([, one]) => one === outcome).length, outcome });
    });
    return of(counted.join(' '));
  }
  const [first] = results;
  if (first?.outcome === 'unchanged' && tone === 'good' && already !== undefined) return { tone, words: already };
  if (first?.outcome === 'deferred' && later !== undefined) return { tone, words: later };
  return first?.outcome === 'applied' && !first.would ? { tone, words: done } : of(words);
}

/** What was set for somebody who has left is kept, and switches nobody. */
export function withoutEffect(person: string): ToldOutcome {
  return { tone: 'waits', words: t('outcomes.no-effect', { person }) };
}
