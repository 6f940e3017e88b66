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

test('a first deployment to an empty environment needs no confirmation', () => {
  expect(reasonToConfirm(readHistory(folder), ACME, EMPTY)).toBeUndefined();
});

test('a deployment over one from another folder needs confirmation', () => {
  expect(reasonToConfirm(readHistory(folder), ACME, TAKEN)).toContain('did not come from this folder');
});

test('only a different account than last time needs confirmation, for each environment on its own', () => {
  recordDeployment(folder, 'dev', ACME.sid, AT);
  expect(reasonToConfirm(readHistory(folder), ACME, TAKEN)).toBeUndefined();
  expect(reasonToConfirm(readHistory(folder), OTHER, EMPTY)).toBe(
    `The last deployment to dev went to another account (${ACME.sid}, on 2026-11-02); this one goes to Other (${OTHER.sid}, a subaccount of ${ACME.sid}).`,
  );
  expect(reasonToConfirm(readHistory(folder), OTHER, { ...TAKEN, suffix: '' })).toContain(
    'The current deployment in production',
  );
  recordDeployment(folder, '', OTHER.sid, AT);
  expect(reasonToConfirm(readHistory(folder), OTHER, { ...TAKEN, suffix: '' })).toBeUndefined();
  expect(reasonToConfirm(readHistory(folder), ACME, TAKEN)).toBeUndefined();
});

test('an unreadable history file counts as unknown', () => {
  writeFileSync(join(folder, '.rosterline-deployed.json'), '{"dev": 1}');
  expect(readHistory(folder)).toBeUndefined();
  expect(reasonToConfirm(readHistory(folder), ACME, EMPTY)).toContain('.rosterline-deployed.json could not be read');
  recordDeployment(folder, 'dev', ACME.sid, AT);
  expect(reasonToConfirm(readHistory(folder), ACME, EMPTY)).toBeUndefined();
});

test('git ignores the history file', () => {
  expect(readFileSync(join(__dirname, '../../../.gitignore'), 'utf8').split('\n')).toContain(
    '.rosterline-deployed.json',
  );
});
