import { crmCallback } from '../../assets/api/frontline-callbacks.private';
import type { Ports } from '../../assets/main/ports';
import { signed } from '../sms/texts';
import { type CustomerService, startCustomerService } from '../support/customer-service';
import { deliver } from '../support/deliveries';
import { identityOf, rosterOf } from '../support/roster';
import { ALERTS, withWorld } from '../support/with-world';
import { CALLBACK_ADDRESS } from '../support/world';

// The gate, where the roster has people by SID: Frontline sends the identity of the account, and records go by SID.

const ROSTER = rosterOf(['ana', 'ben']);
const world = withWorld(ROSTER, { env: ALERTS });
const FRONTLINE_DOWN = { host: 'frontline-api.twilio.com', status: 503 };

let service: CustomerService;
beforeAll(async () => {
  service = await startCustomerService();
});
afterAll(() => service.end());

let bySid: string;
beforeEach(async () => {
  world.configure({ FRONTLINE_CRM_URL: `${service.url}/crm` });
  const user = await world.execution().target.find(identityOf('ana'));
  bySid = ROSTER.replace(`identity: ${identityOf('ana')}`, `identity: ${user?.id}`);
  world.deploy(bySid);
});

const ask = (key: string, ports: Ports = world.execution()) => {
  const payload = { Location: 'GetCustomersList', Worker: identityOf(key) };
  return crmCallback(signed(payload, { address: `${CALLBACK_ADDRESS}crm` }), ports);
};
const leave = () => deliver(world, { type: 'staff.offboarded', id: 'left-ana', data: { identity: identityOf('ana') } });

test('a leaver whom the roster has by SID is refused, and who works is not', async () => {
  expect(await ask('ana')).toMatchObject({ status: 200 });
  await leave();
  world.restart();
  expect(await ask('ana')).toMatchObject({ status: 403 });
  expect(await ask('ben')).toMatchObject({ status: 200 });
});

test('a leaver whom the roster had by SID, and does not have any more, is refused', async () => {
  await leave();
  world.deploy(rosterOf(['ben']));
  world.restart();
  expect(await ask('ana')).toMatchObject({ status: 403 });
});

test('a leaver is refused by a record under their identity, too', async () => {
  world.deploy(ROSTER);
  await leave();
  world.deploy(bySid);
  world.restart();
  expect(await ask('ana')).toMatchObject({ status: 403 });
});

test('where Frontline does not answer, the request goes on with an alert, unless the process knows the SID', async () => {
  await leave();
  world.restart();
  await world.fault(FRONTLINE_DOWN);
  expect(await ask('ana')).toMatchObject({ status: 200 });
  expect(await world.texts()).toEqual([expect.stringContaining("cannot look up who uses Frontline's callbacks")]);
  await world.mend();
  expect(await ask('ana')).toMatchObject({ status: 403 });
  await world.fault(FRONTLINE_DOWN);
  expect(await ask('ana')).toMatchObject({ status: 403 });
  world.passMinutes(61);
  expect(await ask('ana')).toMatchObject({ status: 403 });
});

test('where Frontline refuses to say who it is, the request goes on with an alert as well', async () => {
  await world.fault({ host: 'frontline-api.twilio.com', status: 401 });
  expect(await ask('ana')).toMatchObject({ status: 200 });
  expect(await world.texts()).toEqual([expect.stringContaining("cannot look up who uses Frontline's callbacks")]);
});

test('Frontline is asked once in an hour about whom the roster does not have by identity, and never about others', async () => {
  const before = (await world.calls('frontline')).length;
  for (let again = 0; again < 3; again++) await ask('ana');
  await ask('ben');
  expect((await world.calls('frontline')).length - before).toBe(1);
});
