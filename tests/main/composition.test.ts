import '@twilio-labs/serverless-runtime-types';
import type { Context } from '@twilio-labs/serverless-runtime-types/types';
import { Twilio as Client } from 'twilio';
import { type Answer, ok } from '../../assets/api/http/answer';
import { createHandler } from '../../assets/main/composition.private';
import { TwilioResponse } from '../../emulator/runner/worker/response';

jest.mock('../../assets/main/deployed-roster.private', () => {
  const { deployedFrom } = jest.requireActual<typeof import('../support/roster')>('../support/roster');
  return { deployed: deployedFrom('version: 1\nzone: UTC\npeople: { ana: { identity: ana } }\nshifts: []\n') };
});

jest.mock('../../package.json?release', () => ({ version: '1.2.3' }), { virtual: true });

const ACCOUNT_SID = `AC${'1'.repeat(32)}`;
/** An environment that is good enough for a machine of one's own. */
const WEAK = { RECORD_KEY: 'key', TICK_SECRET: 'tick', OPS_SECRET: 'tick' };
const STRONG = { RECORD_KEY: 'a-record-key-of-its-own', TICK_SECRET: 'a-tick-secret-of-its-own' };

beforeAll(() => Object.assign(globalThis, { Twilio: { Response: TwilioResponse } }));
afterAll(() => Reflect.deleteProperty(globalThis, 'Twilio'));

interface Call {
  readonly error: unknown;
  readonly payload: unknown;
}

/** Calls the handler of an address until nothing moves any more; tells what it returned, called back with and logged. */
async function call(
  flow: Parameters<typeof createHandler>[0],
  {
    environment = { ...STRONG, DOMAIN_NAME: 'localhost' } as object,
    onCall = (_: Call): void => undefined,
    during = async () => undefined as unknown,
  } = {},
) {
  const spy = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const context = {
    ...environment,
    PATH: '/health',
    getTwilioClient: () => new Client(ACCOUNT_SID, 'token'),
  };
  const calls: Call[] = [];
  try {
    // The type of a context wants what the platform adds; these tests are about what it adds wrongly, too.
    const returned: unknown = createHandler(flow)(
      context as unknown as Context,
      { request: { headers: {}, cookies: {} } },
      (error, payload) => {
        const made = { error, payload };
        calls.push(made);
        onCall(made);
      },
    );
    await new Promise(setImmediate);
    await during();
    await new Promise(setImmediate);
    return { returned, calls, logged: spy.mock.calls.map(([line]) => String(line)) };
  } finally {
    spy.mockRestore();
  }
}

/** What an address answers that is served at this domain, and what it logged. */
async function answered(domain: unknown, environment: object): Promise<{ status: number; logged: string }> {
  const { calls, logged } = await call(async () => ok({}), {
    environment: { ...environment, DOMAIN_NAME: domain },
  });
  const [{ payload } = { payload: undefined }] = calls;
  if (!(payload instanceof TwilioResponse)) throw new Error('no response');
  return { status: payload.statusCode, logged: JSON.stringify(logged) };
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

describe('a handler', () => {
  class Secret extends Error {
    override readonly name = 'Secret';
  }
  const fail = () => {
    throw new Secret('inner secret');
  };
  const unsent = expect.stringMatching(/"An answer could not be sent".*"Secret"/);

  test('returns nothing, and calls back once the answer is there', async () => {
    let settle: (answer: Answer) => void = () => undefined;
    const pending = new Promise<Answer>((resolve) => {
      settle = resolve;
    });
    let before: readonly Call[] | undefined;
    const seen: Call[] = [];
    const { returned, calls } = await call(() => pending, {
      onCall: (made) => void seen.push(made),
      async during() {
        before = [...seen];
        settle(ok({ results: [] }));
      },
    });
    expect(returned).toBeUndefined();
    expect(before).toEqual([]);
    expect(calls).toMatchObject([{ error: null, payload: { statusCode: 200 } }]);
  });

  test.each<[string, Parameters<typeof createHandler>[0]]>([
    ['rejects', () => Promise.reject(new Secret('inner secret'))],
    ['throws before there is a promise', fail],
  ])('answers 503 without anything internal when a use case %s, and logs it', async (_, flow) => {
    const { calls, logged } = await call(flow);
    expect(calls).toMatchObject([{ error: null, payload: { statusCode: 503 } }]);
    expect(JSON.stringify(calls)).not.toContain('inner secret');
    expect(logged).toEqual([expect.stringMatching(/"A request could not be finished".*"Secret"/)]);
  });

  const withFlush =
    (flush: () => Promise<void>): Parameters<typeof createHandler>[0] =>
    async (_request, ports) => {
      Object.assign(ports.audit, { flush });
      return ok({});
    };
  test.each<[string, Parameters<typeof createHandler>[0], Parameters<typeof call>[1]]>([
    ['what ends every request rejects', withFlush(() => Promise.reject(new Secret('inner secret'))), {}],
    ['what ends every request throws', withFlush(fail), {}],
    ['the platform refuses the response', async () => ok({}), { onCall: ({ payload }) => void (payload && fail()) }],
  ])('answers 500 without anything internal when %s, and logs it', async (_, flow, platform) => {
    const { calls, logged } = await call(flow, platform);
    expect(calls.at(-1)).toEqual({
      error: expect.stringMatching(/^The request could not be finished/),
      payload: undefined,
    });
    expect(logged).toEqual([unsent]);
  });

  test('answers 500 without anything internal when no response can be made, and logs it', async () => {
    class Unmade {
      constructor() {
        fail();
      }
    }
    Object.assign(globalThis, { Twilio: { Response: Unmade } });
    try {
      const { calls, logged } = await call(async () => ok({}));
      expect(calls).toEqual([
        { error: expect.stringMatching(/^The request could not be finished/), payload: undefined },
      ]);
      expect(logged).toEqual([unsent]);
    } finally {
      Object.assign(globalThis, { Twilio: { Response: TwilioResponse } });
    }
  });

  test('logs it when even the last answer cannot be sent', async () => {
    const { logged } = await call(async () => ok({}), { onCall: fail });
    expect(logged).toEqual([unsent, unsent]);
  });
});

test('a token can be verified where an issuer is configured, and only there', async () => {
  const verified: unknown[] = [];
  const flow: Parameters<typeof createHandler>[0] = async (_, { verifyToken }) => {
    // Nothing listens at that port.
    verified.push(verifyToken && (await verifyToken('eyJhbGciOiJSUzI1NiJ9.e30.c2ln')));
    return ok({});
  };
  const openId = { OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'client' };
  for (const more of [{}, openId]) {
    const environment = { ...STRONG, ...more, DOMAIN_NAME: 'localhost' };
    const until = verified.length + 1;
    const during = async () => {
      while (verified.length < until) await new Promise(setImmediate);
    };
    expect((await call(flow, { environment, during })).calls).toHaveLength(1);
  }
  expect(verified).toEqual([undefined, { unreachable: 'the issuer did not answer with its keys' }]);
});
