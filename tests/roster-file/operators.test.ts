/** `operators`: who may use the operators' addresses. */
import { errorsIn, parseValidRoster, smallRoster, validRoster } from '../support/roster';

const DIGEST = 'a1'.repeat(32);
const one = (entry: string) => smallRoster(`operators: [ ${entry} ]`);

describe('An operator', () => {
  test('has a name, a role, and a key, a subject or both', () => {
    const text = smallRoster(`operators:
  - { name: Carla Gomez, role: editor, key: "sha256:${DIGEST}" }
  - { name: Audit, role: viewer, subject: audit@example.com }
  - { name: Zoë, role: admin, key: "sha256:${'b2'.repeat(32)}", subject: 00u1 }
`);
    expect(validRoster(text).operators).toEqual([
      { name: 'Carla Gomez', role: 'editor', key: DIGEST },
      { name: 'Audit', role: 'viewer', subject: 'audit@example.com' },
      { name: 'Zoë', role: 'admin', key: 'b2'.repeat(32), subject: '00u1' },
    ]);
  });

  test('is absent where the file has none', () => {
    expect(validRoster(smallRoster())).not.toHaveProperty('operators');
    expect(validRoster(smallRoster('operators: []'))).not.toHaveProperty('operators');
  });

  test('without key and subject is an error', () => {
    expect(errorsIn(one('{ name: Ana, role: admin }'))).toEqual([
      '8:14 operators[0]: found neither key nor subject, expected one of them or both',
    ]);
  });

  test('with several faults has them all named, each at its place', () => {
    expect(errorsIn(one('{ name: " Ana", role: boss, key: "sha256:A1", subjct: x }'))).toEqual([
      '8:22 operators[0].name: found " Ana", expected a name of at most 64 characters, without spaces at its ends',
      '8:36 operators[0].role: found "boss", expected one of viewer, editor, admin',
      '8:47 operators[0].key: found "sha256:A1", expected "sha256:" and 64 hexadecimal digits, as `rosterline operator` prints them',
      '8:60 operators[0].subjct: found the unknown key "subjct", expected one of name, role, key, subject; did you mean "subject"?',
    ]);
  });

  test.each([
    [
      'name',
      `{ name: ana, role: editor, subject: y }`,
      'found "ana" a second time, expected one entry for each operator',
    ],
    [
      'key',
      `{ name: Ben, role: editor, key: "sha256:${DIGEST}" }`,
      `found "sha256:${DIGEST}" a second time, expected a key of their own for each operator`,
    ],
    [
      'subject',
      `{ name: Ben, role: editor, subject: A@example.com }`,
      'found "a@example.com" a second time, expected one entry for each operator',
    ],
  ])('with the %s of another one, whatever its case, is an error', (field, second, message) => {
    const first = `{ name: Ana, role: admin, key: "sha256:${DIGEST}", subject: a@example.com }`;
    expect(errorsIn(one(`${first}, ${second}`))).toEqual([
      expect.stringContaining(`operators[1].${field}: ${message}`),
    ]);
  });

  test.each(['deployment', 'Operator', 'ops_secret'])('named %s is an error: histories call others so', (name) => {
    expect(errorsIn(one(`{ name: ${name}, role: admin, subject: x }`))).toEqual([
      `8:22 operators[0].name: found "${name}", expected another name: this one stands for somebody who is no operator of the roster`,
    ]);
  });

  test('whose key stands where its digest belongs is an error that does not show the key', () => {
    const key = `rl_${'k'.repeat(43)}`;
    const errors = errorsIn(one(`{ name: Ana, role: admin, key: ${key} }`));
    expect(errors).toEqual([
      expect.stringContaining('operators[0].key: found a key itself (not shown), expected "sha256:"'),
    ]);
    expect(errors.join()).not.toContain(key);
  });

  test('whose digest is only what others than admins are shown has a warning', () => {
    const shown = 'a'.repeat(48) + '0'.repeat(16);
    const { warnings } = parseValidRoster(one(`{ name: Ana, role: admin, key: "sha256:${shown}" }`));
    expect(warnings.map(({ path }) => path)).toEqual(['operators[0].key']);
  });
});
