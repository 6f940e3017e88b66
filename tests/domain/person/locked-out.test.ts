import { isLockedOut } from '../../../assets/domain/person/locked-out';

test.each([
  ['seen deactivated', { seen: 'now', state: 'deactivated' }, undefined, true],
  ['seen deactivated while another change of theirs waits', { seen: 'now', state: 'deactivated' }, {}, true],
  ['seen active', { seen: 'now', state: 'active' }, undefined, false],
  ['not there', { seen: 'missing' }, undefined, false],
  ['not asked for, and nothing waits', { seen: 'unreachable' }, undefined, true],
  ['not asked for, and the change waits', { seen: 'unreachable' }, {}, false],
] as const)(
  'a leaver whose user was %s is told as locked out only if they are, as far as is known',
  (_, user, pending, is) => {
    expect(isLockedOut(user, pending)).toBe(is);
  },
);
