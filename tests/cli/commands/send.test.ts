import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { SendOptions } from '../../../cli/commands/send';
import { SENDERS } from '../../../cli/send/senders';
import { withReceiver } from '../send/receiver';

const { arriving, receiver, run } = withReceiver();

describe('a wrong command sends nothing and yields exit code 2:', () => {
  test.each<[string, string | undefined, string | undefined, SendOptions]>([
    ['no provider', undefined, undefined, {}],
    ['no event', 'standard', undefined, {}],
    ['a provider there is not', 'workday', 'offboarded', {}],
    ['an event there is not', 'standard', 'fired', {}],
    ['half an event', 'okta', 'activat', {}],
    ['an event that may be either of two', 'standard', 'cancelled', {}],
    ['two people', 'standard', 'offboarded', { identity: 'ana', person: 'ana' }],
    ['an instant without zone', 'standard', 'offboarded', { effectiveAt: '2026-11-30T17:00:00' }],
    ['data that is no JSON', 'standard', 'offboarded', { data: '{' }],
    ['data that is no object', 'standard', 'offboarded', { data: '[]' }],
    ['an id that no header carries', 'standard', 'offboarded', { id: 'a b' }],
    ['a secret that no header carries', 'okta', 'suspend', { secret: 'ü' }],
    ['an env file there is not', 'okta', 'suspend', { env: '/nowhere/.env' }],
    ['an address without scheme', 'okta', 'suspend', { to: '127.0.0.1:3000' }],
    ['an address of another scheme', 'okta', 'suspend', { to: 'localhost:3000' }],
  ])('%s', async (_, provider, event, options) => {
    expect(await run(provider, event, options)).toEqual({ code: 2, text: expect.stringMatching(/^error: /) });
    expect(receiver.received).toEqual([]);
  });
});

describe('--print', () => {
  test('sends nothing, and prints a shell command that sends the same, odd characters included', async () => {
    const identity = "o'brien+x#1 ü$(id)`@example.com";
    const { code, text } = await run('standard', 'offboarded', { print: true, identity, id: 'evt_1' });
    expect([code, receiver.received]).toEqual([0, []]);
    // The shell's own parsing of the command, with a curl that prints its arguments.
    const script = `curl() { printf '%s\\0' "$@"; }\n${text}`;
    const { stdout } = await promisify(execFile)('sh', ['-c', script]);
    const words = stdout.split('\0');
    const { path, request } = await arriving('standard', 'offboarded', { identity, id: 'evt_1' });
    expect(words).toContain(`${receiver.url}${path}`);
    expect(words).toContain(`webhook-signature: ${request.headers['webhook-signature']}`);
    expect(JSON.parse(words[words.indexOf('--data-raw') + 1] ?? '')).toEqual(request.payload);
  });
});

test('the last words of an event suffice where they are unique', async () => {
  const meant = async (provider: string, event: string) => (await arriving(provider, event, {})).request.payload;
  expect(await meant('standard', 'leave')).toMatchObject({ type: 'staff.leave' });
  receiver.received.length = 0;
  const { data } = await meant('okta', 'membership.add');
  expect(data).toMatchObject({ events: [{ eventType: 'application.user_membership.add' }] });
  receiver.received.length = 0;
  expect(await meant('okta', 'activate')).toMatchObject({
    data: { events: [{ eventType: 'user.lifecycle.activate' }] },
  });
});

test('--list shows every provider and event in a table', async () => {
  const { code, text } = await run(undefined, undefined, { list: true });
  expect(code).toBe(0);
  for (const { provider, events } of SENDERS) {
    for (const event of Object.keys(events)) expect(text).toMatch(new RegExp(`${provider.name} +│ ${event} +│ \\S`));
  }
  expect(new Set(text.split('\n').map((line) => line.length)).size).toBe(1);
});
