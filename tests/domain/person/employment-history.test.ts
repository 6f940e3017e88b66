import fc from 'fast-check';
import { capHistory, employmentAt } from '../../../assets/domain/person/employment-history';

test('forgetting the oldest words changes nothing of what holds or will hold', () => {
  const many = fc.uniqueArray(
    fc.record({
      kind: fc.constantFrom('offboarded' as const, 'reinstated' as const, 'cancelled' as const),
      said: fc.nat(500),
      due: fc.nat(1000),
    }),
    { selector: ({ said }) => said, minLength: 10, maxLength: 60 },
  );
  fc.assert(
    fc.property(many, fc.array(fc.nat(1200), { minLength: 1, maxLength: 5 }), (all, instants) => {
      const words = all
        .map((word) => ({
          ...word,
          due: Math.max(word.said, word.kind === 'cancelled' ? 0 : word.due),
          event: '',
          key: `${word.said}`,
        }))
        .sort((a, b) => a.said - b.said);
      let kept: typeof words = [];
      for (const word of words) kept = capHistory([...kept, word], word.said);
      expect(kept.length).toBeLessThan(20);
      for (const instant of instants.map((later) => 500 + later)) {
        expect(employmentAt(kept, instant).left).toBe(employmentAt(words, instant).left);
        expect(employmentAt(kept, instant).plans).toEqual(employmentAt(words, instant).plans);
      }
    }),
  );
});
