import { createConversations } from '../../../assets/adapters/conversations/conversations';
import { type Conversations, Refused, StalePage } from '../../../assets/application/conversations';
import { Unavailable } from '../../../assets/application/ports';
import type { Fault } from '../../../emulator/faults';
import type { JournalEntry } from '../../../emulator/journal';
import { CUSTOMER, ch, put, sdk, shown } from '../../emulator/conversations/support';
import { withWorld } from '../../support/with-world';

// The adapter through the real SDK against the local Twilio.

const ROSTER = `
version: 1
zone: UTC
people:
  ben: { identity: ben@example.com }
shifts:
  - { id: day, days: [mon], from: "08:00", to: "16:00", who: [ben] }
`;
const HOST = 'conversations.twilio.com';
const BEN = 'ben@example.com';
const ANA = "o'brien+x#1/2 ü?&@example.com";
const GROUP_NUMBER = '+15017122662';
const GROUP = [{ identity: BEN, projected: GROUP_NUMBER }, { address: '+15558675311' }, { address: '+15558675312' }];

const world = withWorld(ROSTER);
const conversations = (): Conversations => world.execution().conversations;
const seed = (number: number, json: unknown) => put(world.twilio, ch(number), json);
const fault = (...faults: Fault[]) => world.fault(...faults.map((one) => ({ host: HOST, ...one })));
const calls = async () =>
  (await world.twilio.call<JournalEntry[]>('/_local/journal')).body.filter(({ host }) => host === HOST);
const identitiesIn = async (number: number) =>
  (await shown(world.twilio)).find(({ sid }) => sid === ch(number))?.participants.map(({ identity }) => identity);
const sidOf = async (number: number, identity: string | null) =>
  (await shown(world.twilio))
    .find(({ sid }) => sid === ch(number))
    ?.participants.find((participant) => participant.identity === identity)?.sid ?? '';

describe('the conversations of a worker', () => {
  test('are listed by SID with the worker’s participant, closed ones among them', async () => {
    await seed(2, { state: 'closed', participants: [{ identity: BEN }] });
    await seed(3, { state: 'inactive', participants: GROUP });
    const { participants } = await seed(1, { participants: [{ identity: BEN }, CUSTOMER] });
    const updatedAt = Date.parse('2026-11-02T12:00:00Z');
    const participant = expect.stringMatching(/^MB[0-9a-f]{32}$/);
    expect(await conversations().ofWorker(BEN)).toEqual({
      conversations: [
        { conversation: ch(1), participant: participants[0]?.sid, open: true, updatedAt },
        { conversation: ch(2), participant, open: false, updatedAt },
        { conversation: ch(3), participant, open: true, projectedAddress: GROUP_NUMBER, updatedAt },
      ],
    });
    expect(await conversations().ofWorker('nobody')).toEqual({ conversations: [] });
  });

  test('are found for an identity with characters that mean something in addresses', async () => {
    await seed(1, { participants: [{ identity: ANA }] });
    expect((await conversations().ofWorker(ANA)).conversations).toMatchObject([{ conversation: ch(1) }]);
  });

  test('come in pages of 50, each by a `next` that does not name the worker', async () => {
    for (let number = 1; number <= 120; number++) await seed(number, { participants: [{ identity: BEN }] });
    const found: string[] = [];
    const sizes: number[] = [];
    let next: string | undefined;
    do {
      const page = await conversations().ofWorker(BEN, next);
      sizes.push(page.conversations.length);
      found.push(...page.conversations.map(({ conversation }) => conversation));
      next = page.next;
      expect(next ?? '').not.toMatch(/ben|example/);
    } while (next !== undefined);
    expect(sizes).toEqual([50, 50, 20]);
    expect(found).toEqual(Array.from({ length: 120 }, (_, index) => ch(index + 1)));
  });

  test.each(['PageToken=nonsense', 'Page=x', 'x', ''])('cannot be read on from "%s"', async (next) => {
    await expect(conversations().ofWorker(BEN, next)).rejects.toThrow(StalePage);
    await expect(conversations().ofAddress(CUSTOMER.address, next)).rejects.toThrow(StalePage);
  });

  test('are read anew after a page that Twilio refuses, but not after one that cannot be reached or is denied', async () => {
    await seed(1, { participants: [{ identity: BEN }] });
    const next = 'Page=1&PageToken=PT';
    expect(await conversations().ofWorker(BEN, next)).toMatchObject({ conversations: [{ conversation: ch(1) }] });
    for (const [status, error] of [
      [404, StalePage],
      [410, StalePage],
      [401, Refused],
      [403, Refused],
      [429, Unavailable],
      [503, Unavailable],
    ] as const) {
      await world.mend();
      await fault({ status });
      await expect(conversations().ofWorker(BEN, next)).rejects.toThrow(error);
    }
  });
});

test('the conversations of a customer have the customer’s participant', async () => {
  await seed(1, { state: 'closed', participants: [{ identity: BEN }, CUSTOMER] });
  world.passMinutes(1);
  await seed(2, { participants: [{ identity: BEN }, CUSTOMER] });
  await seed(3, { participants: [{ ...CUSTOMER, address: `whatsapp:${CUSTOMER.address}` }] });
  const updatedAt = Date.parse('2026-11-02T12:00:00Z');
  expect((await conversations().ofAddress(CUSTOMER.address)).conversations).toEqual([
    { conversation: ch(1), participant: await sidOf(1, null), open: false, updatedAt },
    { conversation: ch(2), participant: await sidOf(2, null), open: true, updatedAt: updatedAt + 60_000 },
  ]);
  const whatsapp = await conversations().ofAddress(`whatsapp:${CUSTOMER.address}`);
  expect(whatsapp.conversations).toMatchObject([{ conversation: ch(3) }]);
});

describe('the participants of a conversation', () => {
  test('are workers, customers, and workers with an address in group MMS', async () => {
    const plain = (await seed(1, { participants: [{ identity: BEN }, CUSTOMER] })).participants;
    expect(await conversations().participants(ch(1))).toEqual(
      [
        { sid: plain[0]?.sid, identity: BEN, bound: false },
        { sid: plain[1]?.sid, bound: true },
      ].sort((a, b) => ((a.sid ?? '') < (b.sid ?? '') ? -1 : 1)),
    );
    await seed(2, { participants: GROUP });
    const group = await conversations().participants(ch(2));
    const worker = { sid: await sidOf(2, BEN), identity: BEN, bound: true, projectedAddress: GROUP_NUMBER };
    expect(group?.filter(({ identity }) => identity !== undefined)).toEqual([worker]);
    expect(group).toHaveLength(3);
  });

  test('are read through all pages, and not at all if a later page cannot be read', async () => {
    const workers = Array.from({ length: 100 }, (_, index) => ({ identity: `w${index}` }));
    const customers = Array.from({ length: 50 }, (_, index) => ({ ...CUSTOMER, address: `+1555000${index}` }));
    await seed(1, { participants: [...workers, ...customers] });
    expect(await conversations().participants(ch(1))).toHaveLength(150);
    expect(await calls()).toHaveLength(2);
    for (const [status, error] of [
      [503, Unavailable],
      [400, Refused],
    ] as const) {
      await world.mend();
      await fault({ delayMs: 0, times: 1 }, { status }); // the first page comes
      await expect(conversations().participants(ch(1))).rejects.toThrow(error);
    }
  });

  test('are not known of a conversation that does not exist', async () => {
    expect(await conversations().participants(ch(9))).toBeUndefined();
    expect(await conversations().state(ch(9))).toBeUndefined();
  });
});

test.each([
  ['active', 'open'],
  ['inactive', 'open'],
  ['closed', 'closed'],
])('a conversation that is %s at Twilio is %s', async (state, expected) => {
  await seed(1, { state, participants: [] });
  expect(await conversations().state(ch(1))).toBe(expected);
});

describe('adding a worker', () => {
  test('is `added` the first time and `present` the second', async () => {
    await seed(1, { participants: [{ identity: BEN }, CUSTOMER] });
    expect(await conversations().add(ch(1), ANA)).toBe('added');
    expect(await conversations().add(ch(1), ANA)).toBe('present');
    expect(await identitiesIn(1)).toEqual([BEN, null, ANA]);
  });

  test('is `present` in group MMS as well, and takes a projected address', async () => {
    await seed(1, { participants: GROUP });
    expect(await conversations().add(ch(1), ANA, '+15017122663')).toBe('added');
    expect(await conversations().add(ch(1), ANA, '+15017122663')).toBe('present');
    expect((await shown(world.twilio))[0]?.participants.at(-1)).toMatchObject({
      identity: ANA,
      projected: '+15017122663',
    });
  });

  test('is `address_taken` where another participant has the projected address', async () => {
    await seed(1, { participants: GROUP });
    expect(await conversations().add(ch(1), ANA, GROUP_NUMBER)).toBe('address_taken');
  });

  test('is `closed`, `gone`, `full` or `crowded` where it cannot be', async () => {
    await seed(1, { state: 'closed', participants: [CUSTOMER] });
    expect(await conversations().add(ch(1), ANA)).toBe('closed');
    expect(await conversations().add(ch(9), ANA)).toBe('gone');
    await seed(2, { participants: Array.from({ length: 100 }, (_, index) => ({ identity: `w${index}` })) });
    expect(await conversations().add(ch(2), ANA)).toBe('crowded');
    await seed(3, {
      participants: [...GROUP, ...Array.from({ length: 7 }, (_, index) => ({ address: `+1555000${index}` }))],
    });
    expect(await conversations().add(ch(3), ANA)).toBe('crowded');
    await seed(4, { participants: [] });
    await world.twilio.call('/_local/conversation-limit', { method: 'PUT', json: { perIdentity: 0 } });
    expect(await conversations().add(ch(4), ANA)).toBe('full');
  });
});

test('a projected address is handed over once its owner is out', async () => {
  await seed(1, { participants: GROUP });
  await conversations().add(ch(1), ANA);
  const ana = await sidOf(1, ANA);
  expect(await conversations().project(ch(1), ana, GROUP_NUMBER)).toBe('address_taken');
  expect(await conversations().remove(ch(1), await sidOf(1, BEN))).toBe('removed');
  expect(await conversations().project(ch(1), ana, GROUP_NUMBER)).toBe('done');
  expect(await conversations().project(ch(1), ana, GROUP_NUMBER)).toBe('done');
  expect(await conversations().project(ch(1), `MB${'0'.repeat(32)}`, '+15017122669')).toBe('gone');
  expect(await conversations().project(ch(9), ana, '+15017122669')).toBe('gone');
  await seed(1, { state: 'closed' });
  expect(await conversations().project(ch(1), ana, '+15017122669')).toBe('gone');
});

test('removing a worker is `removed` the first time and `absent` from then on', async () => {
  await seed(1, { participants: [{ identity: BEN }, CUSTOMER] });
  const ben = await sidOf(1, BEN);
  expect(await conversations().remove(ch(1), ben)).toBe('removed');
  expect(await conversations().remove(ch(1), ben)).toBe('absent');
  expect(await conversations().remove(ch(9), ben)).toBe('absent');
  await seed(2, { state: 'closed', participants: [{ identity: BEN }] });
  expect(await conversations().remove(ch(2), await sidOf(2, BEN))).toBe('absent');
  await fault({ status: 400, code: 50430 });
  expect(await conversations().remove(ch(1), ben)).toBe('absent');
});

test('closing a conversation is `closed`, also the second time, and `gone` where there is none', async () => {
  await seed(1, { participants: [CUSTOMER] });
  expect(await conversations().close(ch(1))).toBe('closed');
  expect(await conversations().close(ch(1))).toBe('closed');
  expect(await conversations().close(ch(9))).toBe('gone');
  expect((await shown(world.twilio))[0]).toMatchObject({ state: 'closed' });
});

/** Every method, on conversation 1 with Ben in it. */
const METHODS: Record<keyof Conversations, () => Promise<unknown>> = {
  ofWorker: () => conversations().ofWorker(BEN),
  ofAddress: () => conversations().ofAddress(CUSTOMER.address),
  participants: () => conversations().participants(ch(1)),
  state: () => conversations().state(ch(1)),
  add: () => conversations().add(ch(1), ANA),
  project: async () => conversations().project(ch(1), await sidOf(1, BEN), GROUP_NUMBER),
  remove: async () => conversations().remove(ch(1), await sidOf(1, BEN)),
  close: () => conversations().close(ch(1)),
};
const methods = Object.entries(METHODS);

describe.each(methods)('%s', (_, method) => {
  beforeEach(() => seed(1, { participants: [{ identity: BEN }, CUSTOMER] }));

  test.each([
    [400, 50109],
    [401, 20003],
    [403, 20403],
    [409, 50999],
  ])('throws Refused with status and code for %i/%i, without a second call', async (status, code) => {
    await fault({ status, code });
    const refused = await method().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject({ status, code });
    expect(await calls()).toHaveLength(1);
  });

  test('is repeated after 429, as long as Twilio asks, after 503 and after a connection that is cut', async () => {
    const start = world.clock.now;
    await fault({ status: 429, retryAfter: 2, times: 1 }, { status: 503, times: 1 }, { reset: true, times: 1 });
    await method();
    expect((await calls()).map(({ status }) => status).slice(0, 3)).toEqual([429, 503, 0]);
    expect(world.clock.now).toBeGreaterThanOrEqual(start + 2000);
  });

  test.each([[429], [500], [503]])('throws Unavailable when every attempt is answered %i', async (status) => {
    await fault({ status, code: 50433 });
    await expect(method()).rejects.toThrow(Unavailable);
    expect((await calls()).length).toBeGreaterThan(1);
  });

  test('throws Unavailable when no answer comes', async () => {
    await fault({ reset: true });
    await expect(method()).rejects.toThrow(Unavailable);
  });

  test('comes to the same end when the answer to what was done is lost', async () => {
    await fault({ reset: true, after: true, times: 1 });
    const done = await method();
    if (typeof done === 'string') expect(['present', 'done', 'absent', 'closed', 'open']).toContain(done);
  });
});

describe('an answer of success to a change that was not made', () => {
  beforeEach(() => seed(1, { participants: [{ identity: BEN }, CUSTOMER] }));

  test('is not believed where it shows the old state', async () => {
    await fault({ lie: 'unchanged' });
    await expect(METHODS.close()).rejects.toThrow(Unavailable);
    await expect(METHODS.project()).rejects.toThrow(Unavailable);
  });

  test('is seen by looking again where it claims the new one', async () => {
    await fault({ lie: 'claimed' });
    expect(await METHODS.add()).toBe('added');
    expect(await METHODS.remove()).toBe('removed');
    const participants = await conversations().participants(ch(1));
    expect(participants?.flatMap(({ identity }) => identity ?? [])).toEqual([BEN]);
  });
});

test('a 404 that is about something else than the conversation is not taken for "no such conversation"', async () => {
  await seed(1, { participants: [] });
  await fault({ status: 404, code: 50109 });
  for (const method of [METHODS.add, METHODS.close, METHODS.state, METHODS.participants])
    await expect(method()).rejects.toThrow(Refused);
});

describe('a name in a path', () => {
  test('is encoded', async () => {
    expect(await conversations().state('a/b?c#d')).toBeUndefined();
    expect(await conversations().remove(ch(1), 'MB/../x')).toBe('absent');
    expect((await calls()).map(({ path }) => path)).toEqual([
      '/v1/Conversations/a%2Fb%3Fc%23d',
      `/v1/Conversations/${ch(1)}/Participants/MB%2F..%2Fx`,
    ]);
  });

  test.each(['.', '..', '', '\ud800'])('that cannot stand there (%j) is of nothing, and not called', async (name) => {
    expect(await conversations().state(name)).toBeUndefined();
    expect(await conversations().participants(name)).toBeUndefined();
    expect(await conversations().add(name, BEN)).toBe('gone');
    expect(await conversations().close(name)).toBe('gone');
    expect(await conversations().project(ch(1), name, GROUP_NUMBER)).toBe('gone');
    expect(await conversations().remove(ch(1), name)).toBe('absent');
    expect(await calls()).toEqual([]);
  });
});

test('changes call the account’s webhooks unless CONVERSATIONS_WEBHOOKS is false; reading never says so', async () => {
  const headers = async () => (await calls()).map((call) => call.headers?.['x-twilio-webhook-enabled']);
  await seed(1, { participants: [{ identity: BEN }, CUSTOMER] });
  for (const [, method] of methods) await method();
  expect(await headers()).toEqual([undefined, undefined, undefined, undefined, 'true', 'true', 'true', 'true']);
  await world.reset('2026-11-02T12:00:00Z');
  await seed(1, { participants: [{ identity: BEN }, CUSTOMER] });
  world.configure({ CONVERSATIONS_WEBHOOKS: 'false' });
  for (const [, method] of methods) await method();
  expect(await headers()).toEqual([undefined, undefined, undefined, undefined, 'false', 'false', 'false', 'false']);
});

test('a page whose address leads nowhere is no last page', async () => {
  const body = { conversations: [], meta: { key: 'conversations', next_page_url: `https://${HOST}/v1/X?Identity=a` } };
  const client = sdk(world.twilio);
  client.request = async () => ({ statusCode: 200, body, headers: {} });
  const { ofWorker } = createConversations(() => client, { webhooks: true });
  await expect(ofWorker(BEN)).rejects.toThrow(Unavailable);
});
