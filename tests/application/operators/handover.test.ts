import { tick } from '../../../assets/application/tick/tick';
import { deliver } from '../../support/deliveries';
import { operate, showRoster, showWhy } from '../../support/operators';
import { identityOf, rosterOf } from '../../support/roster';
import { storeDocument } from '../../support/stored';
import { ALERTS, withWorld } from '../../support/with-world';

// On the real SDK and the local Twilio.

const PEOPLE = ['ana', 'ben', 'cy', 'dan'];

const roster = (policy: string) =>
  rosterOf(PEOPLE, {
    onDuty: ['ana', 'cy'],
    days: 'mon',
    to: '20:00',
    more: `teams: { sales: [ana, cy], night: [dan] }\n${policy}`,
  }).replace(
    'ana: { identity: ana@example.com',
    'ana: { identity: ana@example.com, phone: "+34600000000", manager: cy',
  );

const world = withWorld(roster('handover: { left: sales }'), { env: ALERTS });

interface Answer {
  readonly handover?: {
    readonly step?: string;
    readonly to: string;
    readonly found?: number;
    readonly moved?: number;
    readonly conversations: readonly {
      readonly conversation: string;
      readonly to?: string;
      readonly outcome: string;
    }[];
  };
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

const sidOf = (number: number) => `CH${number.toString(16).padStart(32, '0')}`;

async function give(key: string, count: number, from = 0): Promise<void> {
  for (let number = from; number < from + count; number++) {
    const participants = [{ identity: identityOf(key) }, { address: `+1555${100000 + number}`, proxy: '+15017122661' }];
    await world.twilio.call(`/_local/conversations/${sidOf(number)}`, { method: 'PUT', json: { participants } });
  }
}

/** Who is in each conversation, by the keys of the roster. */
async function workers(): Promise<string[][]> {
  const { body } = await world.twilio.call<{ participants: { identity: string | null }[] }[]>('/_local/conversations');
  return body.map(({ participants }) => participants.flatMap(({ identity }) => identity?.split('@')[0] ?? []));
}

async function ask(payload: Record<string, unknown>) {
  const { status, body, outcomes } = await operate(world, 'handover', payload);
  const answer: Answer = JSON.parse(JSON.stringify(body));
  return { status, outcomes, ...answer };
}

const leaves = (key: string) =>
  deliver(world, { type: 'staff.offboarded', id: `l-${key}`, data: { identity: identityOf(key) } });

async function changesOfConversations(): Promise<string[]> {
  const { body } = await world.twilio.call<{ host: string; method: string; path: string }[]>('/_local/journal');
  return body
    .filter(({ host, method }) => host === 'conversations.twilio.com' && method !== 'GET')
    .map(({ path }) => path);
}

async function tickAgain(count = 1): Promise<void> {
  for (let done = 0; done < count; done++) {
    world.passMinutes();
    const ports = world.execution();
    await tick(ports);
    await ports.audit.flush();
  }
}

test('POST /ops/handover hands over the conversations of somebody who is in, and says what went where', async () => {
  await give('ben', 3);
  const answer = await ask({ person: 'ben', to: 'dan' });
  expect(answer).toMatchObject({
    status: 200,
    outcomes: ['applied'],
    handover: { step: 'done', because: 'operator', to: 'dan', moved: 3, failed: 0 },
  });
  expect(answer.handover?.conversations).toEqual(
    [0, 1, 2].map((number) => ({ conversation: sidOf(number), to: 'dan', outcome: 'moved' })),
  );
  expect(await workers()).toEqual([['dan'], ['dan'], ['dan']]);
});

test('POST /ops/handover with dryRun changes nothing, and says what would be done', async () => {
  await give('ben', 2);
  const answer = await ask({ person: 'ben', dryRun: true });
  expect(answer).toMatchObject({ status: 200, handover: { to: 'sales', found: 2 } });
  expect(answer.handover?.conversations.map(({ to, outcome }) => [to, outcome])).toEqual([
    ['ana', 'would be moved'],
    ['cy', 'would be moved'],
  ]);
  expect(await changesOfConversations()).toEqual([]);
  expect(await world.execution().records.read(identityOf('ben'))).toEqual({});
});

test('DRY_RUN changes no conversation, neither by ticks nor by an operator', async () => {
  await give('ben', 1);
  await leaves('ben');
  world.configure({ DRY_RUN: 'true' });
  await tickAgain(2);
  expect((await ask({ person: 'ben', to: 'ana' })).status).toBe(200);
  expect(await changesOfConversations()).toEqual([]);
});

test.each([
  ['somebody unknown', 'nobody', 'expected close, manager, a key of people or the name of a team'],
  ['the one whose they are', 'ben', 'ben cannot take over from ben'],
  ['a manager whom the roster does not have', 'manager', 'the roster has no manager for them'],
])('POST /ops/handover refuses %s as a successor, naming the field', async (_, to, message) => {
  const { status, errors } = await ask({ person: 'ben', to });
  expect({ status, errors }).toEqual({
    status: 400,
    errors: [{ path: 'to', message: expect.stringContaining(message) }],
  });
});

test('POST /ops/handover refuses somebody who has left as a successor', async () => {
  await leaves('dan');
  const { status, errors } = await ask({ person: 'ben', to: 'dan' });
  expect({ status, errors }).toEqual({
    status: 400,
    errors: [{ path: 'to', message: expect.stringContaining('dan has left') }],
  });
});

test('POST /ops/handover asks for a successor where the roster has none', async () => {
  world.deploy(roster(''));
  expect(await ask({ person: 'ben' })).toMatchObject({ status: 400, errors: [{ path: 'to' }] });
});

test('POST /ops/handover answers unknown_user for somebody whom the roster does not have', async () => {
  expect((await ask({ person: 'zoe', to: 'ana' })).outcomes).toEqual(['unknown_user']);
});

describe('a leaver', () => {
  test('has their conversations handed over by ticks, successors and operators are told once, and the page shows it', async () => {
    await give('ben', 6);
    await leaves('ben');
    await tickAgain(1);
    expect((await workers()).map(([key]) => key)).toEqual(['ana', 'cy', 'ana', 'cy', 'ana', 'cy']);
    await tickAgain(3);
    const texts = await world.texts();
    expect(texts.filter((text) => text.includes('yours now'))).toEqual(['3 conversations of ben are yours now.']);
    expect(texts.filter((text) => text.includes('3 to ana, 3 to cy'))).toEqual([
      'The conversations of ben: 3 to ana, 3 to cy. Nobody has told cy yet: Rosterline could not. Tell them.',
    ]);
    const { body } = await showRoster(world);
    expect(body.people.find(({ person }) => person === 'ben')?.handover).toMatchObject({
      step: 'done',
      moved: 6,
      failed: 0,
    });
    const why = await showWhy(world, { person: 'ben' });
    expect(why.body.answer).toContainEqual(
      expect.stringMatching(/^Their open conversations were handed over to sales: 6 \(since /),
    );
    expect(why.body.audit.map(({ because }) => because)).toContain('hand-over (left): 3 to ana, 3 to cy');
  });

  test('whose successors are all off duty waits, which is alerted, until an operator names somebody', async () => {
    world.deploy(roster('handover: { left: night }'));
    await give('ben', 2);
    await leaves('ben');
    await tickAgain(2);
    expect(await workers()).toEqual([['ben'], ['ben']]);
    expect((await world.texts()).filter((text) => text.includes('wait'))).toEqual([
      '2 conversations of ben wait for somebody to take over: nobody of night is on duty. Ticks look again, at the latest within an hour. Or hand them over yourself: POST /ops/handover, with "to".',
    ]);
    const { body } = await showRoster(world);
    expect(body.people.find(({ person }) => person === 'ben')?.handover).toMatchObject({ step: 'waiting', waiting: 2 });
    const why = await showWhy(world, { person: 'ben' });
    expect(why.body.answer).toContainEqual(expect.stringMatching(/^Their open conversations .*night.*2/));
    await ask({ person: 'ben', to: 'cy' });
    expect(await workers()).toEqual([['cy'], ['cy']]);
  });

  test('whose lock-out is undone has the conversations back at once, but for closed ones', async () => {
    await give('ben', 3);
    await leaves('ben');
    await tickAgain(2);
    await world.twilio.call(`/_local/conversations/${sidOf(1)}`, { method: 'PUT', json: { state: 'closed' } });
    const { body } = await operate(world, 'undo', { person: 'ben' });
    expect(body).toMatchObject({
      handover: { step: 'returned', returned: 2, detail: expect.stringContaining('closed') },
    });
    expect(await workers()).toEqual([['ben'], ['cy'], ['ben']]);
  });

  test('who is not locked out yet keeps their conversations, whatever an operator says', async () => {
    await give('ben', 1);
    await world.fault({ host: 'frontline-api.twilio.com', method: 'POST', status: 503 });
    await leaves('ben');
    await tickAgain(1);
    expect((await ask({ person: 'ben', to: 'ana' })).outcomes).toEqual(['retrying']);
    expect(await workers()).toEqual([['ben']]);
    await world.mend();
    await tickAgain(2);
    expect(await workers()).toEqual([['ana']]);
  });

  test('who is erased leaves no batch behind', async () => {
    await give('ben', 1);
    await leaves('ben');
    await tickAgain(2);
    const { id, next } = (await world.execution().records.read(identityOf('ben'))).record?.handover ?? {
      id: '',
      next: 0,
    };
    expect(next).toBe(1);
    const batches = world.execution().handoverBatches;
    expect(await batches.read(id, 0)).toBeDefined();
    // An execution that was killed may have written more than the record says: here one that cannot even be read.
    for (let number = next; number <= 15; number++)
      await batches.create(id, number, { at: 1, takers: [], entries: [] });
    await storeDocument(world, `rosterline-handover-${id}-15`, { v: 9 });
    await operate(world, 'erase', { person: 'ben' });
    const left = await Promise.all(Array.from({ length: 16 }, (_, number) => batches.read(id, number)));
    expect(left.filter((batch) => batch !== undefined)).toEqual([]);
  });
});

describe('POST /ops/erase of somebody whose conversations are handed over', () => {
  const erase = (more = {}) => operate(world, 'erase', { person: 'ben', ...more });
  const hasRecord = async () => (await world.execution().records.read(identityOf('ben'))).record !== undefined;

  beforeEach(async () => {
    world.deploy(roster('handover: { left: night }'));
    await give('ben', 2);
    await leaves('ben');
  });

  test('erases nothing while they are to be handed over, and says why', async () => {
    const before = await erase();
    expect(before.outcomes).toEqual(['held']);
    expect(before.body.results?.[0]).toMatchObject({ detail: expect.stringContaining('still to be handed over') });
    await tickAgain(2);
    expect((await erase()).outcomes).toEqual(['held']);
    expect(await hasRecord()).toBe(true);
  });

  test('erases when that is over', async () => {
    world.deploy(roster('handover: { left: sales }'));
    await tickAgain(3);
    expect((await erase()).outcomes).toEqual(['applied']);
    expect(await hasRecord()).toBe(false);
  });

  test('erases all the same where the operator abandons the rest', async () => {
    await tickAgain(2);
    expect((await erase({ abandonHandover: true })).outcomes).toEqual(['applied']);
    expect(await hasRecord()).toBe(false);
    await tickAgain(2);
    expect(await workers()).toEqual([['ben'], ['ben']]);
  });

  test('erases a leaver where the roster hands nothing over', async () => {
    world.deploy(roster(''));
    expect((await erase()).outcomes).toEqual(['applied']);
  });
});
