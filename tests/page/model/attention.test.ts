/** What the tab's title counts, and whom the filter finds. */
import { actionItemsOf } from '../../../assets/page/model/action-items';
import { peopleInNeed, titleOf } from '../../../assets/page/model/attention';
import { rowsOf } from '../../../assets/page/model/rows';
import { clockOf } from '../../../assets/page/model/wall-clock';
import { HELD, NOON, ON_TIME, page, person, whole } from './people';

const held = (key: string, why: 'limit' | 'protected' = 'protected') => person(key, { held: [{ ...HELD, why }] });
const itemsOf = (people: Parameters<typeof page>[0]) =>
  actionItemsOf(rowsOf([page(people)], new Map()), whole(), clockOf('UTC'), NOON, ON_TIME);
const COMING = person('coming', {
  planned: [
    { kind: 'offboarded', due: '2026-11-24T00:00:00Z', said: '2026-11-20T00:00:00Z', event: 'e', source: 'Okta' },
  ],
});

test('the title counts what needs attention, and nothing that is for information', () => {
  const items = itemsOf([held('ana'), held('ben'), COMING]);
  expect(items).toHaveLength(3);
  expect(titleOf(items, { sign: 'warn' })).toBe('(2) Rosterline');
  expect(titleOf(itemsOf([COMING]), { sign: 'well' })).toBe('Rosterline');
});

test('the title has a mark where the whole has stopped and nothing is listed', () => {
  expect(titleOf([], { sign: 'stop' })).toBe('(!) Rosterline');
  expect(titleOf(itemsOf([held('ana')]), { sign: 'stop' })).toBe('(1) Rosterline');
});

test('the people in need are those whom such an item is about, together or alone', () => {
  const people = [held('ana'), COMING, person('well'), ...['x', 'y', 'z'].map((key) => held(key, 'limit'))];
  expect([...peopleInNeed(itemsOf(people))].sort()).toEqual(['ana', 'x', 'y', 'z']);
});
