/** Changing a rotation from a date on. */
import { createResolver } from '../../assets/domain/schedule/resolver';
import { errorsIn, parseValidRoster, validRoster } from '../support/roster';

/** On call around the clock, handed over on Mondays at nine. */
function onCall(members: string, changes = '', rest = ''): string {
  return `version: 1
zone: Europe/Madrid
people:
${['ana', 'ben', 'cy', 'dee'].map((key) => `  ${key}: { identity: ${key}@example.com }`).join('\n')}
shifts:
  - id: on-call
    days: [mon, tue, wed, thu, fri, sat, sun]
    from: "00:00"
    to: "24:00"
    rotate: { members: [${members}], every: 1 week, start: 2026-11-02T09:00${changes && `, changes: [${changes}]`}${rest} }
`;
}

/** Who is on call from which hour on, in Madrid's winter: "02 Nov 09:00 ana". */
function turns(yaml: string, from = '2026-11-02T08:00Z', to = '2027-01-11T08:00Z'): string[] {
  const roster = validRoster(yaml);
  return createResolver(roster)
    .window(Date.parse(from), Date.parse(to))
    .flatMap(({ on }, person) => on.map((one) => ({ at: one.from, key: roster.people[person]?.key })))
    .sort((a, b) => a.at - b.at)
    .map(({ at, key }) => `${new Date(at + 3_600_000).toISOString().slice(5, 16)} ${key}`);
}

test('taking a member off from a date on keeps the turns before it, and goes on with the one who was next', () => {
  expect(turns(onCall('ana, ben, cy, dee', '{ from: 2026-11-23, members: [ana, ben, dee] }'))).toEqual([
    '11-02T09:00 ana',
    '11-09T09:00 ben',
    '11-16T09:00 cy',
    '11-23T09:00 dee',
    '11-30T09:00 ana',
    '12-07T09:00 ben',
    '12-14T09:00 dee',
    '12-21T09:00 ana',
    '12-28T09:00 ben',
    '01-04T09:00 dee',
  ]);
});

test.each([
  ['the one who would be next has left', 'ana, ben, cy, dee', '{ from: 2026-11-16, members: [ana, ben, dee] }', 'dee'],
  ['somebody joins', 'ana, ben, cy', '{ from: 2026-11-16, members: [ana, dee, ben, cy] }', 'cy'],
  ['next names somebody', 'ana, ben, cy', '{ from: 2026-11-16, members: [ana, dee, ben, cy], next: dee }', 'dee'],
  ['next alone skips a turn', 'ana, ben, cy', '{ from: 2026-11-16, next: ana }', 'ana'],
  ['everybody is new', 'ana, ben', '{ from: 2026-11-16, members: [dee, cy] }', 'dee'],
])('%s: the first turn of the change is theirs', (_, members, change, first) => {
  expect(turns(onCall(members, change)).slice(0, 3)).toEqual([
    '11-02T09:00 ana',
    '11-09T09:00 ben',
    `11-16T09:00 ${first}`,
  ]);
});

test('of two places of one person, the order goes on from the one that keeps most turns', () => {
  const list = turns(onCall('ana, ben, ana, cy', '{ from: 2026-11-16, members: [ana, ben, ana, cy, dee] }'));
  expect(list.slice(2, 6).map((turn) => turn.slice(12))).toEqual(['ana', 'cy', 'dee', 'ana']);
});

test('a change of members in the middle of a turn takes effect at the next hand-off, with a warning', () => {
  const yaml = onCall('ana, ben', '{ from: 2026-11-11, members: [ana, cy, dee] }');
  expect(turns(yaml).slice(0, 3)).toEqual(['11-02T09:00 ana', '11-09T09:00 ben', '11-16T09:00 ana']);
  expect(parseValidRoster(yaml).warnings[0]).toMatchObject({
    path: 'shifts[0].rotate.changes[0].from',
    message: 'takes effect at the next hand-off, 2026-11-16T09:00: the turn before it is finished first',
  });
});

test('a change of every hands over from its own time on, and the turn before it ends there', () => {
  expect(turns(onCall('ana, ben', '{ from: 2026-11-11T12:00, every: 2 weeks }')).slice(0, 4)).toEqual([
    '11-02T09:00 ana',
    '11-09T09:00 ben',
    '11-11T12:00 ana',
    '11-25T12:00 ben',
  ]);
});

test('a change of every from a date keeps the time of day of the hand-off', () => {
  expect(turns(onCall('ana, ben', '{ from: 2026-11-16, every: 3 days }')).slice(2, 4)).toEqual([
    '11-16T09:00 ana',
    '11-19T09:00 ben',
  ]);
});

test('monthly hand-offs on the 31st stay on the last day of a month after a change', () => {
  const yaml = onCall('ana, ben', '{ from: 2026-02-28, members: [ana, ben, cy] }')
    .replace('1 week', '1 month')
    .replace('2026-11-02', '2026-01-31');
  expect(turns(yaml, '2026-01-31T08:00Z', '2026-03-31T08:00Z')).toEqual([
    '01-31T09:00 ana',
    '02-28T09:00 ben',
    // Nine o'clock of summer.
    '03-31T08:00 cy',
  ]);
});

test('people who join by a change are on the shift: no warning, and they may give their turn away', () => {
  const yaml = `${onCall('ana, ben', '{ from: 2026-11-16, members: [ana, ben, cy, dee], next: dee }')}
swaps: [{ shift: on-call, date: 2026-11-17, give: dee, take: ana }]
`;
  expect(parseValidRoster(yaml).warnings).toEqual([]);
});

test.each([
  ['a change of nothing', '{ from: 2026-11-16 }', 'found a change of nothing, expected members, every or next'],
  ['a change at the start', '{ from: 2026-11-02T09:00, members: [ana] }', 'after the start of the rotation'],
  [
    'changes out of order',
    '{ from: 2026-11-16, members: [ana] }, { from: 2026-11-09, members: [ben] }',
    'expected a date or a time after the change before it (2026-11-16)',
  ],
  ['a stranger who is next', '{ from: 2026-11-16, next: cy }', 'expected one of the members (ana, ben)'],
  [
    'a misspelt one who is next',
    '{ from: 2026-11-16, members: [ana, cy], next: anna }',
    'expected one of the members (ana, cy); did you mean "ana"?',
  ],
  ['an unknown member', '{ from: 2026-11-16, members: [ana, bob] }', 'found the unknown person "bob"'],
  ['only nobody', '{ from: 2026-11-16, members: [nobody] }', 'found only nobody'],
  ['an unknown key', '{ from: 2026-11-16, member: [ana] }', 'did you mean "members"?'],
])('%s is an error', (_, change, words) => {
  const faults = errorsIn(onCall('ana, ben', change));
  expect(faults[0]).toContain(words);
  expect(faults[0]).toMatch(/^13:\d+ shifts\[0\]\.rotate\.changes\[\d\]/);
});

test('worked days cannot become hours', () => {
  const [fault] = errorsIn(onCall('ana, ben', '{ from: 2026-11-16, every: 8 hours }', ', count: worked'));
  expect(fault).toContain('found worked with every: 8 hours, expected days or weeks');
});
