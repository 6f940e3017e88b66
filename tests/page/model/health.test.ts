/** The state of the whole in a word, which never says otherwise than the list below it. */
import type { WholeView } from '../../../assets/api/views/views';
import type { ActionItem, Weight } from '../../../assets/page/model/action-item';
import { OFFLINE } from '../../../assets/page/model/errors';
import { healthOf, needsAttention } from '../../../assets/page/model/health';
import { ticksOf } from '../../../assets/page/model/ticks';
import { clockOf } from '../../../assets/page/model/wall-clock';
import { NOON, ON_TIME, whole } from './people';

const utc = clockOf('UTC');
const last = {
  at: '2026-11-22T11:59:30Z',
  took: 90,
  people: 3,
  onDuty: 1,
  changed: 0,
  missing: 0,
  unseen: 0,
};
const ticking = (given: Partial<WholeView> = {}) => whole({ tick: { last, stopped: false }, ...given });
const item = (weight: Weight): ActionItem => ({ key: weight, weight, about: 'ana', kind: 'held', text: '', acts: [] });
const words = (items: readonly ActionItem[], given: Partial<WholeView> = {}, ticks = ON_TIME) =>
  healthOf(undefined, ticking(given), items, utc, NOON, ticks, true).words;

test('all is well only without any action item', () => {
  expect(words([])).toBe('All well');
  expect(words([item('know')])).toBe('Working');
  expect(words([item('wait')])).toBe('Working');
  expect(words([item('warn'), item('know')])).toBe('Needs attention');
  expect(words([item('stop')])).toBe('Needs attention');
});

test('nothing is well before everybody has been loaded, and what is found until then is said', () => {
  const partly = (items: readonly ActionItem[]) => healthOf(undefined, ticking(), items, utc, NOON, ON_TIME, false);
  expect(partly([])).toEqual({ sign: 'wait', words: 'Loading' });
  expect(partly([item('know')])).toEqual({ sign: 'wait', words: 'Loading' });
  expect(partly([item('warn')]).words).toBe('Needs attention');
});

test('gaps ahead are counted beside it, without those that are over', () => {
  const gap = (from: string, to: string) => ({ id: 'nights', from, to, have: 0, need: 1 });
  const coverage = [
    gap('2026-11-22T08:00:00Z', '2026-11-22T09:00:00Z'),
    gap('2026-11-25T08:00:00Z', '2026-11-25T09:00:00Z'),
    gap('2026-11-26T08:00:00Z', '2026-11-26T09:00:00Z'),
    gap('2026-12-06T08:00:00Z', '2026-12-06T09:00:00Z'),
  ];
  const note = (of: WholeView['coverage']) =>
    healthOf(undefined, ticking({ coverage: of }), [item('know')], utc, NOON, ON_TIME, true);
  expect(note(coverage)).toEqual({ sign: 'well', words: 'Working', note: '2 gaps ahead' });
  expect(note(coverage.slice(0, 2)).note).toBe('one gap ahead');
  expect(note([])).toEqual({ sign: 'well', words: 'Working' });
});

test('what is wrong with the whole comes before what is wrong with some', () => {
  const items = [item('stop')];
  expect(healthOf(OFFLINE, ticking(), items, utc, NOON, ON_TIME, true).words).toBe('Not connected');
  expect(healthOf(undefined, undefined, [], utc, NOON, ON_TIME, true).words).toBe('Loading');
  expect(words(items, { tick: { stopped: true } })).toBe('Not started');
  expect(words(items, { tick: { last, stopped: true } })).toBe('Stopped');
  expect(words(items, { refusal: { text: 'x' } })).toBe('Nobody found');
  expect(words(items, { heldRoster: { since: '2026-11-22T11:00:00Z', people: 3 } })).toBe('Roster held');
  expect(words(items, { dryRun: true })).toBe('Dry run');
});

test('a tick is late two minutes after the last one, and stopped ticks are late', () => {
  const late = (at: number, given: Partial<WholeView> = {}) => ticksOf(ticking(given), at).late;
  expect(late(NOON)).toBe(false);
  expect(late(NOON + 89_999)).toBe(false);
  expect(late(NOON + 90_000)).toBe(true);
  expect(late(NOON, { tick: { last, stopped: true } })).toBe(true);
  expect(late(NOON, { tick: { stopped: true } })).toBe(true);
  expect(ticksOf(undefined, NOON).late).toBe(false);
});

test('a roster that was published after the last tick has still to be followed by the next one', () => {
  const published = (at: string | null) =>
    ticksOf(ticking({ roster: { version: 2, at, by: 'Ana', note: null } }), NOON).published;
  expect(published('2026-11-22T11:59:40Z')).toBe(true);
  expect(published('2026-11-22T11:59:20Z')).toBe(false);
  expect(published(null)).toBe(false);
});

test('what is retried by itself or still to come needs no attention', () => {
  expect((['stop', 'warn', 'wait', 'know'] as const).map((weight) => needsAttention(item(weight)))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
