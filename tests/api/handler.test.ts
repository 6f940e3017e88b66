import { dirname, join } from 'node:path';
import type { Context, ServerlessEventObject, TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';
import { handlerOf } from '../../assets/api/handler';
import { type Answer, ok, problem } from '../../assets/api/http/answer';
import { replyTo } from '../../emulator/runner/worker/reply';
import { TwilioResponse as CloudResponse } from '../../emulator/runner/worker/response';

/** The class that `twilio-run start` gives to Functions. Its package exports the whole server only, so it is loaded by its file. */
const LocalResponse: new () => TwilioResponse & {
  serialize(): { readonly statusCode: number; readonly body: unknown };
} = require(join(dirname(require.resolve('@twilio/runtime-handler/dev')), 'internal/response.js')).Response;

interface Call {
  readonly error: unknown;
  readonly payload: unknown;
}

interface Platform {
  readonly newResponse?: () => TwilioResponse;
  /** Takes part in `callback`, and may throw. */
  readonly onCall?: (call: Call) => void;
}

/** Runs a handler until nothing moves any more, and tells what it returned, called back with and reported. */
async function run(
  answerTo: () => Promise<Answer>,
  { newResponse = () => new LocalResponse(), onCall = () => undefined }: Platform = {},
) {
  const calls: Call[] = [];
  const reported: unknown[] = [];
  const handler = handlerOf(answerTo, { newResponse, report: (error) => void reported.push(error) });
  const context = {} as Context; // not looked at
  const event: ServerlessEventObject = { request: { headers: {}, cookies: {} } };
  const returned = handler(context, event, (error, payload) => {
    const call = { error, payload };
    calls.push(call);
    onCall(call);
  });
  await new Promise(setImmediate);
  return { returned, calls, reported };
}

const answering = (answer: Answer) => async () => answer;

describe('a handler', () => {
  test('returns nothing, and calls back once the answer is there', async () => {
    let settle: (answer: Answer) => void = () => undefined;
    const pending = new Promise<Answer>((resolve) => {
      settle = resolve;
    });
    const { returned, calls } = await run(() => pending);
    expect(returned).toBeUndefined();
    expect(calls).toEqual([]);
    settle(ok({ results: [] }));
    await new Promise(setImmediate);
    expect(calls).toMatchObject([{ error: null, payload: { statusCode: 200 } }]);
  });

  test.each<[string, () => Promise<Answer>, Platform]>([
    ['the answer rejects', () => Promise.reject(new Error('inner secret')), {}],
    [
      'the answer throws before it is a promise',
      () => {
        throw new Error('inner secret');
      },
      {},
    ],
    [
      'no response can be made',
      answering(ok({})),
      {
        newResponse: () => {
          throw new Error('inner secret');
        },
      },
    ],
    [
      'the platform refuses the response',
      answering(ok({})),
      {
        onCall: ({ payload }) => {
          if (payload) throw new Error('inner secret');
        },
      },
    ],
  ])('answers 500 without anything internal when %s, and reports it', async (_, answerTo, platform) => {
    const { calls, reported } = await run(answerTo, platform);
    expect(calls.at(-1)).toEqual({
      error: expect.stringMatching(/^The request could not be finished/),
      payload: undefined,
    });
    expect(reported).toEqual([new Error('inner secret')]);
  });

  test('reports it when even the last answer cannot be sent', async () => {
    const failure = new Error('gone');
    const { reported } = await run(answering(ok({})), {
      onCall: () => {
        throw failure;
      },
    });
    expect(reported).toEqual([failure, failure]);
  });
});

test('every answer forbids browsers to guess its type', async () => {
  const { calls } = await run(answering(problem('unauthorized', 'x')));
  expect(calls).toMatchObject([{ payload: { headers: { 'X-Content-Type-Options': 'nosniff' } } }]);
});

describe('an answer that the platform would not carry', () => {
  const EIGHT_MB = 'ü'.repeat(4 * 1024 * 1024);

  test.each([
    ['text', { status: 200, headers: { 'Content-Type': 'text/calendar; charset=utf-8' }, body: EIGHT_MB }],
    ['JSON', ok({ people: EIGHT_MB })],
  ])('is replaced by a problem that says so, and reported: %s', async (_, answer) => {
    const { calls, reported } = await run(answering(answer), { newResponse: () => new CloudResponse() });
    const { statusCode, body } = replyTo(calls[0]?.payload, () => false);
    expect(statusCode).toBe(400);
    expect(JSON.parse(String(body))).toMatchObject({
      code: 'invalid_payload',
      detail: expect.stringContaining('6 MB'),
    });
    expect(reported).toMatchObject([{ name: 'AnswerTooLarge' }]);
  });

  test('does not include one of five megabytes', async () => {
    const { calls } = await run(answering(ok({ people: 'x'.repeat(5 * 1024 * 1024) })));
    expect(calls).toMatchObject([{ payload: { statusCode: 200 } }]);
  });
});

describe('JSON arrives as written, once, from', () => {
  const answers: [string, Answer][] = [
    ['success', ok({ text: 'say "ü"' })],
    ['a problem', problem('invalid_payload', 'say "ü"', [{ path: 'a', message: 'b' }])],
    [
      'a type that is still unknown',
      { status: 200, headers: { 'Content-Type': 'application/vnd.x+json' }, body: { a: 1 } },
    ],
  ];

  test.each(answers)('%s, by the local runtime', async (_, answer) => {
    const { calls } = await run(answering(answer));
    const [call] = calls;
    if (!(call?.payload instanceof LocalResponse)) throw new Error('expected a response');
    const { statusCode, body } = call.payload.serialize();
    expect(statusCode).toBe(answer.status);
    expect(typeof body).toBe('string');
    expect(JSON.parse(String(body))).toEqual(answer.body);
  });

  test.each(answers)('%s, by the local Twilio', async (_, answer) => {
    const newResponse = () => new CloudResponse();
    const { calls } = await run(answering(answer), { newResponse });
    const reply = replyTo(calls[0]?.payload, () => false);
    expect(reply).toMatchObject({
      statusCode: answer.status,
      headers: { 'Content-Type': answer.headers['Content-Type'] },
    });
    expect(JSON.parse(String(reply.body))).toEqual(answer.body);
  });

  test.each(answers)(
    '%s, without counting on a runtime to write JSON under any type but application/json',
    async (_, answer) => {
      const { calls } = await run(answering(answer));
      const { payload } = calls[0] ?? {};
      const body = typeof payload === 'object' && payload !== null ? Reflect.get(payload, 'body') : undefined;
      const expected = answer.headers['Content-Type'] === 'application/json' ? 'object' : 'string';
      expect(typeof body).toBe(expected);
    },
  );
});

test('a text stays as it is', async () => {
  const calendar = {
    status: 200,
    headers: { 'Content-Type': 'text/calendar; charset=utf-8' },
    body: 'BEGIN:VCALENDAR\r\n',
  };
  const { calls } = await run(answering(calendar));
  expect(calls).toMatchObject([{ error: null, payload: { statusCode: 200, body: 'BEGIN:VCALENDAR\r\n' } }]);
});
