import { spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const PROJECT = join(__dirname, '../..');

/** `npm start`, as somebody at a terminal starts it: npm leads a process group of its own. */
interface Started {
  readonly group: number;
  readonly ports: readonly number[];
}

async function start(script: string): Promise<Started> {
  const ports = [await freePort(), await freePort()];
  const [functions, twilio] = ports.map(String);
  const npm = spawn('npm', ['run', script, '--', '--no-demo'], {
    cwd: PROJECT,
    detached: true,
    env: { ...process.env, PORT: functions, TWILIO_LOCAL_PORT: twilio },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (npm.pid === undefined) throw new Error('npm did not start');
  let output = '';
  for await (const chunk of npm.stdout ?? []) {
    output += String(chunk);
    if (/^ready /m.test(output)) return { group: npm.pid, ports };
  }
  throw new Error(`npm ${script} ended:\n${output}`);
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

function groupLives(group: number): boolean {
  try {
    return process.kill(-group, 0);
  } catch {
    return false;
  }
}

/** Waits until ports are closed and the group is empty; the test's own time limit ends a vain wait. */
async function everythingToEnd({ group, ports }: Started): Promise<void> {
  while (groupLives(group) || (await Promise.all(ports.map(isOpen))).some(Boolean)) await wait(100);
}

describe('npm start', () => {
  let started: Started;
  afterEach(() => {
    if (started && groupLives(started.group)) process.kill(-started.group, 'SIGKILL');
  });

  test.each<[string, string, (started: Started) => void]>([
    ['start', 'SIGTERM to npm alone', ({ group }) => process.kill(group, 'SIGTERM')],
    ['start', 'SIGKILL to npm alone', ({ group }) => process.kill(group, 'SIGKILL')],
    ['start', 'SIGHUP from a terminal that closes', ({ group }) => process.kill(-group, 'SIGHUP')],
    ['dev', 'SIGTERM to npm alone', ({ group }) => process.kill(group, 'SIGTERM')],
    [
      'dev',
      'Ctrl-C twice',
      ({ group }) => {
        process.kill(-group, 'SIGINT');
        process.kill(-group, 'SIGINT');
      },
    ],
  ])('(npm run %s) leaves no process and no open port after %s', async (script, _, signal) => {
    started = await start(script);
    expect(await Promise.all(started.ports.map(isOpen))).toEqual([true, true]);
    signal(started);
    await everythingToEnd(started);
    expect(await Promise.all(started.ports.map(isOpen))).toEqual([false, false]);
  });

  test('exits if npm and its shell are gone before it starts to watch them', async () => {
    const ports = [await freePort(), await freePort()];
    const [functions, twilio] = ports.map(String);
    const shell = spawn('sh', ['-c', 'node --import tsx emulator/start.ts --no-demo &'], {
      cwd: PROJECT,
      detached: true,
      env: { ...process.env, npm_lifecycle_event: 'start', PORT: functions, TWILIO_LOCAL_PORT: twilio },
      stdio: 'ignore',
    });
    if (shell.pid === undefined) throw new Error('the shell did not start');
    started = { group: shell.pid, ports };
    await everythingToEnd(started);
    expect(await Promise.all(ports.map(isOpen))).toEqual([false, false]);
  });
});
