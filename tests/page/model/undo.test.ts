import type { PersonView } from '../../../assets/api/views/views';
import { ordersOf } from '../../../assets/page/model/acts';
import { undoOf } from '../../../assets/page/model/undo';
import { HELD, person } from './people';

const ana = (more: Partial<PersonView> = {}) => person('ana', more);
const set = (body: Record<string, unknown>) =>
  [{ path: '/shifts/override', body: { person: 'ana', ...body } }] as const;
const UNTIL = '2026-11-23T16:00:00Z';
const OVERRIDE = { available: true, until: UNTIL, event: 'e' };
const LEAVE = { key: 'l1', from: '2026-11-24T00:00:00Z', to: '2026-11-25T00:00:00Z' };

/** The request that takes it back, without whom it is about. */
function bodyOf(orders: Parameters<typeof undoOf>[0], before: PersonView, after: PersonView) {
  const undo = undoOf(orders, before, after);
  expect(undo?.orders ?? []).toHaveLength(undo ? 1 : 0);
  const { person: who, ...body } = undo?.orders[0]?.body ?? { person: 'ana' };
  expect(who).toBe('ana');
  return undo && { path: undo.orders[0]?.path, ...body };
}

test('an override that was set is ended', () => {
  expect(bodyOf(set({ available: false }), ana(), ana({ override: { ...OVERRIDE, available: false } }))).toEqual({
    path: '/shifts/override',
    end: 'override',
  });
});

test('an override that was replaced or ended is set again as it was', () => {
  const again = { path: '/shifts/override', available: true, until: UNTIL };
  expect(bodyOf(set({ available: false, until: UNTIL }), ana({ override: OVERRIDE }), ana())).toEqual(again);
  expect(bodyOf(set({ end: 'override' }), ana({ override: OVERRIDE }), ana())).toEqual(again);
});

test('an override until the next shift change is set again until then', () => {
  const before = ana({ override: { ...OVERRIDE, until: null } });
  expect(bodyOf(set({ end: 'override' }), before, ana())).toEqual({ path: '/shifts/override', available: true });
});

test('a leave that was set is ended, and no other one', () => {
  const other = { ...LEAVE, key: 'l0' };
  const asked = set({ leave: { from: LEAVE.from, to: LEAVE.to } });
  expect(bodyOf(asked, ana({ leave: [other] }), ana({ leave: [other, LEAVE] }))).toEqual({
    path: '/shifts/override',
    end: 'leave',
    leave: 'l1',
  });
  expect(bodyOf(asked, ana({ leave: [other] }), ana({ leave: [other] }))).toBeUndefined();
});

test('a leave that was ended is set again', () => {
  expect(bodyOf(set({ end: 'leave', leave: 'l1' }), ana({ leave: [LEAVE] }), ana())).toEqual({
    path: '/shifts/override',
    leave: { from: LEAVE.from, to: LEAVE.to },
  });
});

test('a lock-out is undone', () => {
  const before = ana({ held: [HELD] });
  expect(bodyOf(ordersOf({ kind: 'release', person: before }), before, ana())).toEqual({ path: '/ops/undo' });
});

test('nothing takes back what HR has to say again, nor what concerns many', () => {
  const before = ana({ held: [HELD] });
  expect(undoOf(ordersOf({ kind: 'drop-held', person: before }), before, ana())).toBeUndefined();
  expect(undoOf(ordersOf({ kind: 'undo', person: before }), before, ana())).toBeUndefined();
  const many = ordersOf({ kind: 'release-all', people: [before, person('ben', { held: [HELD] })], why: 'limit' });
  expect(undoOf(many, undefined, undefined)).toBeUndefined();
  expect(undoOf(ordersOf({ kind: 'release', person: before }), before, undefined)).toBeUndefined();
});
