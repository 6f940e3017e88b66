import fc from 'fast-check';
import type { Word } from './oracle';
import { at, event } from './situation';
/** Events on someone's employment, each at its own minute: which wins within one is a rule of its own, tested apart. */
export const words = fc
  .uniqueArray(
    fc.record({
      type: fc.constantFrom('offboarded' as const, 'reinstated' as const, 'offboarding_cancelled' as const),
      said: fc.integer({ min: 0, max: 100 }),
      due: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
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
/** The event as the parser returns it. */
export const toEvent = ({ type, said, due }: Word) =>
  event(
    type,
    `${type}-${said}`,
    at(said),
    type === 'offboarding_cancelled' || due === undefined ? {} : { effectiveAt: at(due) },
  );
