import type { PersonRecord } from '../../../assets/domain/person/record';
import { identityOf } from '../../support/roster';
import { createOffice, fill, type Office, sid, ticks } from './office';
import { rosterWith } from './rosters';

// People whom the roster has by SID: Conversations knows them by the identity of their account.

const SIDS: Readonly<Record<string, string>> = { ana: `US${'a'.repeat(32)}`, ben: `US${'b'.repeat(32)}` };

const openOf = (office: Office, key: string) => office.twilio.open(identityOf(key)).length;

/** The roster, and what is kept, by SID; Frontline answers to either name. */
function officeBySid(keys: readonly string[], handover: string): Office {
  const office = createOffice(rosterWith(handover));
  const bySid = keys.reduce(
    (yaml, key) => yaml.replace(`identity: ${identityOf(key)}`, `identity: ${SIDS[key]}`),
    rosterWith(handover),
  );
  office.deploy(bySid);
  for (const key of keys) setAccess(office, key, true);
  return office;
}

function setAccess(office: Office, key: string, access: boolean): void {
  const user = { id: SIDS[key], account: identityOf(key), access };
  for (const name of [identityOf(key), SIDS[key] ?? '']) office.users.set(name, user);
}

/** Files the record that was written under the account's name under the SID. */
function refile(office: Office, key: string): void {
  const record = office.record(key);
  const identity = SIDS[key] ?? '';
  office.records.set(identity, { text: JSON.stringify({ ...record, identity }), revision: 1 });
  office.records.delete(identityOf(key));
}

function handoverOf(office: Office, key: string): PersonRecord['handover'] {
  const stored = office.records.get(SIDS[key] ?? '');
  return stored && JSON.parse(stored.text).handover;
}

function leaves(office: Office, key: string): void {
  office.leaves(key);
  setAccess(office, key, false);
  refile(office, key);
}

test('a successor whom the roster has by SID gets conversations by the identity of their account', async () => {
  const office = officeBySid(['ana'], 'handover: { left: ana }');
  fill(office, 'ben', 3);
  office.leaves('ben');
  await ticks(office, 2);
  expect(office.record('ben')?.handover).toMatchObject({ step: 'done', moved: 3, failed: 0 });
  expect([openOf(office, 'ana'), openOf(office, 'ben')]).toEqual([3, 0]);
  const participants = [...office.twilio.conversations.values()].flatMap((one) => one.participants);
  expect(participants.filter(({ identity }) => identity === SIDS.ana)).toEqual([]);
  expect(office.alerts.map(({ text }) => text)).toEqual([expect.stringContaining('3 to ana')]);
});

test('a leaver whom the roster has by SID is asked for, and removed, by the identity of their account', async () => {
  const office = officeBySid(['ben'], 'handover: { left: ana }');
  fill(office, 'ben', 3);
  leaves(office, 'ben');
  await ticks(office, 2);
  expect(handoverOf(office, 'ben')).toMatchObject({ step: 'done', moved: 3, failed: 0 });
  expect([openOf(office, 'ana'), openOf(office, 'ben')]).toEqual([3, 0]);
});

test('conversations come back between people whom the roster has by SID', async () => {
  const office = officeBySid(['ana', 'ben'], 'handover: { left: ana }');
  fill(office, 'ben', 3);
  leaves(office, 'ben');
  await ticks(office, 2);
  expect(openOf(office, 'ana')).toBe(3);
  const before = office.records.get(SIDS.ben ?? '')?.text ?? '{}';
  office.records.set(identityOf('ben'), { text: before.replaceAll(SIDS.ben ?? '', identityOf('ben')), revision: 1 });
  office.undo('ben');
  refile(office, 'ben');
  setAccess(office, 'ben', true);
  await ticks(office, 2);
  expect(handoverOf(office, 'ben')).toMatchObject({ step: 'returned', returned: 3, failed: 0 });
  expect([openOf(office, 'ana'), openOf(office, 'ben')]).toEqual([0, 3]);
});

test('a conversation passes on from a successor whom the roster has by SID, and not to two', async () => {
  const office = officeBySid(['ana'], 'handover: { left: ana }');
  office.twilio.put(sid(1), [{ identity: identityOf('ben') }, { identity: identityOf('ana') }, { address: '+1555' }]);
  office.leaves('ben');
  await ticks(office, 2);
  expect(office.twilio.open(identityOf('ana'))).toEqual([sid(1)]);
  expect(openOf(office, 'ben')).toBe(0);
});

test.each(['no answer', 'no such user'])(
  'a leaver by SID of whom the account is not told (%s) is not done',
  async (how) => {
    const office = officeBySid(['ben'], 'handover: { left: ana }');
    fill(office, 'ben', 3);
    leaves(office, 'ben');
    if (how === 'no such user') office.users.delete(SIDS.ben ?? '');
    else office.fate = (_, call) => (call === `target.find ${SIDS.ben}` ? 'before' : undefined);
    await ticks(office, 2);
    expect(handoverOf(office, 'ben')?.step).toBe('moving');
    expect(openOf(office, 'ben')).toBe(3);
    if (how === 'no such user') expect(office.alerts[0]?.cause).toBe('handover-stalls');
    office.fate = () => undefined;
    setAccess(office, 'ben', false);
    await ticks(office, 2);
    expect(handoverOf(office, 'ben')).toMatchObject({ step: 'done', moved: 3 });
  },
);
