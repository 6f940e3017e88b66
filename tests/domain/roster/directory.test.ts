import { createDirectory } from '../../../assets/domain/roster/directory';
import { validRoster } from '../../support/roster';

const SID = 'US0123456789abcdef0123456789abcdef';
const ZOE = 'Zoë@example.com';

const directory = (protect = '') =>
  createDirectory(
    validRoster(`
version: 1
zone: UTC
people:
  ben: { identity: ben@example.com }
  zoe: { identity: "${ZOE}" }
  lee: { identity: lee@example.com }
  lea: { identity: Lee@example.com }
  cy: { identity: ${SID} }
shifts:
  - { id: early, days: [mon], from: "07:00", to: "15:00", who: [ben, zoe, lee, lea, cy] }
protect: [${protect}]
`),
  );

describe('a person of the roster', () => {
  test('is found by identity in another case or Unicode form', () => {
    const people = directory();
    const keys = ['BEN@Example.com', ZOE.normalize('NFD'), ZOE.toUpperCase(), SID.toUpperCase()].map((name) => {
      const person = people.byFoldedIdentity(name);
      return person === undefined ? undefined : people.keyOf(person);
    });
    expect(keys).toEqual(['ben', 'zoe', 'zoe', 'cy']);
  });

  test('is found by identity to the letter only where the letter counts', () => {
    expect(directory().byIdentity('Ben@example.com')).toBeUndefined();
  });

  test('is not found by a spelling that means two people', () => {
    expect(directory().byFoldedIdentity('LEE@example.com')).toBeUndefined();
    expect(directory().byFoldedIdentity('lee@example.com')).toBeUndefined();
  });
});

describe('protection', () => {
  test('covers an identity in another case or Unicode form', () => {
    const people = directory(`Root@Example.com, "${ZOE.normalize('NFD')}"`);
    const names = ['root@example.com', 'ROOT@EXAMPLE.COM', ZOE, ZOE.toLowerCase(), 'ben@example.com'];
    expect(names.map((name) => people.isProtected(name))).toEqual([true, true, true, true, false]);
  });

  test('may be under the other name where one is a SID and the other is not', () => {
    const may = (protect: string, name: string) => directory(protect).mayBeProtectedByOtherName(name);
    expect(may('root@example.com', SID)).toBe(true);
    expect(may(SID, 'ben@example.com')).toBe(true);
    expect(may('root@example.com', 'ben@example.com')).toBe(false);
    expect(may('', SID)).toBe(false);
    expect(may(`${SID}, root@example.com`, SID)).toBe(false);
  });
});
