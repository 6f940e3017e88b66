import '@twilio-labs/serverless-runtime-types';
import type { Context } from '@twilio-labs/serverless-runtime-types/types';
import { Twilio as Client } from 'twilio';
import { ok } from '../../assets/api/http/answer';
import { createHandler } from '../../assets/main/composition.private';
import { TwilioResponse } from '../../emulator/runner/worker/response';

jest.mock('../../assets/main/current-roster', () => {
  const { readRoster } = jest.requireActual<typeof import('../../cli/roster/read')>('../../cli/roster/read');
  const read = readRoster('version: 1\nzone: UTC\npeople: { ana: { identity: ana } }\nshifts: []\n', 'roster.yaml');
  if ('errors' in read) throw new Error(JSON.stringify(read.errors));
  return { roster: read.roster };
});

const ACCOUNT_SID = `AC${'1'.repeat(32)}`;
/** An environment that is good enough for a machine of one's own. */
const WEAK = { RECORD_KEY: 'key', TICK_SECRET: 'tick', OPS_SECRET: 'tick' };
const STRONG = { RECORD_KEY: 'a-record-key-of-its-own', TICK_SECRET: 'a-tick-secret-of-its-own' };

beforeAll(() => Object.assign(globalThis, { Twilio: { Response: TwilioResponse } }));
afterAll(() => Reflect.deleteProperty(globalThis, 'Twilio'));

/** What an address answers that is served at this domain, and what it logged. */
async function answered(domain: unknown, environment: object): Promise<{ status: number; logged: string }> {
  const logged = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const context = {
    ...environment,
    DOMAIN_NAME: domain,
    PATH: '/health',
    getTwilioClient: () => new Client(ACCOUNT_SID, 'token'),
  };
  try {
    const response = await new Promise<unknown>((resolve) => {
      // The type of a context wants what the platform adds; these tests are about what it adds wrongly, too.
      void createHandler(async () => ok({}))(
        context as unknown as Context,
        { request: { headers: {}, cookies: {} } },
        (_, body) => resolve(body),
      );
    });
    if (!(response instanceof TwilioResponse)) throw new Error('no response');
    return { status: response.statusCode, logged: JSON.stringify(logged.mock.calls) };
  } finally {
    logged.mockRestore();
  }
}

test.each(['localhost', 'localhost:3000', '127.0.0.1', '127.0.0.1:49152'])(
  'an environment with weak secrets is taken at %s',
  async (domain) => expect(await answered(domain, WEAK)).toEqual({ status: 200, logged: '[]' }),
);

test.each([
  'rosterline-1234-dev.twil.io',
  'localhost.example.com',
  'example.com:3000',
  'localhost:3000.example.com',
  'x.localhost',
  '127.0.0.1.example.com',
  '',
  undefined,
])('an environment with weak secrets is refused at %s, and the log names each', async (domain) => {
  const { status, logged } = await answered(domain, WEAK);
  expect(status).toBe(500);
  for (const name of Object.keys(WEAK)) expect(logged).toContain(name);
  expect((await answered(domain, STRONG)).status).toBe(200);
});
