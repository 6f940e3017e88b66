import type { StretchView } from '../../../../assets/api/views/views';
import type { Row } from '../../../../assets/page/model/row';
import { candidatesFor, missingFrom } from '../../../../assets/page/roster/forms/candidates';
import { person } from '../../model/people';

const at = (hour: number) => Date.parse('2026-10-22T00:00:00Z') + hour * 3_600_000;
const GAP = { from: at(10), to: at(12) };
const stretch = (from: number, to: number, kind: StretchView['kind'], because: string): StretchView => ({
  from: new Date(at(from)).toISOString(),
  to: new Date(at(to)).toISOString(),
  kind,
  because,
});
const row = (name: string, on: StretchView[], off: StretchView[] = []): Row => ({
  person: person(name),
  window: { on, off },
  observation: undefined,
  found: undefined,
});

const ROWS = [
  row('away', [], [stretch(0, 24, 'leave', 'leave')]),
  row('partly', [stretch(8, 11, 'shift', 'shift early')]),
  row('there', [stretch(8, 11, 'shift', 'shift early'), stretch(11, 14, 'shift', 'shift late')]),
  row('free', [stretch(0, 10, 'shift', 'shift night'), stretch(12, 14, 'shift', 'shift late')]),
  row('other', []),
];
const PEOPLE = ['away', 'partly', 'there', 'free'];

test('those who count for the rule and are not there already can fill a gap, whoever is free first', () => {
  expect(candidatesFor(ROWS, PEOPLE, GAP)).toEqual([
    { person: 'free', name: 'free', words: 'is free' },
    { person: 'partly', name: 'partly', words: 'is on duty for a part of it' },
    { person: 'away', name: 'away', words: 'is away: leave' },
  ]);
});

test('everybody counts for a rule that names nobody', () => {
  expect(candidatesFor(ROWS, undefined, GAP).map(({ person }) => person)).toContain('other');
});

test('somebody who is away during the gap is missing', () => {
  expect(missingFrom(ROWS, PEOPLE, GAP)).toEqual([{ person: 'away', name: 'away', words: 'leave' }]);
  expect(missingFrom(ROWS, ['free', 'there'], GAP)).toEqual([]);
});
