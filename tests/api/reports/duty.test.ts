import { deliver } from '../../support/deliveries';
import { report } from '../../support/reports';
import { storeItem } from '../../support/stored';
import { runTick } from '../../support/ticks';
import { withWorld } from '../../support/with-world';

const ROSTER = `
version: 1
zone: Europe/Madrid
people:
  ana: { identity: ana@example.com }
  ben: { identity: ben@example.com }
shifts:
  - { id: nights, days: [mon, tue, wed, thu, fri, sat, sun], from: "22:00", to: "06:00", who: [ana] }
  - { id: days, days: [mon, tue, wed, thu, fri], from: "09:00", to: "17:00", who: [ben] }
`;
const MONDAY_EIGHT = '2026-10-26T07:00:00Z'; // 08:00 in Madrid, the morning after the clocks went back

const world = withWorld(ROSTER, { start: MONDAY_EIGHT });

type Row = Record<string, unknown>;

async function rows(query: Record<string, string>): Promise<readonly Row[]> {
  const answer = await report(world, 'duty', query);
  expect(answer.status).toBe(200);
  return (answer.body as { duty: Row[] }).duty;
}

/** A tick, whose audit is written as at the end of an execution. */
async function tickAndWrite(): Promise<void> {
  const { tick } = await import('../../../assets/application/tick/tick');
  const ports = world.execution();
  await tick(ports);
  await ports.audit.flush();
}

test('Planned hours are elapsed time: the night in which the clocks go back is an hour longer', async () => {
  const [ana] = await rows({ from: '2026-10-24T20:00:00Z', to: '2026-10-25T07:00:00Z' });
  expect(ana).toMatchObject({ person: 'ana', planned_hours: 9 });
});

test('Hours are told for each day, week or month of the roster, or in total', async () => {
  const days = await rows({ from: '2026-10-26', to: '2026-10-28', by: 'day' });
  expect(days.filter(({ person }) => person === 'ben').map(({ from, planned_hours }) => [from, planned_hours])).toEqual(
    [
      ['2026-10-25T23:00:00Z', 8],
      ['2026-10-26T23:00:00Z', 8],
      ['2026-10-27T23:00:00Z', 8],
    ],
  );
  const months = await rows({ from: '2026-10-26', to: '2026-11-06', by: 'month' });
  expect(months.filter(({ person }) => person === 'ben').map(({ planned_hours }) => planned_hours)).toEqual([40, 40]);
  expect(await rows({ from: '2026-10-26', to: '2026-11-06' })).toMatchObject([
    { person: 'ana' },
    { planned_hours: 80 },
  ]);
});

test('Applied hours count from one change to the next, and what was before the first one is unknown', async () => {
  world.clock.now = Date.parse('2026-10-26T08:00:00Z'); // 09:00 in Madrid
  await tickAndWrite();
  world.clock.now = Date.parse('2026-10-26T16:00:00Z');
  await tickAndWrite();
  world.clock.now = Date.parse('2026-10-26T20:00:00Z');
  const day = { from: '2026-10-26', to: '2026-10-26' };
  const ben = (await rows(day)).find(({ person }) => person === 'ben');
  expect(ben?.applied_hours).toBeCloseTo(8, 2);
  expect(ben?.unknown_hours).toBeCloseTo(9, 2); // from midnight to the first change
  const ana = (await rows(day)).find(({ person }) => person === 'ana');
  expect(ana).toMatchObject({ applied_hours: null, unknown_hours: 21 });
});

test('What is to come is planned, and neither applied nor unknown', async () => {
  const [, ben] = await rows({ from: '2026-11-02', to: '2026-11-06' });
  expect(ben).toMatchObject({ person: 'ben', planned_hours: 40, applied_hours: null, unknown_hours: 0 });
});

test('Somebody who has left was on duty until then', async () => {
  await deliver(world, {
    type: 'staff.offboarded',
    id: 'left',
    timestamp: '2026-10-26T06:00:00Z',
    data: { identity: 'ben@example.com', effectiveAt: '2026-10-28T12:00:00Z' },
  });
  world.clock.now = Date.parse('2026-10-30T12:00:00Z');
  await runTick(world);
  const [, ben] = await rows({ from: '2026-10-26', to: '2026-10-30' });
  expect(ben).toMatchObject({ planned_hours: 8 + 8 + 4 }); // from 09:00 to 13:00 in Madrid on Wednesday
});

test('Entries of the audit that cannot be read are counted in the report', async () => {
  await storeItem(world, 'rosterline-audit', `${world.clock.now}-x`, { v: 7 });
  const { body } = await report(world, 'duty');
  expect(body).toMatchObject({
    notes: [
      expect.stringMatching(
        /^The audit is kept for 30 days at most, and was read back to 26 Sept 2026, 09:00 \(Europe\/Madrid\)\./,
      ),
      expect.stringContaining('1 entries'),
    ],
  });
});

test('A report of too many days or rows, or by an unknown measure, is refused', async () => {
  expect(await report(world, 'duty', { from: '2026-01-01', to: '2026-06-30' })).toMatchObject({ status: 400 });
  expect(await report(world, 'duty', { by: 'hour' })).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'by', message: 'expected total, day, week or month; found "hour"' }] },
  });
  const people = Array.from({ length: 700 }, (_, n) => `  q${n}: { identity: q${n}@example.com }`).join('\n');
  world.deploy(`version: 1\nzone: UTC\npeople:\n${people}\n`);
  expect(await report(world, 'duty', { by: 'day', from: '2026-10-01', to: '2026-10-31' })).toMatchObject({
    status: 400,
    body: { errors: [{ message: expect.stringContaining('at most 20000 rows') }] },
  });
});

test('A CSV file has the same rows', async () => {
  const { body } = await report(world, 'duty', { format: 'csv', from: '2026-11-02', to: '2026-11-02' });
  expect(body).toContain('\r\nben,ben@example.com,2026-11-01T23:00:00Z,2026-11-02T23:00:00Z,8,,0\r\n');
});
