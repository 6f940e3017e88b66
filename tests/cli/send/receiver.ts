import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Request } from '../../../assets/api/http/request';
import { type SendOptions, type SendResult, send } from '../../../cli/commands/send';
import { listen } from '../../../emulator/listen';
import { SECRET } from '../../providers/requests';
import { startedBefore } from '../../support/started';

interface Delivery {
  readonly path: string;
  readonly request: Request;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Record<string, string>;
}

/** A server that takes one kind of answer and keeps what it received, in the form in which a Function sees it. */
interface Receiver {
  readonly url: string;
  readonly received: Delivery[];
  answer: Answer;
  /** By path, instead of {@link answer}. */
  readonly answers: Map<string, Answer>;
  end(): Promise<void>;
}

export const OKTA_SECRET = 'okta-secret';
/** The time of every command; a sample's timestamps are rounded from it. */
export const NOW = new Date('2026-11-22T08:00:00.250Z');

const VARIABLES = { STANDARD_SECRET: SECRET, OKTA_SECRET, OKTA_APP_ID: '0oaFRONTLINE' };
const ACCEPTED = { status: 200, body: '{"results":[]}' };

export async function startReceiver(): Promise<Receiver> {
  const received: Delivery[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    received.push({
      path: request.url ?? '',
      request: { headers: request.headers, payload: body === '' ? {} : JSON.parse(body) },
    });
    const { status, headers, body: said } = receiver.answers.get(request.url ?? '') ?? receiver.answer;
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(said);
  });
  const port = await listen(server, 0);
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}`,
    received,
    answer: ACCEPTED,
    answers: new Map(),
    async end() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}

/** `rosterline send` to a receiver, from a folder of its own. */
interface Sending {
  readonly receiver: Receiver;
  /** A path in the folder. */
  pathOf(file: string): string;
  /** @param variables of the environment, in the place of those of the file's tests. */
  run(
    provider?: string,
    event?: string,
    options?: SendOptions,
    variables?: Readonly<Record<string, string>>,
  ): Promise<SendResult>;
  /** The first that arrived since the test began, once this has been sent. @throws what is said if nothing was sent. */
  arriving(...given: Parameters<Sending['run']>): Promise<Delivery>;
}

/** One receiver for all tests of a file; before each it has received nothing, and accepts whatever comes. */
export function withReceiver(variables: Readonly<Record<string, string>> = VARIABLES, now = NOW): Sending {
  const receiver = startedBefore(startReceiver);
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rosterline-send-'));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await receiver.end();
  });
  beforeEach(() => {
    receiver.received.length = 0;
    receiver.answer = ACCEPTED;
    receiver.answers.clear();
  });
  const run: Sending['run'] = (provider, event, options = {}, others = variables) =>
    send(provider, event, { to: receiver.url, ...options }, { variables: others, folder }, now);
  return {
    receiver,
    pathOf: (file) => join(folder, file),
    run,
    async arriving(...given) {
      const { code, text: said } = await run(...given);
      if (code === 2) throw new Error(said);
      const [delivery] = receiver.received;
      if (!delivery) throw new Error('nothing arrived');
      return delivery;
    },
  };
}
