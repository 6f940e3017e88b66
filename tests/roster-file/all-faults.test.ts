import { readRoster } from '../../assets/roster-file/read';

// One of each kind: what the file says of itself, what a value is, what entries say of one another.
const TEXT = `version: 1
zone: Europe/Madird
people:
  ana: { identity: ana@example.com, phone: 600 }
  ben: { identity: ana@example.com, manager: zoe, shoe: 40 }
  ben: { identity: ben@example.com }
shifts:
  - { id: early, days: [funday], from: "7:00", to: "15:00", who: [anna] }
  - id: night
    days: [sat]
    from: "22:00"
    to: "06:00"
    rotate: { members: [ana, cy], every: 1 fortnight, start: 2026-11-02, changes: [{ from: soon, members: [dee] }] }
leave: [{ who: zed, from: 2026-12-26, to: 2026-12-24 }]
swaps: [{ shift: lat, date: 2026-12-05, give: ana, take: ana }]
protekt: []
`;

test('every fault of a roster is reported at once, whatever its kind', () => {
  const read = readRoster(TEXT, 'roster.yaml');
  const found = 'errors' in read ? read.errors.map(({ line, path }) => `${line} ${path}`) : [];
  expect(found).toEqual([
    '2 zone',
    '4 people.ana.phone',
    '5 people.ben.identity',
    '5 people.ben.manager',
    '5 people.ben.shoe',
    '6 people.ben',
    '8 shifts[0].days[0]',
    '8 shifts[0].from',
    '8 shifts[0].who[0]',
    '13 shifts[1].rotate.members[1]',
    '13 shifts[1].rotate.every',
    '13 shifts[1].rotate.changes[0].from',
    '13 shifts[1].rotate.changes[0].members[0]',
    '14 leave[0].who',
    '14 leave[0].to',
    '15 swaps[0].shift',
    '15 swaps[0].take',
    '16 protekt',
  ]);
});
