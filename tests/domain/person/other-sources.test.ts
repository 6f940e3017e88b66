import fc from 'fast-check';
import { decide } from '../../../assets/domain/person/decide';
import { cancelOffboarding, dropHeld, releaseHeld } from '../../../assets/domain/person/decide-employment';
import { employmentAt } from '../../../assets/domain/person/employment-history';
import { mergeRecords } from '../../../assets/domain/person/merge-records';
import { dueChange } from '../../../assets/domain/person/outbox';
import type { PersonRecord } from '../../../assets/domain/person/record';
import { readRecord } from '../../../assets/domain/person/record-codec';
import { undoLockout } from '../../../assets/domain/person/undo-lockout';
import type { ReceivedEvent } from '../../../assets/domain/staff-event';
import { toEvent, wordsOfOne, wordsOfSeveral } from './arbitrary';
import { at, empty, event, recordAfter, situationAt } from './situation';

const AUTHORITY = ['standard'];

/** An event of a source, a minute's number of which is its id as well. */
function said(source: string, type: string, minute: number, data: Record<string, unknown> = {}): ReceivedEvent {
  const from = { name: source, liftsAll: AUTHORITY.includes(source) };
  return { ...event(type, `${source}-${type}-${minute}`, at(minute), data), source: from };
}

/** The record after events that each arrived at its own minute. */
const heard = (...events: ReceivedEvent[]) =>
  recordAfter(...events.map((one): [ReceivedEvent, number] => [one, one.timestamp]));
/** The same, as if Frontline had been updated. */
const confirmed = (record: PersonRecord): PersonRecord => ({ ...record, targets: {} });
const isOut = ({ employmentEvents }: PersonRecord, minute = 100) => employmentAt(employmentEvents, at(minute)).left;
const reasons = ({ held }: PersonRecord) => held.map(({ kind, source, reason }) => `${kind} by ${source}: ${reason}`);

const OKTA_OUT = said('okta', 'offboarded', 1);
const BAMBOO_OUT = said('bamboohr', 'offboarded', 2);
const BAMBOO_BACK = said('bamboohr', 'reinstated', 5);

describe('a reinstatement', () => {
  test('of another source than the lock-out is held, and the person stays out', () => {
    const decision = decide(heard(OKTA_OUT), BAMBOO_BACK, situationAt(at(5)));
    expect(decision).toMatchObject({ outcome: 'held' });
    expect(decision.claimed).toBeUndefined();
    expect(reasons(decision.record)).toEqual(['reinstated by bamboohr: other_source']);
    expect(isOut(decision.record)).toBe(true);
    expect(decide(confirmed(decision.record), BAMBOO_BACK, situationAt(at(6))).outcome).toBe('held');
    expect(dueChange(decision.record, situationAt(at(9)))?.claimed?.frontline?.access).toBe(false);
  });

  test.each(['okta', 'standard'])('of the own source or the authority lifts the lock-out (%s)', (source) => {
    const decision = decide(heard(OKTA_OUT), said(source, 'reinstated', 5), situationAt(at(5)));
    expect(decision).toMatchObject({ outcome: 'applied', claimed: { frontline: { access: true } } });
    expect(isOut(decision.record)).toBe(false);
  });

  test('of the authority, or an operator, lifts the lock-outs of every source; a later one stands', () => {
    const both = heard(OKTA_OUT, BAMBOO_OUT);
    expect(isOut(heard(OKTA_OUT, BAMBOO_OUT, said('standard', 'reinstated', 5)))).toBe(false);
    expect(isOut(undoLockout(both, situationAt(at(5)))?.record ?? both)).toBe(false);
    expect(isOut(heard(OKTA_OUT, said('standard', 'reinstated', 5), said('gusto', 'offboarded', 6)))).toBe(true);
  });

  test('lifts the own lock-out although another source has the person out, and is held for that', () => {
    const { record, outcome } = decide(heard(OKTA_OUT, BAMBOO_OUT), BAMBOO_BACK, situationAt(at(5)));
    expect([outcome, isOut(record)]).toEqual(['held', true]);
    const lifted = decide(record, said('okta', 'reinstated', 6), situationAt(at(6)));
    expect(lifted).toMatchObject({ outcome: 'applied', claimed: { frontline: { access: true } } });
    // Nothing is left for an operator to decide.
    expect(lifted.record.held).toEqual([]);
  });

  test('counts against a lock-out of the own source that arrives late, also while it is held for another one', () => {
    const record = recordAfter([OKTA_OUT, at(1)], [BAMBOO_BACK, at(5)], [BAMBOO_OUT, at(6)]);
    expect(isOut(record)).toBe(true);
    expect(isOut(decide(record, said('okta', 'reinstated', 7), situationAt(at(7))).record)).toBe(false);
  });

  test('for later is held by what will stand then', () => {
    const back = said('bamboohr', 'reinstated', 5, { effectiveAt: at(50) });
    const record = heard(OKTA_OUT, back);
    expect(reasons(record)).toEqual(['reinstated by bamboohr: other_source']);
    const released = releaseHeld(record, situationAt(at(9)))?.record ?? record;
    expect([isOut(released, 49), isOut(released, 50)]).toEqual([true, false]);
  });

  test('is held where a lock-out stands whose source nobody has kept; the authority lifts that', () => {
    const { source: _, ...unknown } = OKTA_OUT;
    expect(reasons(heard(unknown, BAMBOO_BACK))).toEqual(['reinstated by bamboohr: other_source']);
    expect(isOut(heard(unknown, said('standard', 'reinstated', 5)))).toBe(false);
    expect(isOut(heard(OKTA_OUT, event('reinstated', 'before', at(5))))).toBe(false);
  });
});

describe('a held reinstatement', () => {
  const held = heard(OKTA_OUT, BAMBOO_BACK);

  test("that is released counts as an operator's, at its own time", () => {
    const released = releaseHeld(held, situationAt(at(9)));
    expect(released).toMatchObject({ outcome: 'applied', change: { access: true } });
    expect([released?.record.held, isOut(released?.record ?? held)]).toEqual([[], false]);
    // A lock-out of after that stands.
    const later = recordAfter([OKTA_OUT, at(1)], [BAMBOO_BACK, at(5)], [said('gusto', 'offboarded', 7), at(7)]);
    expect(isOut(releaseHeld(later, situationAt(at(9)))?.record ?? empty)).toBe(true);
    expect(decide(confirmed(released?.record ?? held), BAMBOO_BACK, situationAt(at(9))).outcome).toBe('duplicate');
  });

  test('is not released with what the hourly limit held', () => {
    expect(releaseHeld(held, situationAt(at(9)), 'limit')).toBeUndefined();
  });

  test('that is dropped stays a return for its own source only', () => {
    const dropped = dropHeld(held)?.record ?? held;
    expect([dropped.held, isOut(dropped)]).toEqual([[], true]);
    expect(decide(confirmed(dropped), BAMBOO_BACK, situationAt(at(9))).outcome).toBe('duplicate');
  });

  test('is held once after merging, and not at all if either record released it', () => {
    expect(mergeRecords(held, { ...held, identity: 'Ada@example.com' }, at(9))).toEqual(held);
    const released = releaseHeld(held, situationAt(at(9)))?.record ?? held;
    for (const merged of [mergeRecords(held, released, at(9)), mergeRecords(released, held, at(9))]) {
      expect([merged.held, isOut(merged)]).toEqual([[], false]);
    }
  });
});

describe('a cancellation', () => {
  const announced = said('okta', 'offboarded', 1, { effectiveAt: at(50) });

  test.each(['okta', 'standard'])('of the own source or the authority drops the announced leaving (%s)', (source) => {
    const decision = decide(heard(announced), said(source, 'offboarding_cancelled', 5), situationAt(at(5)));
    expect([decision.outcome, isOut(decision.record)]).toEqual(['applied', false]);
  });

  test('of another source is held: released it drops the announcement, dropped it leaves it alone', () => {
    const decision = decide(heard(announced), said('gusto', 'offboarding_cancelled', 5), situationAt(at(5)));
    expect(decision.outcome).toBe('held');
    expect(reasons(decision.record)).toEqual(['cancelled by gusto: other_source']);
    expect(isOut(decision.record)).toBe(true);
    expect(isOut(releaseHeld(decision.record, situationAt(at(9)))?.record ?? empty)).toBe(false);
    expect(isOut(dropHeld(decision.record)?.record ?? empty)).toBe(true);
  });

  test('has nothing to be held for where nothing is announced', () => {
    expect(decide(heard(OKTA_OUT), said('gusto', 'offboarding_cancelled', 5), situationAt(at(5)))).toMatchObject({
      outcome: 'unchanged',
      record: { held: [] },
    });
  });

  test('by an operator drops what every source announced', () => {
    const both = heard(announced, said('gusto', 'offboarded', 2, { effectiveAt: at(60) }));
    expect(employmentAt(both.employmentEvents, at(3)).plans).toHaveLength(2);
    expect(isOut(cancelOffboarding(both, situationAt(at(5)))?.record ?? empty)).toBe(false);
  });
});

test('an old offboarding is held although another source has reported a return since', () => {
  const days = (n: number) => n * 24 * 60;
  const record = heard(said('bamboohr', 'offboarded', days(-50)), said('bamboohr', 'reinstated', days(-10)));
  const decision = decide(record, said('okta', 'offboarded', days(-40)), situationAt(at(0)));
  expect(reasons(decision.record)).toEqual(['offboarded by okta: old']);
  expect(decision.claimed).toBeUndefined();
});

test('an older lock-out of a second source counts once the first one is lifted', () => {
  const record = recordAfter([BAMBOO_OUT, at(2)]);
  const decision = decide(record, OKTA_OUT, situationAt(at(3)));
  expect(decision.outcome).toBe('unchanged');
  expect(isOut(decide(decision.record, BAMBOO_BACK, situationAt(at(5))).record)).toBe(true);
});

test('events of one source mean what they meant before sources were kept', () => {
  fc.assert(
    fc.property(wordsOfOne, fc.nat(2100), (all, minute) => {
      const past = all.filter(({ said }) => said <= minute);
      const { employmentEvents } = heard(...past.map(toEvent));
      const before = employmentEvents.map(({ source: _, ...one }) => one);
      const { left, by, plans } = employmentAt(employmentEvents, at(minute));
      const old = employmentAt(before, at(minute));
      expect([left, by?.key, plans.map(({ key }) => key)]).toEqual([
        old.left,
        old.by?.key,
        old.plans.map(({ key }) => key),
      ]);
    }),
  );
});

test('someone is in only when every lock-out has been lifted by its own source, the authority or an operator', () => {
  fc.assert(
    fc.property(wordsOfSeveral, fc.nat(2100), (all, minute) => {
      const { employmentEvents: events } = heard(...all.map(toEvent));
      const { left, lockouts } = employmentAt(events, at(minute));
      expect(left).toBe(lockouts.length > 0);
      const shuffled = employmentAt(
        [...events].sort((a, b) => (a.key < b.key ? -1 : 1)),
        at(minute),
      );
      expect([shuffled.left, shuffled.by, new Set(shuffled.plans)]).toEqual([
        left,
        employmentAt(events, at(minute)).by,
        new Set(employmentAt(events, at(minute)).plans),
      ]);
      for (const lockout of lockouts) {
        // Without any other source's words it stands as well.
        const own = events.filter((one) => one.source === lockout.source || one.source === 'standard' || !one.source);
        expect(employmentAt(own, at(minute)).lockouts).toContain(lockout);
      }
    }),
  );
});

test('a record with sources is read as it was written', () => {
  const record = heard(OKTA_OUT, BAMBOO_BACK, said('standard', 'reinstated', 9));
  expect(readRecord(JSON.parse(JSON.stringify(record)))).toEqual(record);
  expect(record.employmentEvents.map(({ source, liftsAll }) => [source, liftsAll])).toEqual([
    ['okta', undefined],
    ['bamboohr', undefined],
    ['standard', true],
  ]);
});
