import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { LiveRosterWorld } from '../../../cli/live-roster/outcome';
import { listen } from '../../../emulator/listen';
import { askRoster } from '../../support/live-roster';
import { operate } from '../../support/operators';
import { withWorld } from '../../support/with-world';
import { SECRETS, type World } from '../../support/world';

const DOORS = {
  publish: 'publish',
  rollback: 'rollback',
  source: 'rosterSource',
  history: 'rosterHistory',
} as const;

/** The addresses of the live roster over HTTP, a folder to work in, and somebody who answers questions. */
export interface Deployed {
  readonly world: World;
  readonly url: () => string;
  /** What was printed and asked before the result. */
  readonly printed: string[];
  readonly progress: string[];
  readonly announced: string[];
  /** How long each call would be waited for in silence, ms. */
  readonly patience: number[];
  /** Every call takes longer than that. */
  impatient: boolean;
  /** The answer to each question. */
  answer: boolean;
  path(file: string): string;
  write(file: string, content: string): string;
  read(file: string): string;
  /** @param interactive whether somebody can be asked. */
  at(interactive?: boolean, secret?: string): LiveRosterWorld;
}

export function withDeployed(roster: string): Deployed {
  const world = withWorld(roster);
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const body = await text(request);
    const door = DOORS[pathname.split('/').at(-1) as keyof typeof DOORS];
    const payload = body === '' ? Object.fromEntries(searchParams) : JSON.parse(body);
    const secret = String(request.headers.authorization).replace('Bearer ', '');
    const answered =
      secret === SECRETS.OPS_SECRET
        ? await askRoster(world, door, payload)
        : await operate(world, door, payload, { secret });
    response.writeHead(answered.status, { 'content-type': 'application/json' }).end(JSON.stringify(answered.body));
  });
  let port = 0;
  let folder = '';
  beforeAll(async () => {
    port = await listen(server, 0);
    folder = mkdtempSync(join(tmpdir(), 'rosterline-live-'));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const deployed: Deployed = {
    world,
    url: () => `http://127.0.0.1:${port}`,
    printed: [],
    progress: [],
    announced: [],
    patience: [],
    impatient: false,
    answer: true,
    path: (file) => join(folder, file),
    write(file, content) {
      writeFileSync(join(folder, file), content);
      return join(folder, file);
    },
    read: (file) => readFileSync(join(folder, file), 'utf8'),
    at: (interactive = true, secret = SECRETS.OPS_SECRET) => ({
      variables: { OPS_SECRET: secret },
      folder,
      announce: (line) => void deployed.announced.push(line),
      progress: (line) => void deployed.progress.push(line),
      startTimer(ms, elapsed) {
        deployed.patience.push(ms);
        if (deployed.impatient) elapsed();
        return () => undefined;
      },
      terminal: {
        interactive,
        print: (line) => void deployed.printed.push(line),
        async confirm(question) {
          deployed.printed.push(question);
          return deployed.answer;
        },
      },
    }),
  };
  beforeEach(() => {
    deployed.printed.length = 0;
    deployed.answer = true;
    deployed.impatient = false;
  });
  return deployed;
}
