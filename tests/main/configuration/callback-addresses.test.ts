import { readConfiguration } from '../../../assets/main/configuration';

const KEY = { RECORD_KEY: 'a-record-key-of-the-tests' };
const NAMES = ['FRONTLINE_CRM_URL', 'FRONTLINE_OUTGOING_URL', 'FRONTLINE_TEMPLATES_URL'];

function read(env: Record<string, string>, local = false) {
  return readConfiguration({ ...KEY, ...env }, { local });
}

function faultsOf(url: string, local = false): string[] {
  const found = read({ FRONTLINE_CRM_URL: url }, local);
  if ('problems' in found) {
    expect(JSON.stringify(found.problems)).not.toContain('example');
    return found.problems.map(({ name }) => name);
  }
  expect(found.configuration.callbacks).toEqual({ crm: url });
  return [];
}

test('each callback has an address of its own, and none need be set', () => {
  const [crm = '', outgoing = '', templates = ''] = NAMES.map((_, index) => `https://example.com/${index}?a=b`);
  expect(
    read({ FRONTLINE_CRM_URL: crm, FRONTLINE_OUTGOING_URL: outgoing, FRONTLINE_TEMPLATES_URL: templates }),
  ).toMatchObject({
    configuration: { callbacks: { crm, outgoing, templates } },
  });
  expect(read({ FRONTLINE_CRM_URL: '' })).toMatchObject({ configuration: { callbacks: {} } });
});

test.each([
  'https://crm.example.com/',
  'https://crm.example.com:8443/callbacks/crm?tenant=a%20b',
  'https://127.0.0.1/x',
  'https://other.twil.io/frontline/crm',
])('%s is accepted', (url) => expect([faultsOf(url), faultsOf(url, true)]).toEqual([[], []]));

test.each([
  'no address',
  'ftp://crm.example.com/',
  'http://crm.example.com/',
  'https://user:password@crm.example.com/',
  'https://crm.example.com',
  'https://CRM.example.com/',
  'https://crm.example.com:443/',
  'https://crm.example.com/a b',
  'https://crm.example.com/#',
  'https://crm.example.com/#there',
  ' https://crm.example.com/',
  `https://example.com/${'x'.repeat(450)}`,
])('%s is refused', (url) => {
  expect([faultsOf(url), faultsOf(url, true)]).toEqual([['FRONTLINE_CRM_URL'], ['FRONTLINE_CRM_URL']]);
});

test.each(['http://localhost:3001/crm', 'http://127.0.0.1:3001/crm', 'http://[::1]:3001/crm'])(
  '%s is accepted only by a deployment on this machine',
  (url) => expect([faultsOf(url), faultsOf(url, true)]).toEqual([['FRONTLINE_CRM_URL'], []]),
);

test('faulty addresses are all named at once, beside other faults', () => {
  const faulty = Object.fromEntries(NAMES.map((name) => [name, 'http://crm.example.com/']));
  const found = read({ ...faulty, DRY_RUN: 'perhaps', RECORD_KEY: 'short' });
  const names = 'problems' in found ? found.problems.map(({ name }) => name) : [];
  expect(new Set(names)).toEqual(new Set([...NAMES, 'DRY_RUN', 'RECORD_KEY']));
});
