import fc from 'fast-check';
import { keysFor } from '../../../cli/init/keys';

const keysOf = (...identities: string[]) => keysFor(identities.map((identity) => ({ identity })));

test('a key is the readable part of an identity', () => {
  expect(keysOf('ana.perez@example.com', 'Björn_Öß@example.com', 'cy')).toEqual(['ana-perez', 'bjorn-oss', 'cy']);
});

test('a key is made of the name where the identity is a SID or a number', () => {
  const sid = `US${'1a'.repeat(16)}`;
  expect(
    keysFor([
      { identity: sid, name: 'Ana Pérez' },
      { identity: '1047@example.com', name: 'Ben' },
    ]),
  ).toEqual(['ana-perez', 'ben']);
});

test('people of one name in two domains have the domain in their keys, all of them', () => {
  expect(keysOf('ana@example.com', 'ana@example.org', 'ben@example.com')).toEqual([
    'ana-example-com',
    'ana-example-org',
    'ben',
  ]);
});

test('no key is a word that means something else in a roster', () => {
  expect(keysOf('nobody@example.com', 'manager@example.com', 'none@example.com')).toEqual([
    'nobody-example-com',
    'manager-example-com',
    'none-example-com',
  ]);
});

test('keys are unique, and do not depend on the order of the list', () => {
  const identity = fc.string({ unit: fc.constantFrom('a', 'B', '.', '-', '@', '2', 'é'), minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.uniqueArray(identity, { maxLength: 12 }), (identities) => {
      const keys = keysOf(...identities);
      expect(new Set(keys).size).toBe(keys.length);
      const reversed = keysOf(...[...identities].reverse()).reverse();
      expect(reversed).toEqual(keys);
      expect(keys).not.toContain('');
    }),
  );
});
