import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTarget, describeTarget, findTarget } from '../../../cli/deploy/target';
import { connect } from '../../../cli/plan/client';
import type { JournalEntry } from '../../../emulator/journal';
import { ACCOUNT_SID, AUTH_TOKEN, type LocalTwilio, startLocalTwilio } from '../../emulator/local-twilio';
import { serverlessCalls } from '../../emulator/serverless/calls';

const OTHER_ACCOUNT = `AC${'9'.repeat(32)}`;
let twilio: LocalTwilio;
let folder: string;
beforeEach(async () => {
  twilio = await startLocalTwilio();
  folder = mkdtempSync(join(tmpdir(), 'rosterline-target-'));
  writeFileSync(join(folder, 'package.json'), '{"name":"rosterline"}');
});
afterEach(async () => {
  await twilio.end();
  rmSync(folder, { recursive: true, force: true });
});

const clientFor = () => connect({ environment: { ACCOUNT_SID, AUTH_TOKEN }, local: twilio.url });
const find = (suffix = 'dev') => findTarget(clientFor(), folder, ACCOUNT_SID, suffix);
const note = (notes: object) => writeFileSync(join(folder, '.twiliodeployinfo'), JSON.stringify(notes));
const latestBuild = `ZB${'0'.repeat(32)}`;

test('an empty account has no target, and a created one is found again', async () => {
  const target = await find();
  expect(target).toEqual({ name: 'rosterline', suffix: 'dev' });
  expect(describeTarget(target)).toBe('Environment dev of the Service rosterline: nothing deployed yet.');
  const made = await createTarget(clientFor(), target);
  expect(made.environment.domain).toMatch(/^rosterline-\d{4}-dev\.twil\.io$/);
  expect(await find()).toEqual({ name: 'rosterline', suffix: 'dev', ...made });
  expect(await createTarget(clientFor(), await find())).toEqual(made);
  expect(await find('staging')).toEqual({ name: 'rosterline', service: made.service, suffix: 'staging' });
  const production = await createTarget(clientFor(), await find(''));
  expect(production.environment.domain).toMatch(/^rosterline-\d{4}\.twil\.io$/);
  expect((await find('')).environment?.sid).toBe(production.environment.sid);
});

test('a Service or Environment whose creation loses its answer is not requested again, and the next run finds it', async () => {
  const lost = { host: 'serverless.twilio.com', method: 'POST', reset: true, after: true, times: 1 };
  const requests = async () =>
    (await twilio.call<JournalEntry[]>('/_local/journal')).body.filter(({ method }) => method === 'POST').length;
  await twilio.call('/_local/faults', { json: lost });
  await expect(createTarget(clientFor(), await find())).rejects.toThrow();
  expect(await requests()).toBe(1);
  const { service } = await find();
  expect(service).toBeDefined();
  await twilio.call('/_local/faults', { json: lost });
  await expect(createTarget(clientFor(), await find())).rejects.toThrow();
  expect(await requests()).toBe(2);
  const found = await find();
  expect(found.service).toBe(service);
  expect(found.environment?.domain).toMatch(/-dev\.twil\.io$/);
});

test("the Service that Twilio's tools noted for this account takes precedence over the one with the project's name", async () => {
  const api = serverlessCalls(twilio);
  const named = await createTarget(clientFor(), await find());
  const { body } = await api.post('', { UniqueName: 'renamed', FriendlyName: 'Renamed' });
  note({ [`${ACCOUNT_SID}:us1`]: { serviceSid: body.sid, latestBuild } });
  expect(await find()).toEqual({ name: 'renamed', service: body.sid, suffix: 'dev' });
  note({ [`${OTHER_ACCOUNT}:us1`]: { serviceSid: body.sid, latestBuild } });
  expect((await find()).service).toBe(named.service);
});

test('a noted Service that no longer exists is skipped', async () => {
  note({ [`${ACCOUNT_SID}:us1`]: { serviceSid: `ZS${'0'.repeat(32)}`, latestBuild } });
  expect(await find()).toEqual({ name: 'rosterline', suffix: 'dev' });
});

test('describeTarget shows the date of the last deployment', async () => {
  const environment = {
    sid: 'ZE1',
    domain: 'rosterline-1-dev.twil.io',
    build: 'ZB1',
    deployedAt: new Date('2026-11-02T12:00:00Z'),
  };
  expect(describeTarget({ name: 'rosterline', service: 'ZS1', suffix: 'dev', environment })).toBe(
    'Environment dev of the Service rosterline (ZS1), https://rosterline-1-dev.twil.io: overwrites the deployment of 2026-11-02 12:00 UTC.',
  );
});

test('an account that cannot be read is not treated as empty', async () => {
  await twilio.call('/_local/faults', { json: { host: 'serverless.twilio.com', status: 403 } });
  await expect(find()).rejects.toMatchObject({ status: 403 });
});
