import { createResolver } from '../../../../assets/domain/schedule/resolver';
import { HAS_COVERS } from '../../../../assets/page/roster/edits/exceptions';
import { putOnDuty } from '../../../../assets/page/roster/edits/gap';
import { firstChange, lineChanges } from '../../../../assets/page/roster/edits/line-changes';
import { readRoster } from '../../../../assets/roster-file/read';
import { TEAM } from '../../rosters';

/** The night on which the clocks of Europe go back. */
const GAP = { from: Date.parse('2026-10-24T22:00:00Z'), to: Date.parse('2026-10-25T03:00:00Z') };

test.each(['ana', 'ben', 'kai', 'lou'])('%s is on duty during the whole gap, on a clock of their own', (key) => {
  const result = putOnDuty(TEAM, key, GAP, undefined);
  if ('fault' in result) throw new Error(result.fault);
  const read = readRoster(result.text, 'roster.yaml');
  if ('errors' in read) throw new Error('not valid');
  const index = read.roster.people.findIndex((person) => person.key === key);
  const { on = [] } = createResolver(read.roster).window(GAP.from, GAP.to)[index] ?? {};
  expect(on.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(GAP.to - GAP.from);
});

test('somebody who is away is covered on their own clock where the reader knows covers; else whoever works gets an override on theirs', () => {
  const morning = { from: Date.parse('2026-10-26T08:00:00Z'), to: Date.parse('2026-10-26T10:00:00Z') };
  expect(putOnDuty(TEAM, 'ben', morning, 'root')).toEqual({
    text: expect.stringContaining(
      HAS_COVERS
        ? '{ for: root, by: ben, from: 2026-10-26T09:00, to: 2026-10-26T11:00 }'
        : '{ who: ben, from: 2026-10-26T04:00, to: 2026-10-26T06:00, available: true }',
    ),
  });
});

test('somebody whom the roster does not know cannot fill a gap', () => {
  expect(putOnDuty(TEAM, 'eva', GAP, undefined)).toEqual({ fault: 'eva is not on the roster.' });
});

test('the lines that an edit changes are shown, and the first of them is where it is', () => {
  const before = 'a\nb\nc\nd\n';
  const after = 'a\nB\nc\nd\ne\n';
  expect(lineChanges(before, after, 10)).toEqual([
    { sign: '−', text: 'b' },
    { sign: '+', text: 'B' },
    { sign: '+', text: 'e' },
  ]);
  expect(lineChanges(before, after, 2)).toHaveLength(2);
  expect(firstChange(before, after)).toBe(2);
});
