import { getExpectedTwilioSignature } from 'twilio';
import { CALLBACKS } from '../../assets/application/gate/forward-callback';
import type { CustomerService } from '../support/customer-service';
import type { Served } from './served';

type Form = Readonly<Record<string, string | readonly string[]>>;

export const CALLBACK_DOORS = CALLBACKS.map((name) => `frontline/${name}`);

/** Tests Frontline's callbacks; of the customer's service only the CRM's address is configured. */
export function testCallbacks(
  environment: Readonly<Record<string, string>>,
  now: () => { readonly served: Served; readonly service: CustomerService },
): void {
  const { AUTH_TOKEN = '', STANDARD_SECRET = '' } = environment;
  const LIST = { Location: 'GetCustomersList', PageSize: '30', Anchor: '', Query: 'Shaftoe & Söhne' };

  /** A callback as Frontline sends it. */
  function call(door: string, fields: Form, token = AUTH_TOKEN) {
    const { served, service } = now();
    service.arrived.length = 0;
    const signature = getExpectedTwilioSignature(token, `${served.url}/${door}`, fields);
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Twilio-Signature': signature };
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
    return served.post(`/${door}`, headers, body.toString());
  }

  function say(type: string) {
    const [, bearer] = STANDARD_SECRET.split('bearer:');
    const event = { type, id: type, timestamp: new Date().toISOString(), data: { identity: 'ben@example.com' } };
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${bearer}` };
    return now().served.post('/webhooks/standard', headers, JSON.stringify(event));
  }

  test('/frontline/crm forwards a callback to the service, which finds it valid, and passes its answers on', async () => {
    const fields = { ...LIST, Tag: ['b', 'a', 'b'], Worker: 'ana@example.com' };
    const list = await call('frontline/crm', fields);
    expect(list).toMatchObject({
      status: 200,
      type: expect.stringMatching(/^application\/json/),
      json: { objects: { customers: [{ customer_id: 98, display_name: 'Bobby Shaftoe' }] } },
    });
    const { arrived } = now().service;
    expect(arrived).toMatchObject([{ target: '/crm?tenant=1', valid: true }]);
    expect(arrived[0]?.fields).toEqual(fields);

    const details = { Location: 'GetCustomerDetailsByCustomerId', Worker: 'ben@example.com', CustomerId: '99' };
    expect((await call('frontline/crm', details)).json).toMatchObject({
      objects: { customer: { customer_id: 99, display_name: 'Eve Ñandú', channels: [{ type: 'sms' }] } },
    });
    expect(await call('frontline/crm', { ...details, CustomerId: '1' })).toMatchObject({ status: 404, json: {} });
    expect(await call('frontline/crm', { ...details, Location: 'Elsewhere' })).toMatchObject({
      status: 422,
      text: 'Unprocessable Entity',
    });
  });

  test('/frontline/crm refuses what Twilio did not sign', async () => {
    // In the cloud, and as deployed, the platform refuses with 400; by `twilio-run start` we do.
    const refused = await call('frontline/crm', { ...LIST, Worker: 'ana@example.com' }, 'another token');
    expect([400, 401]).toContain(refused.status);
    expect(now().service.arrived).toEqual([]);
  });

  test('/frontline/crm refuses a leaver, and never asks the service', async () => {
    const { served, service } = now();
    await served.put('ben@example.com', {});
    expect(await say('staff.offboarded')).toMatchObject({ status: 200 });
    expect(await call('frontline/crm', { ...LIST, Worker: 'ben@example.com' })).toMatchObject({
      status: 403,
      type: expect.stringMatching(/^application\/json/),
      json: {},
    });
    expect(service.arrived).toEqual([]);
    expect(await say('staff.reinstated')).toMatchObject({ status: 200 });
    expect(await call('frontline/crm', { ...LIST, Worker: 'ben@example.com' })).toMatchObject({ status: 200 });
  });

  test('/frontline/crm goes on while Sync fails', async () => {
    const { served, service } = now();
    await served.fault({ host: 'sync.twilio.com', status: 503 });
    const answer = await call('frontline/crm', { ...LIST, Worker: 'ana@example.com' });
    await served.fault();
    expect(answer).toMatchObject({ status: 200 });
    expect(service.arrived).toMatchObject([{ valid: true }]);
  });

  test.each(CALLBACK_DOORS.slice(1))('/%s says that no service is configured', async (door) => {
    expect(await call(door, { ...LIST, Worker: 'ana@example.com' })).toMatchObject({
      status: 404,
      json: { code: 'callback_not_configured' },
    });
  });
}
