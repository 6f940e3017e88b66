import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDeployable } from '../../../cli/environment/deployable';

const folder = mkdtempSync(join(tmpdir(), 'rosterline-environment-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FILE = join(folder, '.env');
const ACCOUNT = `ACCOUNT_SID=AC${'1a'.repeat(16)}\nAUTH_TOKEN=${'2b'.repeat(16)}\n`;
const KEY = 'RECORD_KEY=a-record-key-of-its-own\n';
const read = (text: string) => {
  writeFileSync(FILE, text);
  return readDeployable(FILE);
};
/** The names in the message of a refusal, in its order. */
function refused(text: string): string[] {
  try {
    read(text);
  } catch (error) {
    const [first = '', ...lines] = (error instanceof Error ? error.message : '').split('\n');
    expect(first).toBe(`${FILE} cannot be deployed:`);
    return lines.map((line) => /^ {2}(line \d+|\S+)/.exec(line)?.[1] ?? '');
  }
  return [];
}

test('a valid file yields the variables that are set, including the account', () => {
  expect(read(`${ACCOUNT}${KEY}ALERT_URL=\nOPS_SECRET='an-ops-secret#of-its-own'\n`)).toEqual({
    ACCOUNT_SID: `AC${'1a'.repeat(16)}`,
    AUTH_TOKEN: '2b'.repeat(16),
    RECORD_KEY: 'a-record-key-of-its-own',
    OPS_SECRET: 'an-ops-secret#of-its-own',
  });
});

test('all problems are reported at once: lines, names, values and account', () => {
  expect(
    refused(`AUTH_TOKEN=${'2b'.repeat(16)}\nTICK SECRET=x\nOFFBORDING_LIMIT=3\nOPS_SECRET=a\nRECORD_KEY=x\n`).sort(),
  ).toEqual(['ACCOUNT_SID', 'OFFBORDING_LIMIT', 'OPS_SECRET', 'RECORD_KEY', 'line 2']);
});

test('an unreadable variable is reported once and not as missing', () => {
  expect(refused(`${ACCOUNT}RECORD_KEY=a-record-key#of-its-own\n`)).toEqual(['RECORD_KEY']);
  expect(refused(`${ACCOUNT}${KEY}${KEY}`)).toEqual(['RECORD_KEY']);
});
