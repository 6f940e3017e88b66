import fc from 'fast-check';
import type { AppliedShard } from '../../../assets/application/ports';
import { isBelieved, noteOf, tableFrom } from '../../../assets/application/tick/duty-table-note';
import type { DutyState } from '../../../assets/application/tick/load-state';
import { HOUR, MINUTE } from '../../../assets/domain/time';

const NOW = Date.parse('2026-11-02T12:00:00Z');

interface Person {
  readonly desired: boolean;
  readonly isMissing: boolean;
  readonly shard: number;
}
const SHARDS = 3;
const someone = fc.record({ desired: fc.boolean(), isMissing: fc.boolean(), shard: fc.nat(SHARDS - 1) });

/** People whose table is right. */
function office(people: readonly Person[]): { states: DutyState[]; shards: AppliedShard[] } {
  const states = people.map(({ desired, isMissing, shard }, index): DutyState => {
    const name = String(index).padStart(12, 'n');
    const lastApplied = isMissing ? 'missing' : desired;
    const person = { key: name, identity: `${name}@example.com`, name, shard, unknown: false, busy: false };
    return { ...person, desired, desiredBefore: desired, lastApplied, because: () => 'shift' };
  });
  const shards = Array.from({ length: SHARDS }, (_, shard): AppliedShard => {
    const named = (last: DutyState['lastApplied']) =>
      new Set(states.filter((one) => one.shard === shard && one.lastApplied === last).map(({ name }) => name));
    return { at: NOW - shard, on: named(true), off: named(false), missing: named('missing'), revision: `r${shard}` };
  });
  return { states, shards };
}

test('A table that was noted is the one that was read, and no other state of anybody is taken for it', () => {
  fc.assert(
    fc.property(fc.array(someone, { minLength: 1, maxLength: 40 }), fc.nat(), (people, chosen) => {
      const { states, shards } = office(people);
      const note = noteOf(states, shards, undefined, NOW);
      if (!note) throw new Error('not noted');
      expect(tableFrom(note, states)).toEqual(shards);
      const present = states.filter(({ lastApplied }) => lastApplied !== 'missing');
      const other = present[chosen % Math.max(1, present.length)];
      if (!other) return;
      const changed = states.map((one) => (one === other ? { ...one, desired: !one.desired } : one));
      expect(tableFrom(note, changed)).toBeUndefined();
      expect(tableFrom(note, states.slice(1))).toBeUndefined();
      expect(tableFrom(note, [...states, { ...other, name: 'somebody else' }])).toBeUndefined();
    }),
  );
});

test('A table is believed when it was the same at two reads half a minute apart, for an hour after the last', () => {
  const { states, shards } = office([{ desired: true, isMissing: false, shard: 0 }]);
  const first = noteOf(states, shards, undefined, NOW);
  const soon = noteOf(states, shards, first, NOW + 29_000);
  const second = noteOf(states, shards, soon, NOW + MINUTE);
  expect([first, soon, second].map((note) => note && isBelieved(note, NOW + MINUTE))).toEqual([false, false, true]);
  expect(second && isBelieved(second, NOW + MINUTE + HOUR)).toBe(false);
  // A clock that was set back.
  expect(second && isBelieved(second, NOW)).toBe(false);
  const third = noteOf(states, shards, second, NOW + MINUTE + HOUR);
  expect(third && isBelieved(third, NOW + MINUTE + HOUR)).toBe(true);
});

test('A table that somebody has written between two reads begins anew', () => {
  const { states, shards } = office([{ desired: true, isMissing: false, shard: 0 }]);
  const first = noteOf(states, shards, undefined, NOW);
  const written = shards.map((shard, index) => (index === 0 ? { ...shard, revision: 'another' } : shard));
  const second = noteOf(states, written, first, NOW + MINUTE);
  expect(second && isBelieved(second, NOW + MINUTE)).toBe(false);
  expect(second?.since).toBe(NOW + MINUTE);
});

test('A table is not noted where anybody is not as expected, cannot be told, or is not in Sync', () => {
  const { states, shards } = office([
    { desired: true, isMissing: false, shard: 0 },
    { desired: false, isMissing: false, shard: 1 },
  ]);
  const noted = (change: Partial<DutyState>) =>
    noteOf(
      states.map((one, index) => (index === 0 ? { ...one, ...change } : one)),
      shards,
      undefined,
      NOW,
    );
  expect(noted({})).toBeDefined();
  expect(noted({ lastApplied: false })).toBeUndefined();
  expect(noted({ lastApplied: undefined })).toBeUndefined();
  expect(noted({ unknown: true })).toBeUndefined();
  const { revision: _, ...unwritten } = shards[0] ?? { at: 0, on: new Set(), off: new Set(), missing: new Set() };
  expect(noteOf(states, [unwritten, ...shards.slice(1)], undefined, NOW)).toBeUndefined();
});

test('A table is not noted where more people have no user than the heartbeat has room for', () => {
  const missing = (count: number) =>
    office(Array.from({ length: count }, () => ({ desired: true, isMissing: true, shard: 0 })));
  const [few, many] = [missing(100), missing(101)];
  expect(noteOf(few.states, few.shards, undefined, NOW)).toBeDefined();
  expect(noteOf(many.states, many.shards, undefined, NOW)).toBeUndefined();
});
