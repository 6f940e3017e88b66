import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen } from '../../../emulator/listen';
import { closed } from './local-accounts';

// The command as people call it. What it does in the accounts is tested beside it, on local Twilios.

const COMMAND = join(__dirname, '../../../cli/rosterline.js');
const SECRETS = { acme: 'tick-secret-of-acme-1', globex: 'tick-secret-of-globex-2' };

let folder: string;
const servers: Server[] = [];
let seen: string[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rosterline-fleet-command-'));
  const entries: string[] = [];
  for (const [name, secret] of Object.entries(SECRETS)) {
    const server = createServer(({ url, headers: { authorization } }, response) => {
      seen.push(`${name} ${url} ${authorization}`);
      const isAuthentic = authorization === `Bearer ${SECRETS.acme}`;
      const tick = isAuthentic ? { results: [], people: 3, onDuty: 2 } : { code: 'unauthorized', detail: 'Not you.' };
      const health = { status: name === 'acme' ? 'ok' : 'no tick', secondsSinceTick: 12 };
      const status = url === '/health' ? (name === 'acme' ? 200 : 503) : isAuthentic ? 200 : 401;
      response.writeHead(status).end(JSON.stringify(url === '/health' ? health : tick));
    });
    servers.push(server);
    const url = `http://127.0.0.1:${await listen(server, 0)}`;
    // Where only ticks are sent, no more is known than this.
    writeFileSync(join(folder, `${name}.env`), `TICK_SECRET=${secret},its-successor-of-no-use-yet\n`);
    entries.push(`  - { name: ${name}, env: ${name}.env, roster: ${name}.yaml, url: "${url}" }\n`);
  }
  writeFileSync(join(folder, 'fleet.yaml'), `accounts:\n${entries.join('')}`);
});
beforeEach(() => {
  seen = [];
});
afterAll(async () => {
  await Promise.all(servers.map(closed));
  rmSync(folder, { recursive: true, force: true });
});

function fleet(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [COMMAND, 'fleet', ...words], { cwd: folder }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

test('fleet tick sends each account the first value of its own secret, and prints a table and what is not well apart', async () => {
  const { code, stdout, stderr } = await fleet('tick');
  expect(seen.sort()).toEqual([
    `acme /shifts/tick Bearer ${SECRETS.acme}`,
    `globex /shifts/tick Bearer ${SECRETS.globex}`,
  ]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/│ acme +│ ok +│ 2 of 3 on duty, 0 changed │\n│ globex +│ FAILED +│ 401 +│/);
  expect(stdout).toMatch(/\n1 of 2 accounts are well\.\n$/);
  expect(stderr).toBe('globex:\n  rejected, 401: Not you.\n');
  for (const secret of Object.values(SECRETS)) expect(stdout + stderr).not.toContain(secret);
});

test('fleet tick of accounts that are well exits with 0 and writes nothing to stderr', async () => {
  const { code, stdout, stderr } = await fleet('tick', 'fleet.yaml', '--only', 'acme', '--json');
  expect([code, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toEqual({
    code: 0,
    accounts: [expect.objectContaining({ account: 'acme', code: 0, ok: true, status: 200 })],
  });
});

test('fleet health exits with 1 where an account is not well, and shows no secret that is not for it', async () => {
  const { code, stdout, stderr } = await fleet('health');
  expect([code, stderr]).toEqual([1, expect.stringMatching(/^globex:\n {2}http:\S+\/health reports: no tick\n$/)]);
  expect(stdout).toMatch(/│ acme +│ ok +│ 12 s ago │/);
  expect(seen).toContain('acme /health undefined');
});

test('fleet refuses names, options and numbers that are none, all at once', async () => {
  const [names, options, secrets] = await Promise.all([
    fleet('tick', '--only', 'acm', 'acme'),
    fleet('tick', '--feeds', '--create-sync-service', '--parallel', '0'),
    fleet('rotate', '--secret', 'TICK_SECRET', 'RECORD_KEY'),
  ]);
  expect([names.code, options.code, secrets.code, seen]).toEqual([2, 2, 2, []]);
  expect(names.stderr).toContain('--only acm: fleet.yaml has no account of this name; did you mean "acme"?');
  expect(options.stderr).toContain('fleet tick has no option --feeds');
  expect(options.stderr).toContain('fleet tick has no option --create-sync-service');
  expect(options.stderr).toContain('--parallel is 0; expected a whole number from 1 to 500');
  expect(secrets.stderr).toMatch(/--secret RECORD_KEY cannot be rotated; expected one of TICK_SECRET, OPS_SECRET/);
});

test('a fleet file with faults is what check is for (1), and keeps everything else from being done (2)', async () => {
  writeFileSync(join(folder, 'bad.yaml'), 'accounts:\n  - { name: acme }\n');
  const [check, tick, none] = await Promise.all([
    fleet('check', 'bad.yaml'),
    fleet('tick', 'bad.yaml', '--json'),
    fleet('tick', 'none.yaml'),
  ]);
  expect(check).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('bad.yaml:2:5 accounts[0].env: "env" is missing'),
  });
  expect(tick.code).toBe(2);
  expect(JSON.parse(tick.stdout)).toMatchObject({ file: 'bad.yaml', errors: [{ line: 2 }, { line: 2 }] });
  expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('none.yaml could not be read') });
});
