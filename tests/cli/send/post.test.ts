import { createServer } from 'node:http';
import { post } from '../../../cli/send/post';
import { listen } from '../../../emulator/listen';
import { startReceiver, withReceiver } from './receiver';

const { receiver, run } = withReceiver();

describe('the answer', () => {
  test('is shown as a table; exit code 0 if the delivery was accepted', async () => {
    const results = [{ event: 'evt_1', type: 'staff.offboarded', outcome: 'applied', user: 'US1' }];
    receiver.answer = { status: 200, body: JSON.stringify({ results }) };
    const { code, text } = await run('standard', 'offboarded');
    expect(code).toBe(0);
    expect(text).toContain('200 OK');
    expect(text).toMatch(/event +│ type +│ outcome +│ user/);
    expect(text).toMatch(/evt_1 +│ staff\.offboarded +│ applied +│ US1/);
  });

  test('of a dry run is shown as such, with what each event would change', async () => {
    const would = ['state=deactivated', 'available=false'];
    const results = [
      { event: 'evt_1', type: 'staff.offboarded', outcome: 'deferred', would },
      { event: 'evt_2', type: 'ping', outcome: 'ignored', detail: 'a test' },
    ];
    receiver.answer = { status: 200, body: JSON.stringify({ dryRun: true, results }) };
    const { text } = await run('standard', 'offboarded');
    expect(text).toContain('200 OK, dry run: no user is changed');
    expect(text).toMatch(/event +│ type +│ outcome +│ would +│ detail/);
    expect(text).toMatch(/evt_1 .*│ deferred +│ state=deactivated, available=false +│/);
    expect(text).toMatch(/evt_2 .*│ ignored +│ +│ a test/);
  });

  test('is shown with every fault; exit code 1 if the delivery was rejected', async () => {
    const errors = [{ path: 'data.from', message: 'expected an instant' }];
    const body = { status: 400, code: 'invalid_payload', title: 'Not valid', detail: 'No effect.', errors };
    receiver.answer = { status: 400, body: JSON.stringify(body) };
    const { code, text } = await run('standard', 'leave');
    expect(code).toBe(1);
    expect(text).toContain('400 Bad Request, invalid_payload: Not valid\nNo effect.');
    expect(text).toMatch(/data\.from +│ expected an instant/);
  });

  test.each([
    [204, '', 0, '204 No Content'],
    [500, 'oh', 1, 'oh'],
    [502, '<html><h1>Bad</h1>', 1, 'HTML'],
    [200, '{"verification":"x"}', 0, '"verification": "x"'],
    [404, '[]', 1, '404 Not Found'],
    [503, 'null', 1, '503 Service Unavailable'],
  ])('%i with %j yields exit code %i', async (status, body, code, shown) => {
    receiver.answer = { status, body };
    expect(await run('okta', 'suspend')).toMatchObject({ code, text: expect.stringContaining(shown) });
  });

  test('that is a redirection is a failure, and the secret does not follow it', async () => {
    receiver.answer = { status: 307, body: '', headers: { location: `${receiver.url}/elsewhere` } };
    expect(await run('okta', 'suspend')).toMatchObject({ code: 1 });
    expect(receiver.received.map(({ path }) => path)).toEqual(['/webhooks/okta']);
  });
});

describe('the address', () => {
  test('can be a base, with or without a slash, or a full address', async () => {
    for (const to of [receiver.url, `${receiver.url}/`, `${receiver.url}/other/path?x=1`])
      await run('okta', 'suspend', { to });
    expect(receiver.received.map(({ path }) => path)).toEqual(['/webhooks/okta', '/webhooks/okta', '/other/path?x=1']);
  });

  test('without a listener is reported in plain words, with exit code 2', async () => {
    const gone = await startReceiver();
    await gone.end();
    const { code, text } = await run('okta', 'suspend', { to: gone.url });
    expect([code, text]).toEqual([2, expect.stringContaining('is not listening')]);
  });

  test('that does not answer is given up after a time limit', async () => {
    const silent = createServer(() => undefined);
    const port = await listen(silent, 0);
    const outcome = await post({ url: `http://127.0.0.1:${port}/`, headers: {}, body: '{}' }, 50);
    silent.closeAllConnections();
    silent.close();
    expect(outcome).toEqual({ unreachable: expect.stringContaining('no answer within 0.05 s') });
  });

  test('that closes the connection is reported as such', async () => {
    const rude = createServer((request) => request.socket.destroy());
    const port = await listen(rude, 0);
    const outcome = await post({ url: `http://127.0.0.1:${port}/`, headers: {}, body: '{}' });
    rude.close();
    expect(outcome).toEqual({ unreachable: expect.stringContaining('closed the connection') });
  });
});
