import fc from 'fast-check';
import type { ReceivedEvent } from '../../../assets/domain/staff-event';
import { AUTHORITY, type Word } from './oracle';
import { at, event } from './situation';

/** Events on someone's employment, each at its own minute: which wins within one is a rule of its own, tested apart. */
const wordsFrom = (...sources: (string | undefined)[]): fc.Arbitrary<Word[]> =>
  fc
    .uniqueArray(
      fc.record({
        type: fc.constantFrom('offboarded' as const, 'reinstated' as const, 'offboarding_cancelled' as const),
        said: fc.integer({ min: 0, max: 100 }),
        due: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
        from: fc.constantFrom(...sources),
      }),
      { selector: ({ said }) => said, maxLength: 7 },
    )
    .map((all) =>
      all.map((word, index) => ({
        ...word,
        said: word.said * 10,
        due: word.due === undefined ? undefined : word.due * 10 + 1 + index,
      })),
    );

/** Events of before their source was kept. */
export const words = wordsFrom(undefined);
/** Events of one provider alone. */
export const wordsOfOne = wordsFrom('okta');
/** Events of several providers, of which one is the authority, and of before. */
export const wordsOfSeveral = wordsFrom('okta', 'bamboohr', 'standard', undefined);

/** The event as it is received. */
export function toEvent({ type, said, due, from }: Word): ReceivedEvent {
  const data = type === 'offboarding_cancelled' || due === undefined ? {} : { effectiveAt: at(due) };
  const source = from !== undefined && { source: { name: from, liftsAll: AUTHORITY.includes(from) } };
  return { ...event(type, `${type}-${said}`, at(said), data), ...source };
}
