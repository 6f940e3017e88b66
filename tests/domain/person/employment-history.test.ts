import fc from 'fast-check';
import { capHistory, employmentAt } from '../../../assets/domain/person/employment-history';

test('dropping the oldest events changes neither what holds nor what will hold', () => {
  const many = fc.uniqueArray(
    fc.record({
      kind: fc.constantFrom('offboarded' as const, 'reinstated' as const, 'cancelled' as const),
      occurredAt: fc.nat(500),
      effectiveAt: fc.nat(1000),
    }),
    { selector: ({ occurredAt }) => occurredAt, minLength: 10, maxLength: 60 },
  );
  fc.assert(
    fc.property(many, fc.array(fc.nat(1200), { minLength: 1, maxLength: 5 }), (all, instants) => {
      const events = all
        .map((one) => ({
          ...one,
          effectiveAt: Math.max(one.occurredAt, one.kind === 'cancelled' ? 0 : one.effectiveAt),
          event: '',
          key: `${one.occurredAt}`,
        }))
        .sort((a, b) => a.occurredAt - b.occurredAt);
      let kept: typeof events = [];
      for (const one of events) kept = capHistory([...kept, one], one.occurredAt);
      expect(kept.length).toBeLessThan(20);
      for (const instant of instants.map((later) => 500 + later)) {
        expect(employmentAt(kept, instant).left).toBe(employmentAt(events, instant).left);
        expect(employmentAt(kept, instant).plans).toEqual(employmentAt(events, instant).plans);
      }
    }),
  );
});
