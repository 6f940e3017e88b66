import { dirname, join } from 'node:path';
import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';
import { type Answer, ok, problem } from '../../../assets/api/http/answer';
import { writeAnswer } from '../../../assets/api/http/response';
import { replyTo } from '../../../emulator/runner/worker/reply';
import { TwilioResponse as CloudResponse } from '../../../emulator/runner/worker/response';

/** The class that `twilio-run start` gives to Functions. Its package exports the whole server only, so it is loaded by its file. */
const LocalResponse: new () => TwilioResponse & {
  serialize(): { readonly statusCode: number; readonly body: unknown };
} = require(join(dirname(require.resolve('@twilio/runtime-handler/dev')), 'internal/response.js')).Response;

let reported: unknown[] = [];
beforeEach(() => {
  reported = [];
});

const report = (error: unknown) => void reported.push(error);
/** The answer as either runtime is given it. */
const written = (answer: Answer) => writeAnswer(answer, new LocalResponse(), report);
const inTheCloud = (answer: Answer) => writeAnswer(answer, new CloudResponse(), report);

test('every answer forbids browsers to guess its type', () => {
  expect(written(problem('unauthorized', 'x'))).toMatchObject({ headers: { 'X-Content-Type-Options': 'nosniff' } });
});

describe('an answer that the platform would not carry', () => {
  const EIGHT_MB = 'ü'.repeat(4 * 1024 * 1024);

  test.each([
    ['text', { status: 200, headers: { 'Content-Type': 'text/calendar; charset=utf-8' }, body: EIGHT_MB }],
    ['JSON', ok({ people: EIGHT_MB })],
  ])('is replaced by a problem that says so, and reported: %s', (_, answer) => {
    const { statusCode, body } = replyTo(inTheCloud(answer), () => false);
    expect(statusCode).toBe(400);
    expect(JSON.parse(String(body))).toMatchObject({
      code: 'invalid_payload',
      detail: expect.stringContaining('6 MB'),
    });
    expect(reported).toMatchObject([{ name: 'AnswerTooLarge' }]);
  });

  test('does not include one of five megabytes', () => {
    expect(written(ok({ people: 'x'.repeat(5 * 1024 * 1024) }))).toMatchObject({ statusCode: 200 });
    expect(reported).toEqual([]);
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

  test.each(answers)('%s, by the local runtime', (_, answer) => {
    const response = written(answer);
    if (!(response instanceof LocalResponse)) throw new Error('expected a response');
    const { statusCode, body } = response.serialize();
    expect(statusCode).toBe(answer.status);
    expect(typeof body).toBe('string');
    expect(JSON.parse(String(body))).toEqual(answer.body);
  });

  test.each(answers)('%s, by the local Twilio', (_, answer) => {
    const reply = replyTo(inTheCloud(answer), () => false);
    expect(reply).toMatchObject({
      statusCode: answer.status,
      headers: { 'Content-Type': answer.headers['Content-Type'] },
    });
    expect(JSON.parse(String(reply.body))).toEqual(answer.body);
  });

  test.each(answers)(
    '%s, without counting on a runtime to write JSON under any type but application/json',
    (_, answer) => {
      const body = Reflect.get(written(answer), 'body');
      const expected = answer.headers['Content-Type'] === 'application/json' ? 'object' : 'string';
      expect(typeof body).toBe(expected);
    },
  );
});

test('a text stays as it is', () => {
  const calendar = {
    status: 200,
    headers: { 'Content-Type': 'text/calendar; charset=utf-8' },
    body: 'BEGIN:VCALENDAR\r\n',
  };
  expect(written(calendar)).toMatchObject({ statusCode: 200, body: 'BEGIN:VCALENDAR\r\n' });
});
