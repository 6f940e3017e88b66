import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, type IncomingHttpHeaders, type RequestOptions, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator/emulator';
import { startedBefore } from '../support/started';

export const ACCOUNT_SID = `AC${'0'.repeat(31)}1`;
export const AUTH_TOKEN = 'a-token-for-tests';
export const CREDENTIALS = `Basic ${Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString('base64')}`;

/** The time at which the emulator's clock stands at first. */
const START = Date.parse('2026-11-02T12:00:00Z');

/** An answer as a test looks at it. */
export interface Answer<T> {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: T;
}

export interface Call {
  readonly method?: string;
  /** Host header; without it, our own. */
  readonly host?: string;
  readonly form?: Record<string, string>;
  readonly json?: unknown;
  /** A body as it is, with a Content-Type among the headers. */
  readonly body?: string | Buffer;
  readonly headers?: Record<string, string>;
}

export interface LocalTwilio extends Emulator {
  /** Sends a request with the account's credentials to the plain port. A call with a body is a POST. */
  call<T = Record<string, unknown>>(path: string, call?: Call): Promise<Answer<T>>;
  /** The emulator's time, in milliseconds; it stands still until a test moves it. */
  readonly clock: { now: number };
  /** Empties it and sets the clock back to `START`. */
  reset(): Promise<void>;
  /** Ends it and removes its files. */
  end(): Promise<void>;
}

/** Not `fetch`, which sends neither a Host header of one's choice nor a path as it is. */
export function send(options: RequestOptions, body?: string | Buffer): Promise<Answer<string>> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', ...options }, (answer) => {
      text(answer).then(
        (received) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: received }),
        reject,
      );
    });
    sent.on('error', reject).end(body);
  });
}

/** What a test may choose: besides options of the emulator, a clock of its own, with how the delays of faults are waited for. */
export type Choices = Partial<Pick<EmulatorOptions, 'buildMs' | 'apiKeys' | 'account' | 'sleep' | 'isSyncLimited'>> & {
  readonly clock?: { now: number };
};

export async function startLocalTwilio({ clock = { now: START }, ...more }: Choices = {}): Promise<LocalTwilio> {
  const caFolder = await mkdtemp(join(tmpdir(), 'local-twilio-'));
  const options = { port: 0, accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, now: () => clock.now, caFolder, ...more };
  const emulator = await startEmulator(options);
  const agent = new Agent({ keepAlive: true });
  return {
    ...emulator,
    clock,
    async call<T>(path: string, { method, host, form, json, body: bare, headers }: Call = {}) {
      const text = form ? new URLSearchParams(form).toString() : json === undefined ? undefined : JSON.stringify(json);
      const body = bare ?? text;
      const sent = {
        Authorization: CREDENTIALS,
        ...(host !== undefined && { Host: host }),
        ...(form && { 'Content-Type': 'application/x-www-form-urlencoded' }),
        ...headers,
      };
      const verb = method ?? (body === undefined ? 'GET' : 'POST');
      const answer = await send({ port: emulator.port, path, method: verb, headers: sent, agent }, body);
      // The caller asserts the shape of the body.
      return { ...answer, body: (answer.body && JSON.parse(answer.body)) as T };
    },
    async reset() {
      clock.now = START;
      await send({ port: emulator.port, path: '/_local/reset', method: 'POST', agent });
    },
    async end() {
      agent.destroy();
      await emulator.close();
      await rm(caFolder, { recursive: true, force: true });
    },
  };
}

/** One local Twilio for all tests of a file, emptied before each. */
export function withLocalTwilio(choices?: Choices): LocalTwilio {
  const twilio = startedBefore(() => startLocalTwilio(choices));
  afterAll(() => twilio.end());
  beforeEach(() => twilio.reset());
  return twilio;
}
