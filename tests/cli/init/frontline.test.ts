import { fetchPeople, frontlineOf, readIdentities } from '../../../cli/init/frontline';
import { ACCOUNT_SID, AUTH_TOKEN, type LocalTwilio, startLocalTwilio } from '../../emulator/local-twilio';

const ODD = "o'brien+x#1 ü/é@example.com";

let twilio: LocalTwilio;
beforeAll(async () => {
  twilio = await startLocalTwilio();
});
afterAll(() => twilio.end());
beforeEach(() => twilio.reset());

const user = (identity: string, json: object) =>
  twilio.call(`/_local/users/${encodeURIComponent(identity)}`, { method: 'PUT', json });

const frontline = () => frontlineOf({ environment: { ACCOUNT_SID, AUTH_TOKEN }, local: twilio.url });

test('users are fetched from Frontline by any identity, with name, access and availability, and nobody is changed', async () => {
  await user('ana@example.com', { friendly_name: 'Ana Pérez', is_available: true });
  await user(ODD, {});
  await user('cy@example.com', { state: 'deactivated' });
  const wanted = readIdentities(`\uFEFFana@example.com\r\n${ODD}\r\ncy@example.com\r\nAna@example.com\r\n`);
  if ('faults' in wanted) throw new Error(JSON.stringify(wanted));
  const { people, notFound, available } = await fetchPeople(wanted, frontline());
  expect(people).toMatchObject([
    { identity: 'ana@example.com', name: 'Ana Pérez' },
    { identity: ODD },
    { identity: 'cy@example.com', status: 'deactivated' },
  ]);
  expect(people.map(({ status }) => status)).toEqual([undefined, undefined, 'deactivated']);
  expect([notFound, available]).toEqual([[{ line: 4, account: 'Ana@example.com' }], ['ana@example.com']]);
});

test('a Frontline that refuses the credentials is reported with the likely reason', async () => {
  const refused = frontlineOf({ environment: { ACCOUNT_SID, AUTH_TOKEN: 'wrong' }, local: twilio.url });
  await expect(fetchPeople([{ line: 1, account: 'ana@example.com' }], refused)).rejects.toThrow(
    'Frontline could not be asked. Likely reason: Twilio rejected the credentials (401)',
  );
});

test('a list of identities is refused with all its faults', () => {
  expect(readIdentities('..\nana\u0007\nben\n')).toEqual({
    faults: [
      { line: 1, message: 'found "..", expected an identity or SID' },
      { line: 2, message: 'found "ana\\u0007", expected an identity or SID' },
    ],
  });
  expect(readIdentities('\n \n')).toEqual({
    faults: [{ line: 1, message: 'found nobody, expected an identity or SID on each line' }],
  });
});
