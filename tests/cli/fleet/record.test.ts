import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressOf } from '../../../cli/fleet/address';
import { recordBeside } from '../../../cli/fleet/record';

const SID = `AC${'1'.repeat(32)}`;
const ACME = { name: 'acme', suffix: 'dev', env: 'acme.env', roster: 'acme.yaml' };
const URL = 'https://rosterline-1-dev.twil.io';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rosterline-record-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const record = () => recordBeside(join(folder, 'fleet.yaml'));

test('an address is kept beside the fleet file, for that account and environment alone', () => {
  record().keep(ACME, { account: SID, url: URL });
  record().keep(
    { ...ACME, name: 'globex' },
    { account: SID, url: 'https://other', deployedAt: '2026-11-02T12:00:00Z' },
  );
  expect(record().find(ACME, SID)).toEqual({ account: SID, suffix: 'dev', url: URL });
  // The secret of one account must never be sent to another.
  expect(record().find(ACME, `AC${'2'.repeat(32)}`)).toBeUndefined();
  expect(record().find({ ...ACME, suffix: 'prod' }, SID)).toBeUndefined();
  expect(record().find({ ...ACME, name: 'constructor' }, SID)).toBeUndefined();
  expect(Object.keys(JSON.parse(readFileSync(record().file, 'utf8')))).toEqual(['acme', 'globex']);
});

test('a record that cannot be read is not taken for an empty one', () => {
  writeFileSync(record().file, '{"acme": {"url": 1}}');
  expect(() => record().find(ACME, SID)).toThrow('cannot be read, so it is unknown what was deployed where');
  expect(() => record().keep(ACME, { account: SID, url: URL })).toThrow('cannot be read');
});

test('the address in the fleet file counts before the record, and without both and without credentials it is unknown', async () => {
  const environment = { ACCOUNT_SID: SID };
  await expect(addressOf(ACME, environment, record())).rejects.toThrow('acme.env has no AUTH_TOKEN to ask Twilio');
  await expect(addressOf(ACME, {}, record())).rejects.toThrow('acme.env has no ACCOUNT_SID');
  record().keep(ACME, { account: SID, url: URL });
  expect(await addressOf(ACME, environment, record())).toBe(URL);
  expect(await addressOf({ ...ACME, url: 'https://x' }, environment, record())).toBe('https://x');
});
