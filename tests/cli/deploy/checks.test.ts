import { confirmTarget, ensureSyncService } from '../../../cli/deploy/checks';
import { NotDeployed } from '../../../cli/deploy/errors';
import { connect } from '../../../cli/plan/client';
import type { JournalEntry } from '../../../emulator/journal';
import { ACCOUNT_SID, AUTH_TOKEN, type LocalTwilio, startLocalTwilio } from '../../emulator/local-twilio';

let twilio: LocalTwilio;
beforeEach(async () => {
  twilio = await startLocalTwilio();
});
afterEach(() => twilio.end());

/** A terminal with an answer to everything, or one where nobody is. */
function terminal(answer?: boolean) {
  const heard: string[] = [];
  const confirm = (question: string) => {
    heard.push(question);
    if (answer === undefined) throw new Error('nobody is there to be asked');
    return Promise.resolve(answer);
  };
  return { heard, interactive: answer !== undefined, print: (text: string) => void heard.push(text), confirm };
}

const clientFor = () => connect({ environment: { ACCOUNT_SID, AUTH_TOKEN }, local: twilio.url });
/** Looks for a Service. @returns why nothing is deployed; undefined if the Service is there. */
async function refusal(name: string, at = terminal(), createSyncService = false): Promise<string | undefined> {
  try {
    await ensureSyncService(clientFor(), name, { createSyncService }, at);
    return undefined;
  } catch (error) {
    if (error instanceof NotDeployed) return error.message;
    throw error;
  }
}
const removeDefault = () => twilio.call('/v1/Services/default', { method: 'DELETE' });
const services = async () => {
  const { body } = await twilio.call<{ services: { sid: string; friendly_name: string | null }[] }>('/v1/Services');
  return body.services;
};
const calls = async () =>
  (await twilio.call<JournalEntry[]>('/_local/journal')).body.map(({ method, path }) => `${method} ${path}`);

test('an existing Sync Service takes one call', async () => {
  expect(await refusal('default')).toBeUndefined();
  expect(await calls()).toEqual(['GET /v1/Services/default']);
});

test('a missing default Service without a terminal is explained, and nothing is created', async () => {
  await removeDefault();
  const text = await refusal('default');
  expect(text).toContain('This account has no Sync Service named default, which Rosterline needs for its records.');
  expect(text).toContain('npm run deploy -- --create-sync-service');
  expect(await services()).toEqual([]);
});

test('a yes creates one Service and prints its SID for .env; the next run lists it instead of creating another', async () => {
  await removeDefault();
  expect(await refusal('default', terminal(false))).toContain('no Sync Service named default');
  expect(await services()).toEqual([]);
  const text = await refusal('default', terminal(true));
  const [made] = await services();
  expect(made?.friendly_name).toBe('Rosterline');
  expect(text).toContain(`\n  SYNC_SERVICE=${made?.sid}\n`);
  const again = await refusal('default', terminal(true), true);
  expect(again).toContain(`${made?.sid}  Rosterline`);
  expect(await services()).toHaveLength(1);
  expect(await refusal(made?.sid ?? '')).toBeUndefined();
});

test.each([
  ['whose answer is lost', { reset: true, after: true }],
  ['that is answered 503 after it was processed', { status: 503, after: true }],
])('the creation of a Sync Service %s is not retried, and the next run names the Service', async (_, fault) => {
  await removeDefault();
  await twilio.call('/_local/faults', { json: { host: 'sync.twilio.com', method: 'POST', times: 1, ...fault } });
  expect(await refusal('default', terminal(), true)).toContain('The Sync Service could not be created');
  const made = await services();
  expect(made).toHaveLength(1);
  expect(await refusal('default', terminal(), true)).toContain(`${made[0]?.sid}  Rosterline`);
  expect(await services()).toHaveLength(1);
});

test('--create-sync-service creates a Service without a terminal, and only in place of default', async () => {
  await removeDefault();
  expect(await refusal('default', terminal(), true)).toContain('SYNC_SERVICE=IS');
  expect(await services()).toHaveLength(1);
  expect(await refusal(`IS${'9'.repeat(32)}`, terminal(true), true)).toContain(`no Sync Service IS${'9'.repeat(32)}`);
  expect(await services()).toHaveLength(1);
});

test("a SID of another account is rejected with a list of this account's Services", async () => {
  await twilio.call('/v1/Services', { form: { FriendlyName: 'Chat' } });
  const text = await refusal(`IS${'9'.repeat(32)}`);
  expect(text).toContain('It may belong to another account or subaccount, or it was deleted.');
  for (const { sid, friendly_name } of await services())
    expect(text).toContain(`  ${sid}  ${friendly_name ?? '(no name)'}`);
});

test('an unreadable Sync is not reported as a missing Service', async () => {
  await twilio.call('/_local/faults', { json: { host: 'sync.twilio.com', status: 403 } });
  expect(await refusal('default')).toContain('Twilio Sync could not be read: Twilio denied access (403)');
});

const ACCOUNT = { sid: ACCOUNT_SID, name: 'Acme' };
const EMPTY = { name: 'rosterline', suffix: 'dev' };
const OTHER = { dev: { account: `AC${'2'.repeat(32)}`, at: '2026-11-02T12:00:00Z' } };

test('a different account than last time needs one confirmation that names it; a no deploys nothing', async () => {
  const yes = terminal(true);
  await confirmTarget(OTHER, ACCOUNT, EMPTY, { yes: false }, yes);
  expect(yes.heard).toEqual([expect.stringMatching(/went to another account.*\nDeploy to Acme \(AC0+1\)\?$/)]);
  await expect(confirmTarget(OTHER, ACCOUNT, EMPTY, { yes: false }, terminal(false))).rejects.toThrow(NotDeployed);
});

test('--yes skips the confirmation but prints the reason; without it and without a terminal nothing is deployed', async () => {
  const script = terminal();
  await confirmTarget(OTHER, ACCOUNT, EMPTY, { yes: true }, script);
  expect(script.heard).toEqual([expect.stringContaining('went to another account')]);
  await expect(confirmTarget(OTHER, ACCOUNT, EMPTY, { yes: false }, terminal())).rejects.toThrow(
    'npm run deploy -- --yes',
  );
});

test('whoever deploys by another command is told that command', async () => {
  const at = { ...terminal(), command: 'npx rosterline fleet deploy --only acme' };
  await expect(confirmTarget(OTHER, ACCOUNT, EMPTY, { yes: false }, at)).rejects.toThrow(`${at.command} --yes.`);
  await removeDefault();
  expect(await refusal('default', at)).toContain(`Create one: ${at.command} --create-sync-service`);
});

test('the same account as last time needs no confirmation', async () => {
  await confirmTarget(
    { dev: { account: ACCOUNT_SID, at: '2026-11-02T12:00:00Z' } },
    ACCOUNT,
    EMPTY,
    { yes: false },
    terminal(),
  );
});
