import { LEAVERS_COLUMNS } from '../../../assets/api/reports/leavers.private';
import { deliver } from '../../support/deliveries';
import { KEYS, OPERATORS } from '../../support/named-operators';
import { operate } from '../../support/operators';
import { report } from '../../support/reports';
import { storeRecord } from '../../support/stored';
import { id, ROSTER, withTeam } from '../../support/team';

const { world, leave, run } = withTeam();

type Rows = readonly Record<string, unknown>[];

async function rows(query: Record<string, string> = {}): Promise<Rows> {
  const answer = await report(world, 'leavers', query);
  expect(answer.status).toBe(200);
  return (answer.body as { leavers: Rows }).leavers;
}

async function csv(query: Record<string, string> = {}): Promise<string> {
  const { body } = await report(world, 'leavers', { ...query, format: 'csv' });
  return body as string;
}

test('GET /reports/leavers shows a lock-out at once, before any tick has filed it', async () => {
  await leave('p1');
  expect(await rows()).toEqual([
    expect.objectContaining({
      person: 'p1',
      identity: id('p1'),
      event: 'left-p1',
      reported_by: 'standard',
      due_at: '2026-11-02T12:00:00Z',
      status: 'locked_out',
      system: 'frontline',
      effective_at: expect.any(String),
      ended_how: null,
    }),
  ]);
});

test('The seconds that somebody stayed in count from when it was due, the delay from when it also had arrived', async () => {
  const timestamp = new Date(world.clock.now - 600_000).toISOString();
  await deliver(world, { type: 'staff.offboarded', id: 'late', timestamp, data: { identity: id('p1') } });
  const [row] = await rows();
  expect(row?.stayed_in_seconds).toBeGreaterThanOrEqual(600);
  expect(row?.stayed_in_seconds).toBeLessThan(605);
  expect(row?.delay_seconds).toBeLessThan(5);
});

test('An announced leaving is no lock-out until it is due', async () => {
  await leave('p1', { effectiveAt: '2026-11-02T17:00:00Z' });
  expect(await rows()).toEqual([]);
  world.passMinutes(301);
  await run();
  expect(await rows()).toMatchObject([{ due_at: '2026-11-02T17:00:00Z', status: 'locked_out', stayed_in_seconds: 60 }]);
});

test('A held lock-out is in every period after it, because the person still has access', async () => {
  await deliver(world, { type: 'staff.offboarded', id: 'held', data: { identity: id('root') } });
  await leave('p1');
  await run();
  world.passMinutes(10 * 24 * 60);
  await run();
  const later = { from: '2026-11-10', to: '2026-11-12' };
  expect(await rows(later)).toMatchObject([{ person: 'root', status: 'held', held_because: 'protected' }]);
  expect(await rows({ from: '2026-11-01', to: '2026-11-02' })).toHaveLength(2);
  expect(await rows({ from: '2026-10-01', to: '2026-10-31' })).toEqual([]);
});

test('What was undone says so, and who did it', async () => {
  await leave('p1');
  world.passMinutes(5);
  await operate(world, 'undo', { person: 'p1' });
  expect(await rows()).toMatchObject([{ status: 'ended', ended_how: 'undone', ended_by: 'OPS_SECRET' }]);
});

test('Operators stand in the report by their names, also for what the record has forgotten by then', async () => {
  world.deploy(`${ROSTER}\n${OPERATORS}`);
  const as = { secret: KEYS.admin };
  for (let n = 0; n < 7; n++) await leave(`p${n}`);
  await deliver(world, { type: 'staff.offboarded', id: 'held', data: { identity: id('root') } });
  await run();
  await operate(world, 'release', { person: 'p5' }, as);
  await operate(world, 'release', { person: 'p6' });
  await operate(world, 'undo', { person: 'p1' }, as);
  await operate(world, 'undo', { person: 'root', what: 'held' }, as);
  const named = async () => {
    const found = (await rows()).filter(({ released_by, ended_by }) => released_by !== null || ended_by !== null);
    return found.map(({ person, released_by, ended_how, ended_by }) => [person, released_by ?? ended_how, ended_by]);
  };
  const expected = [
    ['p1', 'undone', 'Ada'],
    ['p5', 'Ada', null],
    ['p6', 'OPS_SECRET', null],
  ];
  expect(await named()).toEqual([...expected, ['root', 'dropped', 'Ada']]);
  await run();
  world.passMinutes(8 * 24 * 60);
  await deliver(world, { type: 'staff.profile', id: 'later', data: { identity: id('p1'), friendlyName: 'Paul' } });
  await run();
  expect(await named()).toEqual([...expected, ['root', 'dropped', 'Ada']]);
});

test('Whoever is erased while they are held is reported as dropped by whoever erased them', async () => {
  world.deploy(`${ROSTER}\n${OPERATORS}`);
  await deliver(world, { type: 'staff.offboarded', id: 'held', data: { identity: id('root') } });
  await run();
  await operate(world, 'erase', { person: 'root' }, { secret: KEYS.admin });
  expect(await rows()).toMatchObject([{ person: null, ended_how: 'dropped', ended_by: 'Ada' }]);
});

test('Held lock-outs that the limit held are reported as let go by an operator', async () => {
  for (let n = 0; n < 7; n++) await leave(`p${n}`);
  await run();
  expect((await rows()).filter(({ status }) => status === 'held')).toHaveLength(2);
  await operate(world, 'release');
  world.passMinutes();
  await run();
  const released = (await rows()).filter(({ held_because }) => held_because === 'limit');
  expect(released).toMatchObject([
    { status: 'locked_out', released_by: 'OPS_SECRET', released_at: expect.any(String) },
    { status: 'locked_out', released_by: 'OPS_SECRET' },
  ]);
});

test('Days are those of the roster, the last one included; instants are exact', async () => {
  await leave('p1');
  const bounds = async (query: Record<string, string>) => {
    const { from, to, zone } = (await report(world, 'leavers', query)).body as Record<string, string>;
    return { from, to, zone };
  };
  world.deploy(`version: 1\nzone: America/New_York\npeople: { p1: { identity: ${id('p1')} } }\n`);
  // New York puts its clocks back on 1 November 2026.
  expect(await bounds({ from: '2026-11-01', to: '2026-11-01' })).toEqual({
    from: '2026-11-01T04:00:00Z',
    to: '2026-11-02T05:00:00Z',
    zone: 'America/New_York',
  });
  expect(await bounds({ from: '2026-11-02T12:00:00Z' })).toMatchObject({ from: '2026-11-02T12:00:00Z' });
  expect(await bounds({})).toMatchObject({ from: '2026-08-05T04:00:00Z' });
  expect(await rows({ from: '2026-11-02T12:00:00Z', to: '2026-11-02T12:00:01Z' })).toHaveLength(1);
  expect(await rows({ from: '2026-11-02T11:00:00Z', to: '2026-11-02T12:00:00Z' })).toEqual([]);
});

test('All faults of a query are named at once', async () => {
  const answer = await report(world, 'leavers', { from: '2026-02-30', to: 'soon', format: 'xls', person: 'p1' });
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_payload' } });
  const { errors } = answer.body as { errors: { path: string; message: string }[] };
  expect(errors.map(({ path }) => path).sort()).toEqual(['', 'format', 'from', 'to']);
  expect(errors.find(({ path }) => path === 'from')?.message).toBe(
    'expected a date such as 2026-11-01, or an instant such as 2026-11-01T09:00:00Z; found "2026-02-30"',
  );
  const backwards = await report(world, 'leavers', { from: '2026-11-02', to: '2026-11-01' });
  expect(backwards).toMatchObject({ status: 400, body: { errors: [{ path: 'from' }] } });
  const long = await report(world, 'leavers', { from: '2025-01-01' });
  expect(long).toMatchObject({
    status: 400,
    body: { errors: [{ message: expect.stringContaining('at most 400 days') }] },
  });
});

test('GET /reports/leavers answers operators only', async () => {
  expect(await report(world, 'leavers', {}, { secret: 'no' })).toMatchObject({ status: 401 });
});

test('A CSV file opens in a spreadsheet: a byte order mark, one header, the same fields on each line, the meaning of each column', async () => {
  await leave('p1');
  const text = await csv();
  expect(text.startsWith('\uFEFFperson,identity,event,')).toBe(true);
  const lines = text.slice(1).split('\r\n');
  expect(lines.at(-1)).toBe('');
  const fields = lines.slice(0, -1).map((line) => line.match(/("(?:[^"]|"")*"|[^,]*)(,|$)/g)?.filter(Boolean).length);
  const count = Object.keys(LEAVERS_COLUMNS).length;
  // Of a line that ends with an empty field, the last match is empty.
  for (const found of fields) expect([count, count - 1]).toContain(found);
  for (const [column, meaning] of Object.entries(LEAVERS_COLUMNS)) {
    expect(text).toContain(`\r\n${column},`);
    expect(text.replaceAll('""', '"')).toContain(meaning);
  }
  const { headers } = await report(world, 'leavers', { format: 'csv' });
  expect(headers).toMatchObject({
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="rosterline-leavers-2026-08-05-2026-11-02.csv"',
  });
});

test('A CSV file is named by days of the roster, as the page names it', async () => {
  world.deploy(`version: 1\nzone: America/New_York\npeople: { p1: { identity: ${id('p1')} } }\n`);
  const asked = { from: '2026-11-01', to: '2026-11-02', format: 'csv' };
  expect((await report(world, 'leavers', asked)).headers).toMatchObject({
    'Content-Disposition': 'attachment; filename="rosterline-leavers-2026-11-01-2026-11-02.csv"',
  });
});

test('A cell that a spreadsheet would run as a formula is text, and quotes and commas stay in it', async () => {
  await deliver(world, { type: 'staff.offboarded', id: '=HYPERLINK("x","y")', data: { identity: id('p1') } });
  await deliver(world, { type: 'staff.offboarded', id: '-1+1', data: { identity: id('p2') } });
  const text = await csv();
  expect(text).toContain(`,"'=HYPERLINK(""x"",""y"")",`);
  expect(text).toContain(",'-1+1,");
});

test('What cannot be read is said in the report, and records that cannot be read in time are no report', async () => {
  await leave('p1');
  await run();
  await storeRecord(world, id('p2'), { v: 9 });
  const { body } = await report(world, 'leavers');
  expect(body).toMatchObject({ notes: [expect.stringContaining('1 people have a record that cannot be read')] });
  expect(await csv()).toContain('\r\nnote,');
  const ports = world.execution();
  const all = async () => ({ ...(await ports.records.all()), complete: false });
  const { leavers } = jest.requireActual('../../../assets/api/reports/leavers.private');
  const headers = { 'user-agent': 'a test', authorization: 'Bearer ops-secret-of-the-tests' };
  const refused = leavers({ headers, payload: {} }, { ...ports, records: { ...ports.records, all } });
  await expect(refused).rejects.toThrow('could not be read in time');
});
