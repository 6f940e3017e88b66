import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { standard } from '../../assets/providers/standard/receive';
import { checkEnvironment } from '../../cli/environment/check';
import { native, SECRET } from '../providers/requests';
import { startReceiver } from './send/receiver';

// The command as it is called; what it does in detail is tested without a process of its own, which costs half a second.

const COMMAND = join(__dirname, '../../cli/rosterline.js');

function rosterline(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return rosterlineWith({}, ...words);
}

function rosterlineWith(
  variables: Readonly<Record<string, string>>,
  ...words: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, STANDARD_SECRET: SECRET, ...variables };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [COMMAND, ...words], { env }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

test('rosterline secret prints only the secret, ready to be piped', async () => {
  const { code, stdout, stderr } = await rosterline('secret');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^whsec_[A-Za-z0-9+/]{43}=\n$/);
});

test('rosterline secret --all prints only a complete environment to stdout', async () => {
  const { code, stdout, stderr } = await rosterline('secret', '--all');
  expect([code, stderr]).toEqual([0, '']);
  const filled = { ...parse(stdout), ACCOUNT_SID: `AC${'1a'.repeat(16)}`, AUTH_TOKEN: '2b'.repeat(16) };
  expect(checkEnvironment(filled).problems).toEqual([]);
  expect(await rosterline('secret', '--all', '--plain')).toMatchObject({ code: 2, stdout: '' });
});

test('rosterline send sends a delivery that passes authentication', async () => {
  const receiver = await startReceiver();
  try {
    const { code, stdout } = await rosterline(
      'send',
      'standard',
      'offboarded',
      '--to',
      receiver.url,
      '--person',
      'ben',
    );
    expect([code, stdout]).toEqual([0, expect.stringContaining('200 OK')]);
    const [delivery] = receiver.received;
    expect(delivery && standard.authenticate(delivery.request, native(SECRET), Date.now())).toBe(true);
    expect(delivery?.request.payload).toMatchObject({ type: 'staff.offboarded', data: { person: 'ben' } });
  } finally {
    await receiver.end();
  }
});

test('a usage error exits with 2 and is explained on stderr', async () => {
  const [option, event] = await Promise.all([rosterline('secret', '--long'), rosterline('send', 'okta', 'fired')]);
  expect([option?.code, option?.stdout, event?.code, event?.stdout]).toEqual([2, '', 2, '']);
  expect(option?.stderr).toContain('--long');
  expect(event?.stderr).toContain('user.lifecycle.deactivate');
});

test('rosterline holidays lists the holidays of a region, and exits with 2 for an unknown one', async () => {
  const [listed, unknown] = await Promise.all([
    rosterline('holidays', 'ES', 'MD', '2027', '--json'),
    rosterline('holidays', 'spain'),
  ]);
  expect(JSON.parse(listed.stdout)).toContainEqual({
    from: '2027-05-03T00:00',
    to: '2027-05-04T00:00',
    name: 'Día de la Comunidad de Madrid',
    type: 'public',
  });
  expect([listed.code, unknown.code, unknown.stdout]).toEqual([0, 2, '']);
  expect(unknown.stderr).toContain('did you mean "ES"?');
});

test.each([['schedule', '--once'], ['send', 'standard', 'offboarded'], ['history']])(
  'rosterline %s refuses an address that is none in one sentence',
  async (...words) => {
    const { code, stdout, stderr } = await rosterline(...words, '--to', '127.0.0.1:3150');
    expect(code).toBe(2);
    expect(`${stdout}${stderr}`).toBe(
      'error: --to is 127.0.0.1:3150; expected an address such as https://rosterline-1234-prod.twil.io or http://127.0.0.1:3000\n',
    );
  },
);

test('rosterline plan looks for the local Twilio where TWILIO_LOCAL_PORT has it', async () => {
  const { stdout } = await rosterlineWith({ TWILIO_LOCAL_PORT: '4555' }, 'plan', '--help');
  expect(stdout).toContain('http://127.0.0.1:4555');
  expect((await rosterlineWith({ TWILIO_LOCAL_PORT: '' }, 'plan', '--help')).stdout).toContain('http://127.0.0.1:4010');
});

test('rosterline --version prints the release, and pull --version is an option of pull', async () => {
  const [release, pull] = await Promise.all([rosterline('--version'), rosterline('pull', '--version', 'x')]);
  expect([release.code, release.stdout]).toEqual([0, expect.stringMatching(/^rosterline \d+\.\d+\.\d+/)]);
  expect([pull.code, pull.stdout, pull.stderr]).toEqual([2, '', expect.stringContaining('--version is x')]);
});

test('check, secret and send --list print JSON with --json', async () => {
  const [check, secret, all, list] = await Promise.all([
    rosterline('check', '--json'),
    rosterline('secret', '--json'),
    rosterline('secret', '--all', '--json'),
    rosterline('send', '--list', '--json'),
  ]);
  expect(JSON.parse(check.stdout)).toMatchObject({ file: 'roster.yaml', valid: true, people: 8, errors: [] });
  expect(JSON.parse(secret.stdout)).toEqual({ kind: 'signing', secret: expect.stringMatching(/^whsec_/) });
  expect(JSON.parse(all.stdout)).toMatchObject({ environment: { STANDARD_SECRET: expect.stringMatching(/^whsec_/) } });
  expect(JSON.parse(list.stdout)).toContainEqual({
    provider: 'standard',
    event: 'staff.offboarded',
    effect: expect.any(String),
  });
});

test('send and schedule print JSON with --json, and on stderr first which secret goes where', async () => {
  const receiver = await startReceiver();
  try {
    const sent = await rosterline('send', 'standard', 'offboarded', '--to', receiver.url, '--json');
    expect(JSON.parse(sent.stdout)).toEqual({
      url: `${receiver.url}/webhooks/standard`,
      status: 200,
      answer: { results: [] },
    });
    expect(sent.stderr).toBe(`Using STANDARD_SECRET of the environment with ${receiver.url}.\n`);
    const ticked = await rosterline('schedule', '--once', '--to', receiver.url, '--json');
    expect(JSON.parse(ticked.stdout)).toEqual({
      at: expect.stringMatching(/Z$/),
      ok: true,
      status: 200,
      answer: { results: [] },
    });
    expect(ticked.stderr).toBe(`Using TICK_SECRET of .env.example with ${receiver.url}.\n`);
  } finally {
    await receiver.end();
  }
});
