import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHistory, reasonToConfirm, recordDeployment } from '../../../cli/deploy/history';

const ACME = { sid: `AC${'1'.repeat(32)}`, name: 'Acme' };
const OTHER = { sid: `AC${'2'.repeat(32)}`, name: 'Other', parent: ACME.sid };
const EMPTY = { name: 'rosterline', suffix: 'dev' };
const TAKEN = {
  ...EMPTY,
  service: 'ZS1',
  environment: { sid: 'ZE1', domain: 'rosterline-1-dev.twil.io', build: 'ZB1' },
};
const AT = new Date('2026-11-02T12:00:00Z');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rosterline-memory-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a first deployment to an empty environment is nothing to ask about', () => {
  expect(reasonToConfirm(readHistory(folder), ACME, EMPTY)).toBeUndefined();
});

test('a deployment over what this folder did not deploy is asked about', () => {
  expect(reasonToConfirm(readHistory(folder), ACME, TAKEN)).toContain('was not deployed from this folder');
});

test('the account of the last time is not asked about again, another one is, in each environment by itself', () => {
  recordDeployment(folder, 'dev', ACME.sid, AT);
  expect(reasonToConfirm(readHistory(folder), ACME, TAKEN)).toBeUndefined();
  expect(reasonToConfirm(readHistory(folder), OTHER, EMPTY)).toBe(
    `The last deployment to dev went to another account (${ACME.sid}, on 2026-11-02); this one goes to Other (${OTHER.sid}, a subaccount of ${ACME.sid}).`,
  );
  expect(reasonToConfirm(readHistory(folder), OTHER, { ...TAKEN, suffix: '' })).toContain('What runs in production');
  recordDeployment(folder, '', OTHER.sid, AT);
  expect(reasonToConfirm(readHistory(folder), OTHER, { ...TAKEN, suffix: '' })).toBeUndefined();
  expect(reasonToConfirm(readHistory(folder), ACME, TAKEN)).toBeUndefined();
});

test('a file that cannot be read counts as not knowing', () => {
  writeFileSync(join(folder, '.rosterline-deployed.json'), '{"dev": 1}');
  expect(readHistory(folder)).toBeUndefined();
  expect(reasonToConfirm(readHistory(folder), ACME, EMPTY)).toContain('.rosterline-deployed.json cannot be read');
  recordDeployment(folder, 'dev', ACME.sid, AT);
  expect(reasonToConfirm(readHistory(folder), ACME, EMPTY)).toBeUndefined();
});

test('git ignores the file', () => {
  expect(readFileSync(join(__dirname, '../../../.gitignore'), 'utf8').split('\n')).toContain(
    '.rosterline-deployed.json',
  );
});
