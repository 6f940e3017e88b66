/** Dialogs, toasts and lists call people by the roster's name for them. */

import { actionItemsOf } from '../../../assets/page/model/action-items';
import { type Act, ordersOf } from '../../../assets/page/model/acts';
import { batchOf, namesOf } from '../../../assets/page/model/batch';
import { emptyDraft } from '../../../assets/page/model/draft';
import { handoverItems, handoverPlan } from '../../../assets/page/model/handovers';
import { settingOf } from '../../../assets/page/model/presets';
import { questionOf } from '../../../assets/page/model/questions';
import { rowsOf } from '../../../assets/page/model/rows';
import { undoOf } from '../../../assets/page/model/undo';
import { clockOf } from '../../../assets/page/model/wall-clock';
import { HELD, NOON, ON_TIME, page, person, whole } from './people';

const utc = clockOf('UTC');
const named = (given: Parameters<typeof person>[1] = {}) =>
  person('lukas-weiss', { name: 'Lukas Weiß', zone: 'UTC', ...given });
const FAILED = {
  event: 'e',
  change: ['state=deactivated'],
  since: '2026-11-22T11:00:00Z',
  at: '2026-11-22T11:00:00Z',
};
/** Whatever is shown, without what programs use. */
const shown = (value: unknown) => JSON.stringify(value);

test.each<[string, Act]>([
  ['undo', { kind: 'undo', person: named() }],
  ['release', { kind: 'release', person: named({ held: [HELD] }) }],
  ['drop-held', { kind: 'drop-held', person: named({ held: [HELD] }) }],
  ['cancel', { kind: 'cancel', person: named() }],
  ['replay', { kind: 'replay', person: named() }],
  ['drop-failed', { kind: 'drop-failed', person: named({ failed: [FAILED] }) }],
  ['end-override', { kind: 'end-override', person: named() }],
  ['forget', { kind: 'forget', person: named() }],
  ['release-all', { kind: 'release-all', people: [named(), named()], why: 'limit' }],
])('the question and the toast of %s have the name, and the request the key', (_, act) => {
  const question = questionOf(act, utc, NOON);
  expect(shown(question)).toContain('Lukas Weiß');
  expect(shown(question).replaceAll('lukas-weiss@example.com', '')).not.toContain('lukas-weiss');
  expect(ordersOf(act)[0]?.body).toMatchObject({ person: 'lukas-weiss' });
});

test('what is set, and taken back, is told with the name', () => {
  const before = named();
  const draft = { ...emptyDraft(before, utc, NOON), preset: 'leave-tomorrow' as const };
  const setting = settingOf(draft, before, [], utc);
  if (!setting || !('order' in setting)) throw new Error('not settable');
  expect(setting.told.done).toMatch(/^Lukas Weiß is on leave /);
  const leave = [{ key: 'k', from: '2026-11-23T00:00:00Z', to: '2026-11-24T00:00:00Z' }];
  const undo = undoOf([setting.order], before, named({ leave }));
  expect([undo?.person, undo?.told.about]).toEqual(['lukas-weiss', 'Lukas Weiß']);
});

test('Needs attention has the name, and the keys of its lines stay apart', () => {
  const rows = rowsOf([page([named({ held: [HELD], failed: [FAILED] })], { whole: whole() })], new Map());
  const items = actionItemsOf(rows, whole(), utc, NOON, ON_TIME);
  expect(items.map(({ about, key }) => [about, key])).toEqual([
    ['Lukas Weiß', 'held lukas-weiss'],
    ['Lukas Weiß', 'failed lukas-weiss'],
  ]);
});

test('a decision on many, and a hand-over, have the names of those whom they are about', () => {
  const batch = batchOf({ kind: 'release-all', people: [named()], why: 'limit' }, '');
  expect(namesOf(batch, 'waits')).toBe('Lukas Weiß');
  expect(batch.steps[0]?.person).toBe('lukas-weiss');
  const ana = person('ana', { name: 'Ana Pérez' });
  const plan = handoverPlan(named(), 'ana', [ana]);
  expect(plan.consequence[0]).toBe(
    'Ana Pérez takes over all open conversations of Lukas Weiß, who is no longer in them.',
  );
  expect(plan.order.body).toEqual({ person: 'lukas-weiss', to: 'ana' });
  expect(handoverItems(named(), () => '')).toEqual([]);
});

test('a leave of several days says that its last day is included, and a leave of one day does not', () => {
  const leave = (lastDay: string) => {
    const draft = {
      ...emptyDraft(named(), utc, NOON),
      preset: 'leave-dates' as const,
      firstDay: '2026-11-24',
      lastDay,
    };
    const setting = settingOf(draft, named(), [], utc);
    return setting && 'consequence' in setting ? setting.consequence[0] : undefined;
  };
  expect(leave('2026-11-24')).not.toContain('the last day included');
  expect(leave('2026-11-26')).toContain('the last day included');
});
