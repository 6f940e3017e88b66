/** Whose turns move from one roster to another. */
import fc from 'fast-check';
import { movedTurns } from '../../../assets/domain/schedule/moved-turns';
import { createResolver } from '../../../assets/domain/schedule/resolver';
import { validRoster } from '../../support/roster';
import { seed } from './random';

const at = (text: string): number => Date.parse(`${text}Z`);
const FROM = at('2026-11-25T12:00');
const TO = at('2027-01-20T12:00');

function rosterWith(rotate: string, hours = 'from: "00:00", to: "24:00"', identity = 'ana@example.com') {
  return validRoster(`version: 1
zone: UTC
people:
  ana: { identity: ${identity} }
${['ben', 'cy', 'dee'].map((key) => `  ${key}: { identity: ${key}@example.com }`).join('\n')}
shifts:
  - id: call
    days: [mon, tue, wed, thu, fri, sat, sun]
    ${hours.replace(/^(from: \S+), /, '$1\n    ')}
    rotate: { ${rotate}, every: 1 week, start: 2026-11-02T09:00 }
`);
}

const told = (...rosters: Parameters<typeof movedTurns>): string[] =>
  movedTurns(...rosters).map(({ was, now, from, to }) => {
    const time = (instant: number): string => new Date(instant).toISOString().slice(5, 16);
    return `${time(from)}–${time(to)} ${was} → ${now}`;
  });

test('taking a member out of the list moves the present turn', () => {
  const moved = told(
    rosterWith('members: [ana, ben, cy, dee]'),
    rosterWith('members: [ana, ben, dee]'),
    FROM,
    FROM + 20 * 86_400_000,
  );
  expect(moved).toEqual([
    '11-25T12:00–11-30T09:00 dee → ana',
    '11-30T09:00–12-07T09:00 ana → ben',
    '12-07T09:00–12-14T09:00 ben → dee',
    '12-14T09:00–12-15T12:00 cy → ana',
  ]);
});

test('the same edit as a change moves nothing before its date', () => {
  const after = rosterWith('members: [ana, ben, cy, dee], changes: [{ from: 2026-12-14, members: [ana, ben, dee] }]');
  expect(told(rosterWith('members: [ana, ben, cy, dee]'), after, FROM, TO).slice(0, 2)).toEqual([
    '12-14T09:00–12-21T09:00 cy → dee',
    '12-21T09:00–12-28T09:00 dee → ana',
  ]);
});

test('the days of one turn are one move, and nobody is somebody else', () => {
  const hours = 'from: "09:00", to: "17:00"';
  const [before, after] = [rosterWith('members: [ana, nobody]', hours), rosterWith('members: [ana, ben]', hours)];
  expect(told(before, after, FROM, at('2026-12-20T00:00'))).toEqual([
    '11-25T12:00–11-29T17:00 null → ben',
    '12-07T09:00–12-13T17:00 null → ben',
  ]);
});

test('a new identity or a new key makes nobody another person', () => {
  const before = rosterWith('members: [ana, ben]');
  const people = before.people.map((one) => (one.key === 'ana' ? { ...one, key: 'anna' } : one));
  expect(told(before, { ...before, people }, FROM, TO)).toEqual([]);
  expect(told(before, rosterWith('members: [ana, ben]', undefined, 'ana@example.org'), FROM, TO)).toEqual([]);
});

test('another length of the day moves no turn', () => {
  const [before, after] = [
    rosterWith('members: [ana, ben]'),
    rosterWith('members: [ana, ben]', 'from: "08:00", to: "20:00"'),
  ];
  expect(told(before, after, FROM, TO)).toEqual([]);
});

test('the windows of a day are one turn', () => {
  const hours = 'hours: [{ from: "08:00", to: "12:00" }, { from: "16:00", to: "20:00" }]';
  const [before, after] = [rosterWith('members: [ana, ben]', hours), rosterWith('members: [ben, ana]', hours)];
  const end = at('2026-12-06T00:00');
  const moves = ['11-25T16:00–11-30T09:00 ben → ana', '11-30T09:00–12-05T20:00 ana → ben'];
  expect(told(before, after, FROM, end)).toEqual(moves);
  // Only where both of them work.
  const whole = rosterWith('members: [ana, ben]', 'from: "08:00", to: "20:00"');
  expect(told(whole, after, FROM, end)).toEqual(moves);
});

test('outside the moves, everyone is on duty as before, and inside them as the new roster says', () => {
  const members = fc.array(fc.constantFrom('ana', 'ben', 'cy', 'dee', 'nobody'), { minLength: 1, maxLength: 5 });
  const list = members.filter((all) => all.some((one) => one !== 'nobody')).map((all) => `members: [${all}]`);
  fc.assert(
    fc.property(list, list, (first, second) => {
      const [before, after] = [rosterWith(first), rosterWith(second)];
      const moves = movedTurns(before, after, FROM, TO);
      const holder = (roster: typeof before, instant: number): string | null => {
        const index = createResolver(roster).available(instant).indexOf(1);
        return roster.people[index]?.key ?? null;
      };
      for (let instant = FROM; instant < TO; instant += 9 * 3_600_000) {
        const move = moves.find(({ from, to }) => from <= instant && instant < to);
        const [was, now] = [holder(before, instant), holder(after, instant)];
        expect(move === undefined ? null : [move.was, move.now]).toEqual(was === now ? null : [was, now]);
      }
    }),
    { seed: seed(), numRuns: 40 },
  );
});
