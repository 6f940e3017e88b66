import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { listen } from '../../emulator/listen';

const FOLDER = join(__dirname, '../../docs/schedulers/cloudflare');
const SECRET = 'tick-secret-of-this-test';
const toml = readFileSync(join(FOLDER, 'wrangler.toml'), 'utf8');

type Environment = Readonly<Record<string, string>>;
interface Worker {
  scheduled(controller: unknown, env: Environment): Promise<void>;
}

const received: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[] = [];
let status = 200;
const server = createServer(({ method, url, headers }, response) => {
  received.push({ method, url, headers });
  response.writeHead(status, { 'content-type': 'application/json' }).end('{"detail":"from the server"}');
});
let address = '';
let worker: Worker;

beforeAll(async () => {
  const loaded: { default: Worker } = await import(join(FOLDER, 'worker.js'));
  worker = loaded.default;
  const port = await listen(server, 0);
  address = `http://127.0.0.1:${port}`;
});
beforeEach(() => {
  received.length = 0;
  status = 200;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** What Cloudflare hands the worker: the variables of wrangler.toml, with `url` for their value, and the secret. */
function environment(url: string): Environment {
  const section = /^\[vars\]$([^[]*)/m.exec(toml)?.[1] ?? '';
  const names = [...section.matchAll(/^(\w+) *= *"[^"]*"$/gm)].map(([, name]) => [name, url]);
  return { ...Object.fromEntries(names), TICK_SECRET: SECRET };
}

test('the worker sends POST /shifts/tick with the secret as a bearer token', async () => {
  await worker.scheduled({}, environment(address));
  expect(received).toEqual([
    {
      method: 'POST',
      url: '/shifts/tick',
      headers: expect.objectContaining({ authorization: `Bearer ${SECRET}` }),
    },
  ]);
});

test('the worker sends the tick to the same path when the URL ends with a slash', async () => {
  await worker.scheduled({}, environment(`${address}/`));
  expect(received.map(({ url }) => url)).toEqual(['/shifts/tick']);
});

test.each([401, 403, 500, 503])('the worker throws when the tick is answered %d, with the answer', async (refused) => {
  status = refused;
  await expect(worker.scheduled({}, environment(address))).rejects.toThrow(
    `The tick was answered ${refused}: {"detail":"from the server"}`,
  );
});

test('the worker throws when the deployment cannot be reached', async () => {
  await expect(worker.scheduled({}, environment('http://127.0.0.1:9'))).rejects.toThrow();
});

test('wrangler.toml runs worker.js every minute', () => {
  expect(toml).toMatch(/^main = "worker\.js"$/m);
  expect(toml).toMatch(/^\[triggers\]\ncrons = \["\* \* \* \* \*"\]$/m);
});

test('wrangler.toml holds no secret', () => {
  expect(toml).not.toMatch(/^\s*TICK_SECRET/m);
});
