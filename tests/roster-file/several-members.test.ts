/** Turns of a rotation that several people have together. */
import { movedTurns } from '../../assets/domain/schedule/moved-turns';
import { createResolver } from '../../assets/domain/schedule/resolver';
import { errorsIn, parseValidRoster, validRoster } from '../support/roster';

const at = (text: string): number => Date.parse(`${text}Z`);

const call = (rotate: string, more = ''): string => `version: 1
zone: UTC
people:
${['ana', 'ben', 'cy', 'dee'].map((key) => `  ${key}: { identity: ${key}@example.com }`).join('\n')}
shifts:
  - id: call
    days: [mon, tue, wed, thu, fri, sat, sun]
    from: "00:00"
    to: "24:00"
    rotate: { every: 1 week, start: 2026-11-02, ${rotate} }
${more}`;

/** Who is on duty at noon of Mondays from the second of November on. */
function mondays(text: string, count = 4): string[] {
  const roster = validRoster(text);
  const resolver = createResolver(roster);
  return Array.from({ length: count }, (_, week) => {
    const bits = resolver.available(at('2026-11-02T12:00') + week * 7 * 86_400_000);
    return roster.people.flatMap(({ key }, person) => (bits[person] === 1 ? [key] : [])).join('+');
  });
}

test('everybody of a list works its turn', () => {
  expect(mondays(call('members: [[ana, ben], cy, nobody]'))).toEqual(['ana+ben', 'cy', '', 'ana+ben']);
});

test('a turn of one person compiles to what it was', () => {
  const members = (text: string) => validRoster(call(`members: ${text}`)).shifts[0]?.rotation?.members;
  expect(members('[[ana], nobody, [cy, ben]]')).toEqual([0, null, [2, 1]]);
});

test('one of a turn can give it away, and be covered, without the others', () => {
  const swap = 'swaps: [{ shift: call, date: 2026-11-02, give: ben, take: dee }]\n';
  const cover = 'covers: [{ for: ana, by: cy, from: 2026-11-23, to: 2026-11-23 }]\n';
  expect(mondays(call('members: [[ana, ben], cy, nobody]', swap + cover))).toEqual(['ana+dee', 'cy', '', 'ben+cy']);
});

describe('a change of a rotation of several', () => {
  const change = (text: string, members = '[[ana, ben], cy]'): string =>
    call(`members: ${members}, changes: [{ from: 2026-11-16, ${text} }]`);

  test.each([
    ['goes on with the turn of whoever stays', 'members: [cy, [dee, ana]]', ['ana+ben', 'cy', 'ana+dee', 'cy']],
    [
      'prefers the turn of the same people',
      'members: [[ana, dee], [ben, ana], cy]',
      ['ana+ben', 'cy', 'ana+ben', 'cy'],
    ],
    [
      'begins with the turn of the person in next',
      'members: [[ana, ben], [cy, dee]], next: dee',
      ['ana+ben', 'cy', 'cy+dee', 'ana+ben'],
    ],
    [
      'begins with the turn of the people in next',
      'members: [[ana, cy], [ana, ben]], next: [ben, ana]',
      ['ana+ben', 'cy', 'ana+ben', 'ana+cy'],
    ],
    ['begins with nobody', 'members: [[ana, ben], nobody], next: nobody', ['ana+ben', 'cy', '', 'ana+ben']],
    ['keeps the turns of several where it only changes who is next', 'next: cy', ['ana+ben', 'cy', 'cy', 'ana+ben']],
  ])('%s', (_, text, expected) => {
    expect(mondays(change(text))).toEqual(expected);
  });

  test('says whose turns move, all of them by name', () => {
    const [before, after] = [call('members: [[ana, ben], cy]'), call('members: [[ana, ben, dee], cy]')].map(
      validRoster,
    );
    if (before === undefined || after === undefined) throw new Error('two rosters');
    const [from, to] = [at('2026-11-02T00:00'), at('2026-11-20T00:00')];
    expect(movedTurns(before, after, from, to).map(({ was, now }) => `${was} → ${now}`)).toEqual([
      'ana and ben → ana, ben and dee',
      'ana and ben → ana, ben and dee',
    ]);
    expect(movedTurns(before, validRoster(call('members: [[ben, ana], cy]')), from, to)).toEqual([]);
  });

  test.each([
    [
      'of a stranger',
      'members: [[ana, ben], cy], next: dee',
      'found "dee", expected one of the members (ana, ben, cy)',
    ],
    [
      'of people who have no turn together',
      'next: [ana, cy]',
      'found [ana, cy], expected people who have a turn together',
    ],
  ])('cannot begin with the turn %s', (_, text, words) => {
    const faults = errorsIn(change(text));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(words);
  });
});

test.each([
  ['a stranger', '[[ana, bne], cy]', 'members[0][1]: found the unknown person "bne"'],
  ['a person twice', '[[ana, ana], cy]', 'members[0][1]: found "ana" twice'],
  ['nobody', '[[ana, nobody], cy]', 'members[0][1]: found "nobody" among those who have a turn together'],
  ['no people', '[[], cy]', 'members[0]: found an empty list, expected at least one person'],
  [
    'a list of lists',
    '[[[ana]], cy]',
    'members[0]: found a list, expected a key of `people`, nobody, or a list of keys',
  ],
])('a turn of %s is an error', (_, members, words) => {
  const faults = errorsIn(call(`members: ${members}`));
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(words);
});

test('everybody of a turn counts as being on a shift', () => {
  expect(parseValidRoster(call('members: [[ana, ben], [cy, dee]]')).warnings).toEqual([]);
});
