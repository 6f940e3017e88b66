import { deleteVariables, diffVariables, fitsContext, listVariables } from '../../../cli/deploy/variables';
import { connect } from '../../../cli/plan/client';
import { ACCOUNT_SID, AUTH_TOKEN, type LocalTwilio, startLocalTwilio } from '../../emulator/local-twilio';
import { serverlessCalls } from '../../emulator/serverless/calls';

const held = (...keys: string[]) => keys.map((key) => ({ sid: `ZV-${key}`, key, value: 'x' }));
const names = (variables: readonly { key: string }[]) => variables.map(({ key }) => key);

test('diffVariables returns our variables missing from .env as removed, and foreign ones apart', () => {
  const { removed: gone, foreign } = diffVariables(held('OKTA_SECRET', 'RECORD_KEY', 'GREETING', 'AUTH_TOKEN'), {
    RECORD_KEY: 'y',
  });
  expect([names(gone), names(foreign)]).toEqual([['OKTA_SECRET'], ['GREETING', 'AUTH_TOKEN']]);
});

test('fitsContext accepts old and new values up to 3 KB together', () => {
  const wanted = { OPS_SECRET: 'x'.repeat(400) };
  const others = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ sid: '', key: `K${at}`, value: 'x'.repeat(400) }));
  expect(fitsContext(others(5), wanted)).toBe(true);
  expect(fitsContext(others(7), wanted)).toBe(false);
  // A new value takes the place of the old one.
  expect(fitsContext([...others(5), { sid: '', key: 'OPS_SECRET', value: 'y'.repeat(400) }], wanted)).toBe(true);
});

let twilio: LocalTwilio;
beforeAll(async () => {
  twilio = await startLocalTwilio();
});
afterAll(() => twilio.end());

test('deleteVariables returns the variables that remain, and all of them if that cannot be checked', async () => {
  const api = serverlessCalls(twilio);
  const service = await api.service();
  const environment = await api.environment(service);
  for (const Key of ['OKTA_SECRET', 'GUSTO_SECRET', 'GREETING']) {
    await api.post(`/${service}/Environments/${environment}/Variables`, { Key, Value: 'x' });
  }
  const clientFor = connect({ environment: { ACCOUNT_SID, AUTH_TOKEN }, local: twilio.url });
  const { removed: gone } = diffVariables(await listVariables(clientFor, service, environment), {});
  expect(names(gone)).toEqual(['OKTA_SECRET', 'GUSTO_SECRET']);
  const variables = `/v1/Services/${service}/Environments/${environment}/Variables`;
  const fault = (json: object) => twilio.call('/_local/faults', { json });

  await fault({ method: 'DELETE', path: `${variables}/${gone[0]?.sid}`, status: 403 });
  expect(await deleteVariables(clientFor, service, environment, gone)).toEqual(['OKTA_SECRET']);
  await fault({ method: 'GET', path: variables, status: 403 });
  expect(await deleteVariables(clientFor, service, environment, gone)).toEqual(['OKTA_SECRET', 'GUSTO_SECRET']);
  await twilio.call('/_local/faults', { method: 'DELETE' });
  expect(await deleteVariables(clientFor, service, environment, gone)).toEqual([]);
  expect(names(await listVariables(clientFor, service, environment))).toEqual(['GREETING']);
});
