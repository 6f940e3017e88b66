/** Open conversations that wait for somebody, and who can take them over. */
import type { PersonView } from '../../../assets/api/views/views';
import { CLOSE, handoverItems, handoverPlan, takersFor } from '../../../assets/page/model/handovers';
import { outcomeOf } from '../../../assets/page/model/outcomes';
import { HELD, LEFT, ON, person } from './people';

type Handover = NonNullable<PersonView['handover']>;

const waiting: Handover = {
  step: 'waiting',
  because: 'left',
  to: 'sales',
  since: '2026-11-22T11:00:00Z',
  moved: 0,
  failed: 0,
  waiting: 6,
};
const items = (handover: Handover) =>
  handoverItems(person('ben', { should: LEFT, handover }), (instant) => `since ${instant.slice(11, 16)}`).map(
    ({ about, text, weight }) => `${weight}: ${about} ${text}`,
  );

test('conversations that wait for somebody need attention, with their number, the reason and who cannot take them', () => {
  expect(items(waiting)).toEqual([
    'warn: 6 conversations of ben wait for somebody since 11:00: they have left, and sales cannot take over now. Ticks look again.',
  ]);
  expect(items({ ...waiting, waiting: 1, because: 'leave', to: 'manager' })).toEqual([
    'warn: one conversation of ben waits for somebody since 11:00: they are on leave, and their manager cannot take over now. Ticks look again.',
  ]);
});

test('a hand-over that goes on, is done, or was given back needs nobody', () => {
  for (const step of ['moving', 'checking', 'done', 'returning', 'returned', 'kept'] as const) {
    expect(items({ ...waiting, step })).toEqual([]);
  }
});

test('conversations that could not be handed over need attention once ticks have given up', () => {
  const failed = { ...waiting, waiting: 0, failed: 2 };
  expect(items({ ...failed, step: 'moving' })).toEqual([
    'wait: 2 conversations of ben could not be handed over (to sales, since 11:00). Ticks retry.',
  ]);
  expect(items({ ...failed, step: 'done' })).toEqual([
    'warn: 2 conversations of ben could not be handed over (to sales, since 11:00).',
  ]);
  expect(items({ ...failed, step: 'returned' })).toEqual([]);
});

test('who takes over is on duty, has access, and is not reported to have left', () => {
  const ben = person('ben', { should: ON });
  const people = [
    person('ana', { should: ON }),
    ben,
    person('cy'),
    person('dee', { should: LEFT }),
    person('kai', { should: ON, held: [HELD] }),
    person('lou', { should: ON, unreadable: true }),
    person('x@example.com', { should: ON, onRoster: false }),
  ];
  expect(takersFor(ben, people).map(({ person: name }) => name)).toEqual(['ana']);
});

test('the request names both, and what is told is what was done', () => {
  const ben = person('ben', { should: LEFT, handover: waiting });
  const { order, consequence, told } = handoverPlan(ben, 'ana', []);
  expect(order).toEqual({ path: '/ops/handover', body: { person: 'ben', to: 'ana' } });
  expect(consequence[0]).toBe('ana takes over all open conversations of ben, who is no longer in them.');
  const result = (outcome: string, detail?: string) =>
    outcomeOf([{ event: 'operator', type: 'ops.handover', outcome, ...(detail !== undefined && { detail }) }], told)
      .words;
  expect(result('applied')).toBe('The conversations of ben are with ana now.');
  expect(result('deferred')).toBe('The conversations of ben are going to ana; the next ticks go on.');
  expect(result('retrying', 'Another execution is at it.')).toBe(
    'The conversations of ben: Another execution is at it.',
  );
  expect(handoverPlan(ben, CLOSE, []).consequence[1]).toContain('cannot be opened again');
});

test('closing says what cannot be undone, and which conversations stay', () => {
  expect(handoverPlan(person('ben', { should: LEFT, handover: waiting }), CLOSE, []).consequence).toEqual([
    'All open conversations of ben are closed, except where a colleague takes part: there only ben goes.',
    'A closed conversation cannot be opened again: a customer who writes begins a new one.',
  ]);
});
