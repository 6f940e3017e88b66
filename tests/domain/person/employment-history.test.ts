import fc from 'fast-check';
import { capHistory, countsAt, employmentAt } from '../../../assets/domain/person/employment-history';
import type { EmploymentEvent } from '../../../assets/domain/person/record';

const SOURCES = [
  {},
  { source: 'okta' },
  { source: 'bamboohr' },
  { source: 'standard', liftsAll: true },
  { source: 'operator', liftsAll: true },
];

/** The announced leavings, which no other source's words may make away with. */
const leavings = (events: readonly EmploymentEvent[], instant: number) =>
  employmentAt(events, instant).plans.filter(({ kind }) => kind === 'offboarded');

test('dropping the oldest events changes neither what holds nor what will hold', () => {
  const many = fc.uniqueArray(
    fc.record({
      kind: fc.constantFrom('offboarded' as const, 'reinstated' as const, 'cancelled' as const),
      occurredAt: fc.integer({ min: 1, max: 500 }), // ms, within one second
      effectiveAt: fc.nat(1000),
      from: fc.constantFrom(...SOURCES),
    }),
    { selector: ({ occurredAt }) => occurredAt, minLength: 10, maxLength: 60 },
  );
  fc.assert(
    fc.property(many, fc.array(fc.nat(1200), { minLength: 1, maxLength: 5 }), (all, instants) => {
      const events = all
        .map(({ from, ...one }) => ({
          ...one,
          ...from,
          effectiveAt: Math.max(one.occurredAt, one.kind === 'cancelled' ? 0 : one.effectiveAt),
          event: '',
          key: `${one.occurredAt}`,
        }))
        .sort((a, b) => a.occurredAt - b.occurredAt);
      let kept: typeof events = [];
      for (const one of events) kept = capHistory([...kept, one], one.occurredAt);
      expect(kept.length).toBeLessThanOrEqual(19);
      // A return is also planned for sources whose lock-outs all have been lifted since. Once these are forgotten, so is that plan,
      // and it makes no difference: what counts is whether the person is in, at every instant at which that may change.
      const due = events.map(({ effectiveAt }) => effectiveAt).filter((instant) => instant >= 500);
      for (const instant of [...instants.map((later) => 500 + later), ...due]) {
        expect(employmentAt(kept, instant).left).toBe(employmentAt(events, instant).left);
        expect(leavings(kept, instant)).toEqual(leavings(events, instant));
      }
    }),
  );
});

const at = (instant: string) => Date.parse(`2026-11-02T${instant}Z`);

function said(
  kind: EmploymentEvent['kind'],
  instant: string,
  source: string,
  effectiveAt = at(instant),
): EmploymentEvent {
  return { kind, occurredAt: at(instant), effectiveAt, event: '', key: `${kind} ${instant} ${source}`, source };
}

describe('a timestamp in whole seconds means its whole second', () => {
  const left = (...events: EmploymentEvent[]) =>
    [events, events.toReversed()].map((all) => employmentAt(all, at('13:00:00')).left);

  test('a leaving counts at its end: a return within that second does not overtake it', () => {
    const back = { ...said('reinstated', '12:00:00.400', 'bamboohr'), liftsAll: true };
    expect(left(back, said('offboarded', '12:00:00', 'gusto'))).toEqual([true, true]);
    expect(left(back, said('offboarded', '12:00:00.300', 'gusto'))).toEqual([false, false]);
  });

  test('a return counts at its start: a leaving within that second overtakes it', () => {
    expect(left(said('reinstated', '12:00:00', 'okta'), said('offboarded', '12:00:00.400', 'okta'))).toEqual([
      true,
      true,
    ]);
  });

  test('a return of the next second counts after it', () => {
    expect(left(said('offboarded', '12:00:00', 'okta'), said('reinstated', '12:00:01', 'okta'))).toEqual([
      false,
      false,
    ]);
  });

  test('a cancellation counts at its end: it drops what was announced within that second', () => {
    const announced = said('offboarded', '12:00:00.400', 'okta', at('12:30:00'));
    expect(left(announced, said('cancelled', '12:00:00', 'okta'))).toEqual([false, false]);
  });

  test('a leaving that is due before its own second ends takes effect all the same', () => {
    const soon = said('offboarded', '12:00:00', 'okta', at('12:00:00.500'));
    expect(left(soon)).toEqual([true, true]);
    expect(employmentAt([soon], at('12:00:00.500')).left).toBe(true);
  });

  test('it takes effect at once nevertheless', () => {
    const now = said('offboarded', '12:00:00', 'okta');
    expect(employmentAt([now], at('12:00:00')).left).toBe(true);
    expect(countsAt(now)).toBe(at('12:00:00.999'));
  });
});
