import ICAL from 'ical.js';
import { calendar } from '../../assets/api/roster-calendar.private';
import { readConfiguration } from '../../assets/main/configuration';
import type { Ports } from '../../assets/main/ports';
import { crowd, memberOf } from '../page/rosters';
import { deliver } from '../support/deliveries';
import { described } from '../support/described';
import { withWorld } from '../support/with-world';
import { SECRETS, startWorld, type World } from '../support/world';

const ROSTER = `
version: 1
zone: UTC
people:
  ada: { identity: ada@example.com }
  ben: { identity: ben@example.com }
shifts:
  - { id: day, days: [mon], from: "08:00", to: "16:00", who: [ada] }
  - { id: late, days: [mon], from: "16:00", to: "20:00", who: [ben] }
coverage: [ { id: two, days: [mon], from: "09:00", to: "10:00", min: 2 } ]
`;
const TOKEN = 'calendar-token-of-the-tests';

const world = withWorld(ROSTER, { env: { ICS_TOKEN: `${TOKEN},the-next-one` } });

async function subscribe(payload: Record<string, unknown>, ports: Ports = world.execution()) {
  const { status, headers, body } = described(
    'get',
    '/roster/ics',
    await calendar({ headers: { accept: '*/*' }, payload }, ports),
  );
  return { status, type: headers['Content-Type'], body, text: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** Starts and titles of the events, as a calendar program reads them. */
function eventsOf(text: string) {
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => {
    const event = new ICAL.Event(one);
    return `${event.startDate.toJSDate().toISOString()} ${event.summary}`;
  });
}

test('a calendar program reads everybody’s shifts, a week back and sixty days ahead, and the gaps', async () => {
  const { status, type, text } = await subscribe({ token: TOKEN });
  expect([status, type]).toEqual([200, 'text/calendar; charset=utf-8']);
  const events = eventsOf(text);
  expect(events[0]).toBe('2026-10-26T08:00:00.000Z ada: shift day');
  expect(events.filter((one) => one.includes('ben: shift late'))).toHaveLength(10); // Mondays of 67 days
  expect(events).toContain('2026-11-09T09:00:00.000Z Coverage two: 1 of 2');
});

test('one person’s holds nothing of anybody else', async () => {
  const { text } = await subscribe({ token: 'the-next-one', person: 'ben' });
  expect(eventsOf(text)).toHaveLength(10);
  expect(text).not.toMatch(/ada|Coverage/);
});

test('what events brought counts: leave shows, and who leaves has no shifts afterwards', async () => {
  await deliver(world, {
    type: 'staff.leave',
    id: 'v',
    data: { person: 'ada', from: '2026-11-09T00:00:00Z', to: '2026-11-10T00:00:00Z' },
  });
  await deliver(world, {
    type: 'staff.offboarded',
    id: 'l',
    data: { person: 'ada', effectiveAt: '2026-11-20T00:00:00Z' },
  });
  const events = eventsOf((await subscribe({ token: TOKEN, person: 'ada' })).text);
  expect(events).toEqual([
    '2026-10-26T08:00:00.000Z shift day',
    '2026-11-02T08:00:00.000Z shift day',
    '2026-11-16T08:00:00.000Z shift day',
    '2026-11-09T00:00:00.000Z leave',
  ]);
});

test.each([[{}], [{ token: '' }], [{ token: 'wrong' }], [{ token: [TOKEN] }], [{ token: SECRETS.OPS_SECRET }]])(
  '%j is refused',
  async (payload) => {
    const { status, text } = await subscribe(payload);
    expect(status).toBe(401);
    expect(text).not.toContain('ada');
  },
);

test('a person whom the roster does not know is a fault, not an empty calendar', async () => {
  const { status, body } = await subscribe({ token: TOKEN, person: 'nobody' });
  expect([status, body]).toEqual([
    400,
    expect.objectContaining({ errors: [expect.objectContaining({ path: 'person' })] }),
  ]);
});

test('without ICS_TOKEN everything is refused', async () => {
  const read = readConfiguration(SECRETS, { local: true });
  if ('problems' in read) throw new Error('the environment has faults');
  const { status, text } = await subscribe({ token: '' }, { ...world.execution(), configuration: read.configuration });
  expect(status).toBe(403);
  expect(text).toContain('provider_not_configured');
});

describe('a roster of 1,000 people', () => {
  let large: World;
  beforeAll(async () => {
    large = await startWorld(crowd(1000), { ...SECRETS, ICS_TOKEN: TOKEN });
    await large.reset('2026-11-02T12:00:00Z');
  });
  afterAll(() => large.end());

  test('has a calendar of at most 4 MB: whole days, fewer of them, and it says so', async () => {
    const { status, text } = await subscribe({ token: TOKEN }, large.execution());
    expect(status).toBe(200);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4_000_000);
    expect(text).toContain('X-WR-CALNAME:Rosterline (30 days ahead)');
    const starts = [...text.matchAll(/DTSTART:(\d{8})/g)].map(([, day]) => day ?? '').sort();
    expect(starts[0]).toBe('20261026');
    expect(starts.at(-1)).toBe('20261201');
    expect((await subscribe({ token: TOKEN }, large.execution())).text).toBe(text);
  });

  test('still has sixty days of one person', async () => {
    const { text } = await subscribe({ token: TOKEN, person: memberOf(0) }, large.execution());
    expect(text).toContain(`X-WR-CALNAME:Rosterline: ${memberOf(0)}\r\n`);
    expect(text).toContain('DTSTART:20261231');
  });
});

test('a roster whose calendar is too large for any window gets a problem that names a way out', async () => {
  const keys = Array.from({ length: 250 }, (_, index) => `p${index}`);
  const shifts = Array.from({ length: 48 }, (_, index) => {
    const hour = String(Math.floor(index / 2)).padStart(2, '0');
    const [from, to] = index % 2 === 0 ? ['00', '15'] : ['30', '45'];
    const hours = `from: "${hour}:${from}", to: "${hour}:${to}"`;
    return `  - { id: s${index}, days: [mon, tue, wed, thu, fri, sat, sun], ${hours}, who: [${keys.join(', ')}] }`;
  });
  const people = keys.map((key) => `  ${key}: { identity: ${key}@example.com }`);
  const busy = await startWorld(
    `version: 1\nzone: UTC\npeople:\n${people.join('\n')}\nshifts:\n${shifts.join('\n')}\n`,
    { ...SECRETS, ICS_TOKEN: TOKEN },
  );
  try {
    const { status, body } = await subscribe({ token: TOKEN }, busy.execution());
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'invalid_payload', errors: [{ path: 'person' }] });
    expect(await subscribe({ token: TOKEN, person: 'p7' }, busy.execution())).toMatchObject({ status: 200 });
  } finally {
    await busy.end();
  }
});
