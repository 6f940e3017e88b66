import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '../../../emulator/listen';
import { deliver } from '../../support/deliveries';
import { rosterOf } from '../../support/roster';
import { ALERTS, withWorld } from '../../support/with-world';
import { SECRETS } from '../../support/world';

let answer = 200;
const posted: string[] = [];
const operators = createServer(async (request, response) => {
  posted.push(await text(request));
  response.writeHead(answer).end();
});

const world = withWorld(rosterOf(['root', 'ben'], { onDuty: [], more: 'protect: [root@example.com]' }), {
  env: ALERTS,
});
let port: number;
beforeAll(async () => {
  port = await listen(operators, 0);
});
afterAll(() => {
  operators.close();
  operators.closeAllConnections();
});
beforeEach(() => {
  world.configure({ ALERT_URL: `http://127.0.0.1:${port}/hook/t0ken` });
  posted.length = 0;
  answer = 200;
});

const messages = async () => (await world.twilio.call<{ to: string; body: string }[]>('/_local/messages')).body;
const left = (id: string, identity = 'root@example.com') =>
  deliver(world, { type: 'staff.offboarded', id, data: { identity } });

test('an alert goes to the address as a text and by SMS, once for each cause and hour', async () => {
  await left('a');
  await left('b');
  world.restart();
  await left('by another process');
  expect(posted.map((body) => JSON.parse(body))).toEqual([
    { text: expect.stringContaining('holds an offboarding of root') },
  ]);
  expect(await messages()).toMatchObject([
    { to: '+14155550101', body: expect.stringContaining('holds an offboarding of root') },
  ]);
  world.clock.now += 3_600_001;
  await left('c');
  expect(posted).toHaveLength(2);
});

test('another cause is another alert', async () => {
  await left('a');
  await world.fault({ host: 'frontline-api.twilio.com', status: 503 });
  await left('b', 'ben@example.com');
  expect(posted.map((body) => JSON.parse(body).text)).toEqual([
    expect.stringContaining('holds'),
    expect.stringContaining('ben has left and is still let in'),
  ]);
});

test.each([
  ['whose answer is lost', { reset: true, after: true }],
  ['that is answered 503 after it was sent', { status: 503, after: true }],
  ['that is refused with 429 at first', { status: 429, times: 1 }],
])('a text message %s is sent once', async (_, fault) => {
  await world.fault({ host: 'api.twilio.com', method: 'POST', ...fault });
  await left('a');
  expect(await messages()).toHaveLength(1);
});

test('an alert is posted once, although the address answers 503', async () => {
  answer = 503;
  await left('a');
  expect(posted).toHaveLength(1);
});

test('an alert that is not taken undoes nothing, and neither its address nor a secret is logged or sent', async () => {
  answer = 500;
  expect((await left('a')).results).toMatchObject([{ outcome: 'held' }]);
  const written = [...world.logged, ...posted, JSON.stringify(await messages())].join('\n');
  for (const secret of [...Object.values(SECRETS), 't0ken', 'root@example.com']) expect(written).not.toContain(secret);
});

test('with Sync down a leaver is locked out, and the operators are told that there is no record of it', async () => {
  await world.fault({ host: 'sync.twilio.com', status: 503 });
  await left('a', 'ben@example.com');
  expect(posted.map((body) => JSON.parse(body).text)).toEqual([expect.stringContaining('Sync cannot be reached: ben')]);
});

test('an alert whose claim was kept while the answer was lost is sent all the same', async () => {
  const path = '/v1/Services/default/Documents';
  await left('a', 'ben@example.com'); // the guard and the record are there
  await world.fault({ host: 'sync.twilio.com', method: 'POST', path, after: true, reset: true, times: 1 });
  await world.execution().alert({ cause: 'drift-one', text: 'A text.' });
  expect(posted.map((body) => JSON.parse(body).text)).toEqual(['A text.']);
});

test('an alert whose earlier claim expires between reading and writing is sent all the same', async () => {
  await world.execution().alert({ cause: 'drift-one', text: 'First.' });
  world.clock.now += 59 * 60_000;
  const path = '/v1/Services/default/Documents/rosterline-alert-*';
  await world.fault({ host: 'sync.twilio.com', method: 'POST', path, status: 404, times: 1 });
  await world.execution().alert({ cause: 'drift-one', text: 'Second.', quietHours: 0.5 });
  expect(posted.map((body) => JSON.parse(body).text)).toEqual(['First.', 'Second.']);
});

test('without Sync a process sends each cause once an hour, and another process for itself', async () => {
  await world.fault({ host: 'sync.twilio.com', status: 404 });
  for (let n = 0; n < 3; n++) await world.execution().alert({ cause: 'drift-one', text: 'A text.' });
  await world.execution().alert({ cause: 'drift-another', text: 'Another text.' });
  expect(posted).toHaveLength(2);
  world.clock.now += 3_600_001;
  await world.execution().alert({ cause: 'drift-one', text: 'A text.' });
  expect(posted).toHaveLength(3);
});

test('a process sends each cause once an hour, however many of its calls Sync refuses', async () => {
  await world.fault({ host: 'sync.twilio.com', status: 429, probability: 0.5 });
  for (let n = 0; n < 40; n++) await world.execution().alert({ cause: 'drift-one', text: 'A text.' });
  expect(posted).toHaveLength(1);
});

test('an alert that no channel accepts is sent again a minute later, and not before', async () => {
  answer = 503;
  await world.fault({ host: 'api.twilio.com', status: 503 });
  await left('a');
  await left('b');
  expect(posted).toHaveLength(1);
  answer = 200;
  world.clock.now += 61_000;
  await left('c');
  await left('d');
  expect(posted).toHaveLength(2);
});

test('an alert names the first five people of a cause, then says that there are more, and then keeps quiet for the hour', async () => {
  const { alert } = world.execution();
  for (const person of ['a', 'b', 'a', 'c', 'd', 'e', 'f', 'g', 'b'])
    await alert({ cause: 'lock-out-waits', text: `${person} waits.`, person });
  const texts = posted.map((body) => JSON.parse(body).text);
  expect(texts.slice(0, 5)).toEqual(['a waits.', 'b waits.', 'c waits.', 'd waits.', 'e waits.']);
  expect(texts.slice(5)).toEqual([expect.stringMatching(/^f waits\. More people .* may be concerned/)]);
  world.clock.now += 3_600_001;
  await world.execution().alert({ cause: 'lock-out-waits', text: 'g waits.', person: 'g' });
  expect(posted).toHaveLength(7);
});

describe('an alert that names its people once a day', () => {
  const unknown = (...people: string[]) =>
    world.execution().alert({ cause: 'unknown-leaver', text: `${people.join()} left.`, person: people.join(), people });
  const texts = () => posted.map((body) => JSON.parse(body).text);

  test('is sent once in 24 hours for each person, also in other company', async () => {
    await unknown('a', 'b');
    world.clock.now += 2 * 3_600_000;
    await unknown('a');
    await unknown('b', 'a');
    expect(texts()).toEqual(['a,b left.']);
    await unknown('b', 'c');
    expect(texts()).toEqual(['a,b left.', 'b,c left.']);
    world.clock.now += 22 * 3_600_000 + 1000;
    await unknown('a');
    expect(texts()).toHaveLength(3);
    await unknown('a');
    await unknown('c');
    expect(texts()).toHaveLength(3);
  });

  test('keeps quiet past the sixth within the hour, and alerts whom that left out when they are reported again', async () => {
    for (const person of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await unknown(person);
    expect(texts()).toHaveLength(6);
    world.clock.now += 3_600_001;
    for (const person of ['a', 'f', 'g']) await unknown(person);
    expect(texts().slice(6)).toEqual(['g left.']);
  });

  test('is that about an unknown leaver, whichever event and day of the sender reports them', async () => {
    await left('a', 'nobody@example.com');
    world.clock.now += 3 * 3_600_000;
    await left('b', 'nobody@example.com');
    expect(texts()).toEqual([expect.stringContaining('no user was found by that name: event a')]);
    world.clock.now += 22 * 3_600_000;
    await left('c', 'nobody@example.com');
    expect(texts()).toHaveLength(2);
  });

  test('is sent again a minute after no channel accepted it', async () => {
    answer = 503;
    await world.fault({ host: 'api.twilio.com', status: 503 });
    await unknown('a');
    await unknown('a');
    expect(posted).toHaveLength(1);
    answer = 200;
    world.clock.now += 61_000;
    await unknown('a');
    await unknown('a');
    expect(posted).toHaveLength(2);
  });

  test('is sent once a day by each process where Sync cannot be used', async () => {
    await world.fault({ host: 'sync.twilio.com', status: 404 });
    await unknown('a');
    world.clock.now += 20 * 3_600_000;
    await unknown('a');
    expect(posted).toHaveLength(1);
  });
});

test('an alert is sent in time although Sync hangs, and ends with the execution', async () => {
  await world.fault({ host: 'sync.twilio.com', delayMs: 60_000 });
  const began = world.clock.now;
  await world.execution().alert({ cause: 'drift-one', text: 'A text.' });
  expect(posted).toHaveLength(1);
  expect(world.clock.now - began).toBeLessThan(2500);
});

test('an alert is logged and not sent when the execution has no time left', async () => {
  const { alert } = world.execution();
  world.clock.now += 8400;
  await alert({ cause: 'drift-one', text: 'A text.' });
  expect(posted).toHaveLength(0);
  expect(world.logged.join('\n')).toContain('An alert was not sent: no time left');
});

test('a claim that is dated an hour ahead keeps no alert from being sent', async () => {
  await world.execution().alert({ cause: 'drift-one', text: 'First.' });
  world.clock.now -= 3_600_000;
  await world.execution().alert({ cause: 'drift-one', text: 'Second.' });
  expect(posted.map((body) => JSON.parse(body).text)).toEqual(['First.', 'Second.']);
});

test('a claim that cannot be read is overwritten, and keeps no alert from being sent', async () => {
  await world.execution().alert({ cause: 'drift-one', text: 'First.' });
  const written = (await world.calls('sync', 'POST')).map(({ form }) => String(form.UniqueName));
  const path = `/v1/Services/default/Documents/${written.find((name) => name.startsWith('rosterline-alert-'))}`;
  const damaged = { Data: '{"at":"yesterday"}' };
  expect((await world.twilio.call(path, { host: 'sync.twilio.com', form: damaged })).status).toBe(200);
  world.restart();
  await world.execution().alert({ cause: 'drift-one', text: 'Second.' });
  await world.execution().alert({ cause: 'drift-one', text: 'Third.' });
  expect(posted.map((body) => JSON.parse(body).text)).toEqual(['First.', 'Second.']);
});
