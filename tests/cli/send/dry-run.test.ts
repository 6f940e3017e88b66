import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { receiveDelivery } from '../../../assets/api/webhook';
import { parseSecrets } from '../../../assets/lib/secret';
import { type SendOptions, send } from '../../../cli/commands/send';
import { SENDERS, senderOf } from '../../../cli/send/senders';
import { listen } from '../../../emulator/listen';
import { ALL } from '../../providers/sending';
import { ALERTS, withWorld } from '../../support/with-world';
import { SECRETS } from '../../support/world';

// `send --dry-run` on what really receives it, and on addresses that would not obey.

const ROSTER = `
version: 1
zone: UTC
people:
  ana: { identity: ana@example.com, ids: { bamboohr: "104", deputy: "104", finch: "104", gusto: "104", hibob: "104", paylocity: "104", sevenshifts: "104" } }
shifts:
  - { id: early, days: [mon], from: "08:00", to: "16:00", who: [ana] }
`;
const ENV: Record<string, string> = {
  ...SECRETS,
  ...Object.fromEntries(ALL.map(({ provider, secret }) => [provider.secret, secret])),
  ...ALERTS,
};

const world = withWorld(ROSTER, { env: ENV });

interface Sent {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What arrives at a server while something is done. */
async function arriving(
  answer: (path: string, sent: Sent, index: number) => Promise<object> | object,
  act: (url: string) => Promise<void>,
): Promise<Sent[]> {
  const received: Sent[] = [];
  const server = createServer(async (request, response) => {
    const sent = { headers: request.headers, body: await text(request) };
    received.push(sent);
    const body = await answer(request.url ?? '', sent, received.length);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const port = await listen(server, 0);
  try {
    await act(`http://127.0.0.1:${port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  return received;
}

const rosterline = async (path: string, { headers, body }: Sent) => {
  // Asked for a hint where nobody was found; it has none.
  if (path === '/roster/source') return {};
  const { provider } = senderOf(path.split('/').at(-1) ?? '');
  const answer = await receiveDelivery(provider, { headers, payload: JSON.parse(body) }, world.execution());
  return typeof answer.body === 'string' ? {} : answer.body;
};

const run = (provider: string, event: string, options: SendOptions) =>
  send(
    provider,
    event,
    { dryRun: true, ...options },
    { variables: ENV, folder: '/nowhere' },
    new Date(world.clock.now),
  );

const writes = async () =>
  [...(await world.calls('frontline')), ...(await world.calls('sync'))].filter(({ method }) => method !== 'GET');

describe('send --dry-run', () => {
  test.each(SENDERS.flatMap(({ provider, events }) => Object.keys(events).map((event) => [provider.name, event])))(
    '%s %s is understood by what receives it, which writes nothing and alerts nobody',
    async (provider, event) => {
      await arriving(rosterline, async (to) => {
        const { text: shown } = await run(provider, event, { to });
        expect(shown).toContain('200 OK');
        expect(shown).not.toContain('WARNING');
      });
      expect(await writes()).toEqual([]);
      expect((await world.twilio.call('/_local/messages')).body).toEqual([]);
    },
  );

  test('shows what would happen to a leaver, who stays as they are', async () => {
    await arriving(rosterline, async (to) => {
      const { code, text: shown } = await run('standard', 'offboarded', { to });
      expect([code, shown]).toEqual([0, expect.stringContaining('200 OK, dry run: no user is changed')]);
      expect(shown).toMatch(/staff\.offboarded +│ applied +│ US\w+ +│ state=deactivated, available=false/);
    });
    expect(await world.user('ana@example.com')).toMatchObject({ state: 'active' });
  });

  test.each([
    ['an older version', { type: 'urn:rosterline:problem:unauthorized', code: 'unauthorized' }],
    ['something else', 'Hello'],
  ])('sends neither the event nor the secret to %s, and says so with exit code 2', async (_, body) => {
    const received = await arriving(
      () => Object(body),
      async (to) => {
        expect(await run('okta', 'deactivate', { to })).toMatchObject({
          code: 2,
          text: expect.stringMatching(/does not know dry runs \(it answered 200\)\. The event was not sent/),
        });
      },
    );
    expect(received.map(({ body: sent }) => sent)).toEqual(['{}']);
    expect(JSON.stringify(received)).not.toContain(parseSecrets(ENV.OKTA_SECRET ?? '')[0].value);
  });

  test('warns, with exit code 1, where the event itself was not answered as a dry run', async () => {
    await arriving(
      (_, __, index) => (index === 1 ? { dryRun: true } : { results: [] }),
      async (to) => {
        expect(await run('okta', 'deactivate', { to })).toMatchObject({
          code: 1,
          text: expect.stringContaining('WARNING: the answer does not say that this was a dry run'),
        });
      },
    );
  });

  test('with --print sends nothing, and prints the header too', async () => {
    const { code, text: shown } = await run('okta', 'deactivate', { to: 'http://127.0.0.1:9', print: true });
    expect([code, shown]).toEqual([0, expect.stringContaining("-H 'rosterline-dry-run: true'")]);
  });
});
