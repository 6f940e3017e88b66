import { calendar } from '../../assets/api/roster-calendar.private';
import { readRecord } from '../../assets/domain/person/record-codec';
import { deliver } from '../support/deliveries';
import { operate, showRoster, showWhy } from '../support/operators';
import { storedRecords } from '../support/stored';
import { runTick } from '../support/ticks';
import { ALERTS, withWorld } from '../support/with-world';

// Shifts that events brought, from the delivery over ticks to what is shown of them.

const ROSTER = `
version: 1
zone: UTC
people:
  ada: { identity: ada@example.com }
  ben: { identity: ben@example.com }
shifts:
  - { id: day, days: [mon], from: "08:00", to: "16:00", who: [ben] }
coverage: [ { id: evening, days: [mon], from: "17:00", to: "19:00", min: 1, of: [ada, ben] } ]
`;
const ADA = 'ada@example.com';
const TOKEN = 'calendar-token-of-the-tests';
const START = Date.parse('2026-11-02T12:00:00Z');

const world = withWorld(ROSTER, { start: '2026-11-02T12:00:00Z', env: { ...ALERTS, ICS_TOKEN: TOKEN } });

let said = 0;
const say = async (type: string, data: Record<string, unknown>) =>
  (await deliver(world, { type: `staff.${type}`, id: `e${said++}`, data: { person: 'ada', ...data } })).results.map(
    ({ outcome }) => outcome,
  );
const at = (hour: number) => new Date(START + (hour - 12) * 3_600_000).toISOString();
const desk = (from: number, to: number) => ({ id: 'desk', from: at(from), to: at(to), label: 'desk' });
const adaAt = async (hour: number) => {
  world.clock.now = START + (hour - 12) * 3_600_000;
  await runTick(world);
  return world.isAvailable(ADA);
};

test('a shift to come is deferred; ticks put the person on duty at its start and off at its end', async () => {
  await runTick(world);
  expect(await say('shift', desk(14, 18))).toEqual(['deferred']);
  expect([await adaAt(13), await adaAt(14), await adaAt(17), await adaAt(18)]).toEqual([false, true, true, false]);
});

test('a shift under way is applied at once, moved it ends, and cancelled it never begins', async () => {
  await runTick(world);
  expect(await say('shift', desk(11, 18))).toEqual(['applied']);
  expect(await world.isAvailable(ADA)).toBe(true);
  world.passMinutes();
  expect(await say('shift', desk(15, 18))).toEqual(['applied']);
  expect(await world.isAvailable(ADA)).toBe(false);
  world.passMinutes();
  expect(await say('shift_cancelled', { id: 'desk' })).toEqual(['unchanged']);
  expect([await adaAt(15), await adaAt(17)]).toEqual([false, false]);
});

test('an override without an end is over where the shift of an event begins', async () => {
  await say('shift', desk(14, 18));
  expect(await say('availability', { available: true })).toEqual(['applied']);
  const { body } = await showWhy(world, { person: 'ada' });
  expect(body.person.override).toMatchObject({ until: '2026-11-02T14:00:00Z' });
});

test('GET /people/why, GET /roster and the calendar show it, and it counts for the coverage', async () => {
  const gaps = async () => (await showRoster(world)).body.whole?.coverage.map(({ from }) => from);
  expect(await gaps()).toEqual(['2026-11-02T17:00:00Z', '2026-11-09T17:00:00Z']);
  await say('shift', desk(14, 19));
  expect(await gaps()).toEqual(['2026-11-09T17:00:00Z']);
  const { body } = await showRoster(world);
  const [ada] = body.people;
  expect(ada?.shifts).toEqual([{ from: '2026-11-02T14:00:00Z', to: '2026-11-02T19:00:00Z', label: 'desk' }]);
  expect(body.people[1]).not.toHaveProperty('shifts');
  expect(body.windows[ada?.window ?? -1]?.on).toEqual([
    { from: '2026-11-02T14:00:00Z', to: '2026-11-02T19:00:00Z', because: 'shift desk', kind: 'shift' },
  ]);
  const { answer } = (await showWhy(world, { person: 'ada' })).body;
  expect(answer).toContain('Shift desk from Mon 2 Nov, 14:00 to Mon 2 Nov, 19:00, reported by an event.');
  expect(answer[0]).toBe('ada is off duty until Mon 2 Nov, 14:00 (UTC): no shift.');
  await adaAt(15);
  expect((await showWhy(world, { person: 'ada' })).body.answer.slice(0, 2)).toEqual([
    'ada is on duty until Mon 2 Nov, 19:00 (UTC): shift desk.',
    'In Frontline they are on duty, as they should be.',
  ]);
  const ics = await calendar({ headers: { accept: '*/*' }, payload: { token: TOKEN } }, world.execution());
  expect(ics.body).toContain('SUMMARY:ada: shift desk');
});

test('a person off the roster is not put on duty, and is shown with a sentence that says so', async () => {
  await world.put('eve@example.com', {});
  const { results } = await deliver(world, {
    type: 'staff.shift',
    id: 'eve',
    data: { identity: 'eve@example.com', ...desk(11, 18) },
  });
  expect(results).toMatchObject([{ outcome: 'unchanged' }]);
  expect(await world.isAvailable('eve@example.com')).toBe(false);
  expect((await showRoster(world)).body.whole?.others).toMatchObject([{ person: 'eve@example.com', shifts: [{}] }]);
  expect((await showWhy(world, { identity: 'eve@example.com' })).body.answer).toContain(
    'Shifts of events put nobody on duty who is not on the roster.',
  );
});

test('shifts for which a record has no room are ignored and alerted; those under way and next stay', async () => {
  await runTick(world);
  expect(await say('shift', { ...desk(11, 13), id: 'now' })).toEqual(['applied']);
  const outcomes: string[] = [];
  for (let day = 1; day <= 62; day++) {
    outcomes.push(...(await say('shift', { ...desk(12 + 24 * day, 20 + 24 * day), id: `d${day}` })));
  }
  expect(outcomes).toEqual([...Array(59).fill('deferred'), 'ignored', 'ignored', 'ignored']);
  expect(await world.texts()).toContainEqual(expect.stringContaining('the leave or shift that begins last'));
  expect(await world.isAvailable(ADA)).toBe(true);
  expect((await showWhy(world, { person: 'ada' })).body.answer).toContain('Further shifts reported by events: 57.');
});

test('records of others have no field that an older release refuses, so that a rollback costs the person with a shift alone', async () => {
  await say('shift', desk(14, 18));
  await deliver(world, { type: 'staff.leave', id: 'b', data: { person: 'ben', from: at(14), to: at(15) } });
  await deliver(world, { type: 'staff.shift_cancelled', id: 'x', data: { person: 'ada', id: 'desk' } });
  const records = (await storedRecords(world)).map(({ data }) => readRecord(data));
  expect(new Map(records.map((record) => [record.identity, 'shifts' in record]))).toEqual(
    new Map([
      [ADA, true],
      ['ben@example.com', false],
    ]),
  );
  expect(await operate(world, 'erase', { person: 'ada' })).toMatchObject({ status: 200 });
  expect((await storedRecords(world)).map(({ data }) => readRecord(data).identity)).toEqual(['ben@example.com']);
});
