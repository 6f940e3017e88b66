import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { checkEnvironment } from '../../../cli/environment/check';
import { readEnvironmentFile } from '../../../cli/environment/file';
import { freshEnvironment } from '../../../cli/environment/fresh';

const EXAMPLE = readFileSync(join(__dirname, '../../../.env.example'), 'utf8');
const ACCOUNT = { ACCOUNT_SID: `AC${'1a'.repeat(16)}`, AUTH_TOKEN: '2b'.repeat(16) };
const MADE = ['RECORD_KEY', 'TICK_SECRET', 'OPS_SECRET', 'ICS_TOKEN', 'METRICS_TOKEN', 'STANDARD_SECRET'];

describe('a fresh environment', () => {
  const text = freshEnvironment(EXAMPLE);
  const values = parse(text);

  test('can be deployed once the account is filled in', () => {
    expect(checkEnvironment(values).problems.map(({ name }) => name)).toEqual(['ACCOUNT_SID', 'AUTH_TOKEN']);
    const filled = text
      .replace('ACCOUNT_SID=', `ACCOUNT_SID=${ACCOUNT.ACCOUNT_SID}`)
      .replace('AUTH_TOKEN=', `AUTH_TOKEN=${ACCOUNT.AUTH_TOKEN}`);
    expect(checkEnvironment(parse(filled)).problems).toEqual([]);
    expect(checkEnvironment({ ...values, ...ACCOUNT }).problems).toEqual([]);
  });

  test('is read alike by every tool, whatever the random bytes', () => {
    for (let byte = 0; byte < 256; byte++) {
      const each = freshEnvironment(EXAMPLE, (bytes) => Buffer.alloc(bytes, byte));
      const { values, problems } = readEnvironmentFile(each);
      expect(problems).toEqual([]);
      expect(parse(each)).toEqual(values);
      expect(values.STANDARD_SECRET).toBe(`whsec_${Buffer.alloc(32, byte).toString('base64')}`);
      expect(values.OPS_SECRET).toBe(Buffer.alloc(32, byte).toString('base64url'));
    }
  });

  test('has the variables of the example in order, with values for the generated ones', () => {
    expect(Object.keys(values)).toEqual(Object.keys(parse(EXAMPLE)));
    expect(
      Object.keys(values)
        .filter((name) => values[name] !== '')
        .sort(),
    ).toEqual([...MADE].sort());
  });

  test('has no value of the example', () => {
    const published = Object.values(parse(EXAMPLE)).filter((value) => value !== '');
    expect(published.filter((value) => text.includes(`=${value}`))).toEqual([]);
  });

  test('has the comments of the example except that its values are public', () => {
    expect(text).toContain('# Secrets that the sender makes: empty until it shows you one.');
    expect(text).toContain('# The Twilio account: the first page of https://console.twilio.com shows both.');
    expect(text).not.toMatch(/public|local/i);
    expect(text).toMatch(/^# The environment of a deployment/);
    expect(text.endsWith('\n')).toBe(true);
  });

  test('differs each time', () => {
    const other = parse(freshEnvironment(EXAMPLE));
    for (const name of MADE) expect(other[name]).not.toBe(values[name]);
  });
});
