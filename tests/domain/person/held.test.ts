import fc from 'fast-check';
import { employmentAt } from '../../../assets/domain/person/employment-history';
import { capHeld } from '../../../assets/domain/person/held';
import { HELD_REASONS, type HeldEvent } from '../../../assets/domain/person/record';

const NOW = 500;

const held = fc
  .uniqueArray(
    fc.record({
      occurredAt: fc.nat(NOW),
      later: fc.oneof({ arbitrary: fc.constant(0), weight: 4 }, fc.nat(600)),
      reason: fc.constantFrom(...HELD_REASONS),
    }),
    { selector: ({ occurredAt }) => occurredAt, minLength: 5, maxLength: 30 },
  )
  .map((all) =>
    all.map(
      ({ occurredAt, later, reason }): HeldEvent => ({
        kind: 'offboarded',
        occurredAt,
        effectiveAt: occurredAt + later,
        event: '',
        key: `${occurredAt}`,
        reason,
      }),
    ),
  );

const others = fc.uniqueArray(
  fc.record({
    kind: fc.constantFrom('reinstated' as const, 'cancelled' as const),
    occurredAt: fc.nat(2 * NOW).map((instant) => instant + 0.5),
    later: fc.nat(300),
  }),
  { selector: ({ occurredAt }) => occurredAt, maxLength: 6 },
);

test('held offboardings that go unless the record is full change nothing when the rest is released, whatever the reason', () => {
  fc.assert(
    fc.property(
      held,
      others,
      fc.array(fc.integer({ min: NOW, max: 2000 }), { minLength: 3, maxLength: 5 }),
      (all, more, instants) => {
        const capped = capHeld(all);
        expect(capped.held.length).toBeLessThanOrEqual(8);
        fc.pre(!capped.full);
        const history = more.map(({ kind, occurredAt, later }) => ({
          kind,
          occurredAt,
          effectiveAt: kind === 'cancelled' ? occurredAt : occurredAt + later,
          event: '',
          key: `${occurredAt}`,
        }));
        for (const only of [undefined, ...HELD_REASONS]) {
          const released = (events: readonly HeldEvent[]) =>
            events.filter(({ reason }) => only === undefined || reason === only);
          for (const instant of instants) {
            const { left } = employmentAt([...history, ...released(capped.held)], instant);
            expect(left).toBe(employmentAt([...history, ...released(all)], instant).left);
          }
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('a held offboarding that nothing makes up for goes only when the record is full, and the oldest first', () => {
  const chain = Array.from(
    { length: 9 },
    (_, n): HeldEvent => ({
      kind: 'offboarded',
      occurredAt: n * 10,
      effectiveAt: n * 10 + 5,
      event: '',
      key: `${n}`,
      reason: 'limit',
    }),
  );
  const { held: kept, full } = capHeld(chain);
  expect(full).toBe(true);
  expect(kept).toEqual(chain.slice(1));
});
