import { explainFailure } from '../../../cli/deploy/failure';

const PARTS = { dependencies: { '@twilio/runtime-handler': '2.0.1', twilio: '6.2.0' }, runtime: 'node22' };

/** Outputs of `twilio-run deploy` 5.0.1 to a pipe, as seen with the local Twilio. */
const framed = (title: string, ...lines: string[]) =>
  [
    '- Deploying Function',
    '✖ Failed Deployment',
    '',
    `│ ERROR ${title}`,
    '│ ',
    ...lines.map((line) => `│ ${line}`),
    '',
    '',
  ].join('\n');

const explain = (output: string) => explainFailure({ code: 1, output }, PARTS);

test('a failed build, which the tool reports as "undefined", is explained with packages and runtime', () => {
  const text = explain(framed('', 'undefined'));
  expect(text).toContain('its build failed');
  expect(text).toContain('try again in ten minutes');
  expect(text).toContain('@twilio/runtime-handler 2.0.1, twilio 6.2.0, runtime node22');
  expect(text).not.toContain('undefined');
});

test('an unsupported handler is named with the page of supported ones', () => {
  const message =
    'Some dependencies could not be validated. No matching version found for @twilio/runtime-handler@2.1.0.';
  const wrapped = [message.slice(0, 60), message.slice(60), '', 'More info: https://www.twilio.com/docs/errors/20001'];
  const text = explain(framed('Failed API Request 20001', ...wrapped));
  expect(text).toContain(
    'Twilio rejected the dependencies in package.json (code 20001: Some dependencies could not be',
  );
  expect(text).toContain('https://www.twilio.com/docs/serverless/functions-assets/handler');
  expect(text).not.toContain('More info');
});

test.each([
  [
    '20001 without a reason',
    'Failed API Request 20001',
    'Request refused',
    'Twilio rejected the build (code 20001: Request refused)',
  ],
  [
    'a runtime that has ended',
    'Failed API Request 82007',
    'Runtime not supported',
    'no longer supports the runtime node22',
  ],
  [
    'a token that was changed meanwhile',
    'Failed API Request 20003',
    'Authenticate',
    'rejected ACCOUNT_SID and AUTH_TOKEN during the deployment',
  ],
  ['too many requests', 'Failed API Request 20429', 'Too Many Requests', 'Twilio is busy'],
  ['an outage', 'Failed API Request 20503', 'Service unavailable', 'Twilio has an outage'],
  ['another refusal', 'Failed API Request 82006', 'Context too large', 'https://www.twilio.com/docs/api/errors/82006'],
  ['a build that takes too long', '', 'Timeout', 'did not finish the build within five minutes'],
  ['a connection that broke', '', 'socket hang up', 'failed: socket hang up'],
])('%s is explained', (_, title, message, expected) => {
  expect(explain(framed(title, message))).toContain(expected);
});

test('a crash of the tool is explained by its error without the stack', () => {
  const crash = [
    'node:internal/process/promises:391',
    '    triggerUncaughtException(err, true /* fromPromise */);',
    '',
    'HTTPError: Response code 500 (Internal Server Error)',
    '    at Request.<anonymous> (/x/node_modules/got/dist/source/as-promise/index.js:118:42)',
  ].join('\n');
  const text = explain(crash);
  expect(text).toContain('crashed (HTTPError: Response code 500 (Internal Server Error))');
  expect(text).not.toContain('node_modules');
  expect(explain('')).toContain('crashed (exit code 1)');
});
