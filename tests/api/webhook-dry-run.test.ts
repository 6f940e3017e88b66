import type { Request } from '../../assets/api/http/request';
import { receiveDelivery } from '../../assets/api/webhook';
import { okta } from '../../assets/providers/okta/receive';
import type { Provider } from '../../assets/providers/provider';
import { standard } from '../../assets/providers/standard/receive';
import type { JournalEntry } from '../../emulator/journal';
import { deliver, deliverOkta, type Event, signedDelivery } from '../support/deliveries';
import { described } from '../support/described';
import { ALERTS, fromNoon, MONDAY_NOON, withWorld } from '../support/with-world';
import { SECRETS } from '../support/world';
import { jsonOf } from './http/body';

const ADA = 'ada@example.com';
const BEN = 'ben@example.com';
const ROSTER = `
version: 1
zone: UTC
people:
  ada: { identity: ${ADA}, ids: { okta: 00uADA } }
  ben: { identity: ${BEN} }
  root: { identity: root@example.com }
shifts:
  - { id: early, days: [mon, tue, wed, thu, fri], from: "08:00", to: "16:00", who: [ada] }
protect: [root@example.com]
authority: []
`;

const world = withWorld(ROSTER, { env: { ...ALERTS, OFFBOARDING_LIMIT: '1' } });

const left: Event = { type: 'staff.offboarded', id: 'left', timestamp: MONDAY_NOON, data: { identity: ADA } };
const back: Event = { type: 'staff.reinstated', id: 'back', timestamp: fromNoon(1), data: { identity: ADA } };

interface Delivery {
  readonly provider: Provider;
  readonly request: Request;
}

const said = (event: Event): Delivery => ({ provider: standard, request: signedDelivery(world, event) });

function byOkta(...events: readonly [uuid: string, eventType: string, minutes: number][]): Delivery {
  const target = [{ id: '00uADA', type: 'User', alternateId: ADA }];
  const outcome = { result: 'SUCCESS' };
  const sent = events.map(([uuid, eventType, minutes]) => ({
    uuid,
    eventType,
    published: fromNoon(minutes),
    outcome,
    target,
  }));
  const headers = { 'content-type': 'application/json', authorization: SECRETS.OKTA_SECRET };
  return { provider: okta, request: { headers, payload: { data: { events: sent } } } };
}

interface Body {
  readonly dryRun?: boolean;
  readonly code?: string;
  readonly errors?: readonly { readonly path: string }[];
  readonly results?: readonly {
    readonly event: string;
    readonly outcome: string;
    readonly would?: readonly string[];
  }[];
}

async function receive({ provider, request }: Delivery): Promise<{ status: number; body: Body }> {
  const ports = world.execution();
  const { status, body } = described(
    'post',
    `/webhooks/${provider.name}`,
    await receiveDelivery(provider, request, ports),
  );
  await ports.audit.flush();
  const parsed: Body = jsonOf(body);
  return { status, body: parsed };
}

const asDryRun = ({ provider, request }: Delivery, value: unknown = 'true'): Delivery => ({
  provider,
  request: { ...request, headers: { ...request.headers, 'rosterline-dry-run': value } },
});

/** Every call to Twilio that is no read. */
const writes = async () => {
  const { body } = await world.twilio.call<JournalEntry[]>('/_local/journal');
  return body.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);
};

interface Case {
  readonly what: string;
  readonly before?: () => Promise<unknown>;
  readonly delivery: () => Delivery;
  readonly outcomes?: readonly string[];
  readonly status?: number;
  readonly would?: readonly (readonly string[] | undefined)[];
}

const LOCK_OUT = ['state=deactivated', 'available=false'];

const CASES: readonly Case[] = [
  {
    what: 'a leaver who is let in',
    before: () => world.put(ADA, { is_available: true }),
    delivery: () => said(left),
    outcomes: ['applied'],
    would: [LOCK_OUT],
  },
  {
    what: 'a leaver who is locked out in Frontline already',
    before: () => world.put(ADA, { state: 'deactivated', is_available: false }),
    delivery: () => said(left),
    outcomes: ['unchanged'],
    would: [undefined],
  },
  {
    what: 'a leaving day to come',
    delivery: () => said({ ...left, data: { identity: ADA, effectiveAt: '2026-11-30T17:00:00Z' } }),
    outcomes: ['deferred'],
  },
  {
    what: 'a leaver past the hourly limit',
    before: () => deliver(world, { ...left, id: 'other', data: { identity: BEN } }),
    delivery: () => said(left),
    outcomes: ['held'],
    would: [undefined],
  },
  {
    what: 'a leaver whom the roster protects',
    delivery: () => said({ ...left, data: { identity: 'root@example.com' } }),
    outcomes: ['held'],
  },
  {
    what: 'a return that another source contradicts',
    before: () => receive(byOkta(['o1', 'user.lifecycle.deactivate', 0])),
    delivery: () => said(back),
    outcomes: ['held'],
  },
  {
    what: 'an event that came before',
    before: () => deliver(world, left),
    delivery: () => said(left),
    outcomes: ['duplicate'],
  },
  {
    what: 'an event that is older than what is known',
    before: () => deliver(world, left),
    delivery: () => said({ ...back, timestamp: fromNoon(-10) }),
    outcomes: ['stale'],
  },
  {
    what: 'an event without a meaning',
    delivery: () => byOkta(['o1', 'user.session.start', 0]),
    outcomes: ['ignored'],
  },
  {
    what: 'somebody whom Frontline does not know',
    delivery: () => said({ ...left, data: { identity: 'nobody@example.com' } }),
    outcomes: ['unknown_user'],
  },
  {
    what: 'somebody whom the roster does not know',
    delivery: () => said({ ...left, data: { person: 'nobody' } }),
    outcomes: ['unknown_user'],
  },
  {
    what: 'an event that Frontline cannot be told now',
    before: () => world.fault({ host: 'frontline-api.twilio.com', status: 503 }),
    delivery: () => said({ ...back, type: 'staff.availability', data: { identity: ADA, available: true } }),
    outcomes: ['retrying'],
  },
  {
    what: 'an event whose id had another content',
    before: () => deliver(world, { ...left, type: 'staff.profile', data: { identity: ADA, friendlyName: 'Ada' } }),
    delivery: () => said(left),
    status: 409,
  },
  { what: 'an event with a fault', delivery: () => said({ ...left, data: { identity: 7 } }), status: 400 },
  { what: 'an event of the future', delivery: () => said({ ...left, timestamp: fromNoon(6) }), status: 400 },
  {
    what: 'an event that cannot be recorded',
    before: () => world.fault({ host: 'sync.twilio.com', status: 500 }),
    delivery: () => said(back),
    status: 503,
  },
  {
    what: 'an event where the Sync Service is missing',
    before: async () => world.configure({ SYNC_SERVICE: 'IS00000000000000000000000000000000' }),
    delivery: () => said(back),
    status: 503,
  },
  {
    what: 'a leaver while the records are out of reach',
    before: () => world.fault({ host: 'sync.twilio.com', status: 500 }),
    delivery: () => said(left),
    outcomes: ['applied'],
    would: [LOCK_OUT],
  },
  {
    what: 'several events about one person',
    before: () => world.put(ADA, { is_available: true }),
    delivery: () =>
      byOkta(
        ['o1', 'user.lifecycle.deactivate', -2],
        ['o2', 'user.lifecycle.reactivate', -1],
        ['o1', 'user.lifecycle.deactivate', -2],
      ),
    outcomes: ['applied', 'applied', 'duplicate'],
    would: [LOCK_OUT, ['state=active', 'available=true'], undefined],
  },
  {
    what: 'a name',
    delivery: () => said({ ...left, type: 'staff.profile', data: { identity: ADA, friendlyName: 'Ada Lovelace' } }),
    outcomes: ['applied'],
    would: [['friendlyName']],
  },
  {
    what: 'a leave that has begun',
    before: () => world.put(ADA, { is_available: true }),
    delivery: () =>
      said({ ...left, type: 'staff.leave', data: { identity: ADA, from: fromNoon(-60), to: fromNoon(60) } }),
    outcomes: ['applied'],
    would: [['available=false']],
  },
];

describe('a dry run of', () => {
  test.each(CASES)('$what writes and sends nothing, and answers what the delivery is then answered', async (one) => {
    await one.before?.();
    const before = await writes();
    const delivery = one.delivery();
    const users = (await world.twilio.call('/_local/users')).body;

    const { status, body } = await receive(asDryRun(delivery));
    expect(await writes()).toEqual(before);
    expect((await world.twilio.call('/_local/users')).body).toEqual(users);
    expect(body.dryRun).toBe(true);
    expect(status).toBe(one.status ?? 200);
    if (one.outcomes) expect(body.results?.map(({ outcome }) => outcome)).toEqual(one.outcomes);
    if (one.would) expect(body.results?.map(({ would }) => would)).toEqual(one.would);

    const real = await receive(delivery);
    const { dryRun: _, ...content } = body;
    const foretold = {
      ...content,
      ...(body.results && { results: body.results.map(({ would: _w, ...line }) => line) }),
    };
    expect({ status, body: foretold }).toEqual(real);
    await world.mend();
  });

  test.each([
    ['at once', [], ['applied', 'applied', 'held'], '2'],
    // Two batches, the second of which finds the places of the first one taken.
    ['one after another', [['d2@example.com', 'user.lifecycle.reactivate', -1]] as const, ['applied', 'held'], '1'],
  ])('more leavers than the limit allows, %s, holds as many as the delivery itself', async (_, more, sorted, limit) => {
    world.configure({ OFFBOARDING_LIMIT: String(Number(limit) + 1) });
    await deliver(world, { ...left, data: { identity: BEN } });
    world.restart();
    const people = ['d1@example.com', 'd2@example.com', 'd3@example.com'].slice(0, sorted.length);
    for (const identity of people) await world.put(identity, {});
    const leavers = people.map((identity) => [identity, 'user.lifecycle.deactivate', 0] as const);
    const events = [...more, ...leavers].map(([identity, eventType, minutes], index) => ({
      uuid: `o${index}`,
      eventType,
      published: fromNoon(minutes),
      outcome: { result: 'SUCCESS' },
      target: [{ id: `00u${identity}`, type: 'User', alternateId: identity }],
    }));
    const headers = { 'content-type': 'application/json', authorization: SECRETS.OKTA_SECRET };
    const before = await writes();
    const { body } = await receive(asDryRun({ provider: okta, request: { headers, payload: { data: { events } } } }));
    expect(await writes()).toEqual(before);
    const outcomes = body.results?.map(({ outcome }) => outcome);
    expect(outcomes?.slice(more.length).sort()).toEqual(sorted);
    expect((await deliverOkta(world, events)).results.map(({ outcome }) => outcome)).toEqual(
      body.results?.map(({ outcome }) => outcome),
    );
  });

  test('the same leaver any number of times uses up no place within the limit', async () => {
    for (let time = 0; time < 3; time++) await receive(asDryRun(said({ ...left, id: `left-${time}` })));
    expect((await deliver(world, { ...left, data: { identity: BEN } })).results).toMatchObject([
      { outcome: 'applied' },
    ]);
  });
});

describe('a deployment that is on a dry run', () => {
  test('answers a dry run of a delivery as it answers the delivery, and records nothing', async () => {
    world.configure({ DRY_RUN: 'true' });
    const before = await receive(asDryRun(said(left)));
    expect(await writes()).toEqual([]);
    expect(before).toEqual(await receive(said(left)));
    expect(before.body.results).toMatchObject([{ outcome: 'deferred', would: LOCK_OUT }]);
  });
});

describe('a dry run', () => {
  test.each([['false'], ['0']])('is not asked for by %p', async (value) => {
    const { body } = await receive(asDryRun(said(left), value));
    expect(body.dryRun).toBeUndefined();
    expect(await world.user(ADA)).toMatchObject({ state: 'deactivated' });
  });

  test.each([['true'], ['1'], ['']])('is asked for by %p', async (value) => {
    expect((await receive(asDryRun(said(left), value))).body).toMatchObject({ dryRun: true });
    expect(await writes()).toEqual([]);
  });

  test.each([[''], ['yes'], ['true, true'], [['true', 'true']], [['false', 'true']]])(
    'that %p leaves unclear is refused, and nothing happens',
    async (value) => {
      expect(await receive(asDryRun(said(left), value))).toMatchObject({
        status: 400,
        body: { code: 'invalid_payload', dryRun: true, errors: [{ path: 'Rosterline-Dry-Run' }] },
      });
      expect(await writes()).toEqual([]);
    },
  );

  test('cannot be asked for by a key of the body', async () => {
    const payload = { ...signedDelivery(world, left).payload, 'rosterline-dry-run': 'true' };
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${'b'.repeat(16)}` };
    world.configure({ STANDARD_SECRET: `bearer:${'b'.repeat(16)}` });
    await receive({ provider: standard, request: { headers, payload } });
    expect(await writes()).not.toEqual([]);
  });

  test('needs the secret as any delivery does, and a wrong one is alerted', async () => {
    const delivery = byOkta(['o1', 'user.lifecycle.deactivate', 0]);
    const headers = { ...delivery.request.headers, authorization: 'wrong' };
    const forged = asDryRun({ ...delivery, request: { ...delivery.request, headers } });
    expect(await receive(forged)).toMatchObject({ status: 401, body: { code: 'unauthorized', dryRun: true } });
    const { body: messages } = await world.twilio.call<unknown[]>('/_local/messages');
    expect(messages).toHaveLength(1);
  });

  test('without any secret learns that dry runs are known, and neither alerts nor logs, however often it asks', async () => {
    const before = world.logged.length;
    const headers = { 'content-type': 'application/json' };
    const probe = asDryRun({ provider: okta, request: { headers, payload: {} } });
    for (let time = 0; time < 5; time++) {
      expect(await receive(probe)).toMatchObject({ status: 401, body: { code: 'unauthorized', dryRun: true } });
    }
    expect(await writes()).toEqual([]);
    expect(world.logged.slice(before)).toEqual([]);
  });

  test('of a sender without a secret is answered 403', async () => {
    world.configure({ OKTA_SECRET: undefined });
    expect(await receive(asDryRun(byOkta(['o1', 'user.lifecycle.deactivate', 0])))).toMatchObject({
      status: 403,
      body: { code: 'provider_not_configured', dryRun: true },
    });
  });

  test('is marked in the log, where the alerts stand that would be sent', async () => {
    await receive(asDryRun(said({ ...left, data: { identity: 'nobody@example.com' } })));
    expect(world.logged.map((line): unknown => JSON.parse(line))).toContainEqual({
      level: 'info',
      message: 'Dry run: would alert',
      alert: 'unknown-leaver',
      dryRun: true,
    });
  });
});
