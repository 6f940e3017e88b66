import { receiveDelivery } from '../../assets/api/webhook';
import type { Memory } from '../fuzz/memory';
import { described } from '../support/described';
import { bearerHeaders, eventFile, NOW } from './requests';
import { ALL, answered, world } from './sending';

// Deliveries whose time is not, or not wholly, the sender's: the same delivery again is the same event, however late.

const ANA = 'ana@example.com';
const SECOND = 1000;
const HOUR = 3600 * SECOND;

let here: Memory;
beforeEach(() => {
  here = world(BEARER);
});

const BEARER = Object.fromEntries(ALL.map(({ provider }) => [provider.secret, 'bearer:the-secret-of-the-tests']));

/** Posts a body with a bearer secret, so that no header has a time. */
async function post(name: string, payload: Record<string, unknown>, headers: Record<string, string> = {}) {
  const one = ALL.find(({ provider }) => provider.name === name);
  if (!one) throw new Error(name);
  const request = { headers: { ...bearerHeaders('the-secret-of-the-tests'), ...headers }, payload };
  return answered(
    described('post', `/webhooks/${one.provider.name}`, await receiveDelivery(one.provider, request, here.ports)),
  );
}

const user = () => here.users.get(ANA);

const bob = (type: string, triggeredAt: string) => ({ type, companyId: 1, triggeredAt, data: { employeeId: '104' } });
const shifts = { target_user_id: 104, company_id: 123 };

/** A return of each sender that may not date it: the body, and headers. */
const RETURNS: [string, Record<string, unknown>, Record<string, string>][] = [
  ['hibob', bob('employee.activated', '2026-11-22T10:00:00'), {}],
  ['sevenshifts', shifts, { 'x-webhook-topic': 'user.reactivated' }],
  [
    'bamboohr',
    { employees: [{ id: '104', action: 'Updated', changedFields: ['Status'], fields: { Status: 'Active' } }] },
    {},
  ],
];

test.each(RETURNS)(
  '%s: a return that is delivered again lets nobody in who has been locked out since',
  async (name, body, headers) => {
    // Even if its returns count for every source.
    here = world(BEARER, `authority: [${name}, standard]`);
    expect((await post(name, body, headers)).outcomes[0]).toBe('unchanged'); // she is in already
    here.clock.now += HOUR;
    const left = { type: 'staff.offboarded', id: 'left', timestamp: new Date(here.clock.now).toISOString() };
    expect((await post('standard', { ...left, data: { identity: ANA } })).outcomes).toEqual(['applied']);
    for (const later of [SECOND, 24 * HOUR, 30 * 24 * HOUR]) {
      here.clock.now += later;
      expect((await post(name, body, headers)).outcomes[0]).toBe('duplicate');
      expect(user()?.access).toBe(false);
    }
  },
);

const LOCKOUTS: [string, Record<string, unknown>, Record<string, string>][] = [
  ['hibob', bob('employee.left', '2026-11-22T10:00:00'), {}],
  ['sevenshifts', shifts, { 'x-webhook-topic': 'user.deactivated' }],
  ['deputy', { topic: 'Employee.Update', data: { Id: 104, Active: false } }, {}],
  ['bamboohr', { employees: [{ id: '104', action: 'Deleted' }] }, {}],
  ['bamboohr', { type: 'employee.deleted', data: { employeeId: '104' } }, {}],
];

test.each(LOCKOUTS)(
  '%s: a lock-out that is delivered again locks nobody out who is back',
  async (name, body, headers) => {
    expect((await post(name, body, headers)).outcomes).toEqual(['applied']);
    here.clock.now += HOUR;
    const back = { type: 'staff.reinstated', id: 'back', timestamp: new Date(here.clock.now).toISOString() };
    expect((await post('standard', { ...back, data: { identity: ANA } })).outcomes).toEqual(['applied']);
    here.clock.now += HOUR;
    expect(await post(name, body, headers)).toMatchObject({ status: 200, outcomes: ['duplicate'] });
    expect(user()?.access).toBe(true);
  },
);

const SWITCHES: [string, Record<string, unknown>, Record<string, string>][] = [
  [
    'zenduty',
    {
      event_type: 'oncall_change',
      transitions: { A: { B: [{ schedule_id: 's', previous_user: { username: '104' } }] } },
    },
    {},
  ],
  ['deputy', { topic: 'Timesheet.Update', data: { Id: 1, Employee: 104, IsInProgress: false } }, {}],
  [
    'deputy',
    {
      topic: 'Timesheet.Insert',
      data: { Id: 1, Employee: 104, IsInProgress: true, StartTime: (NOW + 600 * SECOND) / SECOND },
    },
    {},
  ],
  [
    'sevenshifts',
    { id: 1, user_id: 104, deleted: false, clocked_in_iso: new Date(NOW + 600 * SECOND).toISOString() },
    { 'x-webhook-topic': 'time_punch.created' },
  ],
];

test.each(SWITCHES)(
  '%s: a switch without a time, or with one to come, is the same when it is delivered again',
  async (name, body, headers) => {
    expect((await post(name, body, headers)).status).toBe(200);
    here.clock.now += 900 * SECOND;
    expect(await post(name, body, headers)).toMatchObject({ status: 200, outcomes: ['duplicate'] });
  },
);

test('7shifts: the time in the header beside the signature counts, and tells two equal bodies apart', async () => {
  const at = (seconds: number) => ({ 'x-hmac-timestamp': String(NOW / SECOND + seconds) });
  const topic = (name: string) => ({ 'x-webhook-topic': `user.${name}` });
  await post('sevenshifts', shifts, { ...topic('deactivated'), ...at(-90) });
  await post('sevenshifts', shifts, { ...topic('reactivated'), ...at(-60) });
  expect(user()?.access).toBe(true);
  await post('sevenshifts', shifts, { ...topic('deactivated'), ...at(-30) });
  expect(user()?.access).toBe(false);
  expect((await post('sevenshifts', shifts, { ...topic('reactivated'), ...at(-60) })).outcomes).toEqual(['duplicate']);
});

test('a leaver whom Gusto dates in whole seconds is out, although BambooHR said Active within that second', async () => {
  here = world(BEARER, 'authority: [bamboohr]');
  const employee = { id: '104', action: 'Updated', changedFields: ['Status'], timestamp: '2026-11-22T08:00:00.400Z' };
  await post('bamboohr', { employees: [{ ...employee, fields: { Status: 'Active' } }] });
  await post('gusto', {
    uuid: 'u',
    event_type: 'employee.terminated_effective',
    entity_uuid: '104',
    timestamp: NOW / SECOND,
  });
  expect(user()?.access).toBe(false);
});

test('a lock-out of HiBob whose time has no zone is not overtaken by a return that the authority reported before it', async () => {
  const back = { type: 'staff.reinstated', id: 'back', timestamp: new Date(here.clock.now).toISOString() };
  await post('standard', { ...back, data: { identity: ANA } });
  here.clock.now += 60 * SECOND;
  await post('hibob', bob('employee.left', '2026-11-22T03:01:00'));
  expect(user()?.access).toBe(false);
});

describe('operators are alerted of what changes nobody', () => {
  const alerts = () => here.logged.filter((line) => line.startsWith('sender-'));
  const status = (value: string, changedFields: string[] | undefined = ['Status']) =>
    post('bamboohr', { employees: [{ id: '104', changedFields, fields: { Status: value } }] });

  test('a BambooHR status that has changed to one in neither list, by a cause of its own', async () => {
    for (const value of ['Inaktiv', 'Garden Leave', 'cy@example.com\n']) await status(value);
    expect(alerts().map((line) => /changed to (.*?),/.exec(line)?.[1])).toEqual([
      '"Inaktiv"',
      '"Garden Leave"',
      'another value',
    ]);
    expect(new Set(alerts().map((line) => line.split(' ')[0])).size).toBe(3);
    expect(user()?.access).toBe(true);
  });

  test('not one that has not changed', async () => {
    await status('Inaktiv', ['Department']);
    await post('bamboohr', { employees: [{ id: '104', fields: { Status: 'Inaktiv' } }] });
    expect(alerts()).toEqual([]);
  });

  test.each([['disconnected'], ['reauth'], ['error_permissions'], ['error_no_account_setup']])(
    'a connection of Finch that is lost (%s)',
    async (connection_status) => {
      await post('finch', { event_type: 'account.updated', data: { connection_status } });
      expect(alerts()).toEqual([expect.stringContaining(`sender-finch-connection-${connection_status} `)]);
    },
  );

  test('a directory of WorkOS that is disconnected, each of them', async () => {
    await post('workos', eventFile('workos', 'directory.deleted'));
    await post('workos', { event: 'dsync.deleted', data: { id: 'directory_2' } });
    await post('workos', { event: 'dsync.deleted' });
    expect(new Set(alerts().map((line) => line.split(' ')[0])).size).toBe(3);
    for (const line of alerts())
      expect(line).toMatch(/^sender-workos-directory-[0-9a-f]+ WorkOS reports that a directory was/);
    expect(user()?.access).toBe(true);
  });

  test.each([
    ['slack', 'app_rate_limited', 'sender-slack-rate-limited '],
    ['slack', 'app_uninstalled', 'sender-slack-uninstalled '],
    ['sevenshifts', 'authorization.revoked', 'sender-sevenshifts-authorization-revoked '],
  ])('that of %s: %s', async (name, event, cause) => {
    await post(name, eventFile(name, event), { 'x-webhook-topic': event });
    expect(alerts()).toEqual([expect.stringContaining(cause)]);
  });

  test('not one that stands', async () => {
    await post('finch', { event_type: 'account.updated', data: { connection_status: 'connected' } });
    expect(alerts()).toEqual([]);
  });
});

test.each([
  ['contractor.deactivation_effective', 'contractor.reactivation_effective'],
  ['employee.terminated_effective', 'employee.rehire_effective'],
])('gusto: %s locks out, and %s lets in again', async (leaving, returning) => {
  const about = (event_type: string, seconds: number) => ({
    uuid: event_type,
    event_type,
    entity_uuid: '104',
    timestamp: NOW / SECOND + seconds,
  });
  await post('gusto', about(leaving, 0));
  expect(user()?.access).toBe(false);
  await post('gusto', about(returning, 1));
  expect(user()?.access).toBe(true);
  expect((await post('gusto', about('contractor.deactivation_cancelled', 2))).outcomes).toEqual(['unchanged']);
});
