import fc from 'fast-check';
import { type Configuration, readConfiguration } from '../../assets/main/configuration';

const KEY = { RECORD_KEY: 'record-key' };

function configuration(env: Record<string, unknown>): Configuration {
  const read = readConfiguration({ ...KEY, ...env }, { local: true });
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.configuration;
}

/** The names of the variables at fault. */
function faulty(env: Record<string, unknown>): string[] {
  const read = readConfiguration(env, { local: true });
  return 'problems' in read ? read.problems.map(({ name }) => name) : [];
}

describe('a secret', () => {
  test('that is not set is an empty list: its sender is refused', () => {
    const { secrets } = configuration({});
    expect([secrets.STANDARD_SECRET, secrets.OKTA_SECRET, secrets.TICK_SECRET, secrets.OPS_SECRET]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  test('that is empty counts as not set', () => {
    expect(configuration({ OKTA_SECRET: '', STANDARD_SECRET: '' }).secrets).toMatchObject({
      OKTA_SECRET: [],
      STANDARD_SECRET: [],
    });
  });

  test('may hold two values separated by a comma, spaces around it or not', () => {
    const both = [
      { scheme: 'native', value: 'old' },
      { scheme: 'native', value: 'new' },
    ];
    expect(configuration({ OKTA_SECRET: 'old,new' }).secrets.OKTA_SECRET).toEqual(both);
    expect(configuration({ OKTA_SECRET: ' old , new ' }).secrets.OKTA_SECRET).toEqual(both);
  });

  test('behind bearer: is a bearer secret, either value by itself', () => {
    expect(
      configuration({ STANDARD_SECRET: 'whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQtMDE=,bearer:token' }).secrets.STANDARD_SECRET,
    ).toEqual([
      { scheme: 'native', value: 'whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQtMDE=' },
      { scheme: 'bearer', value: 'token' },
    ]);
  });

  test('behind basic: is a user and a password, which may hold colons', () => {
    expect(configuration({ GUSTO_SECRET: 'basic:hr:p:ss' }).secrets.GUSTO_SECRET).toEqual([
      { scheme: 'basic', value: 'hr:p:ss' },
    ]);
    for (const text of ['basic:', 'basic:hr', 'basic:hr:', 'basic::password', 'x,basic:hr']) {
      expect(faulty({ ...KEY, GUSTO_SECRET: text })).toEqual(['GUSTO_SECRET']);
    }
    expect(faulty({ ...KEY, STANDARD_SECRET: 'basic:hr:password', FINCH_SECRET: 'basic:hr:password' })).toEqual([]);
  });

  test.each(['TICK_SECRET', 'OPS_SECRET', 'ICS_TOKEN', 'METRICS_TOKEN'])(
    '%s cannot be Basic credentials: they would be compared with a bearer token',
    (name) => expect(faulty({ ...KEY, [name]: 'basic:user:password' })).toEqual([name]),
  );

  test.each(['a,b,c', ',', 'a,', ',a', '   ', 'bearer:', 'a,bearer:', 'with space', 'ümlaut', 'a\nb'])(
    'is refused as %p',
    (text) => expect(faulty({ ...KEY, OKTA_SECRET: text })).toEqual(['OKTA_SECRET']),
  );

  test.each([
    'secret',
    'whsec_',
    'whsec_***',
    'WHSEC_c2VjcmV0',
    'whsec_c2VjcmV0====',
    'Bearer:token',
    'whsec_A',
    'whsec_AAAA',
  ])('of Standard Webhooks is refused as %p', (text) =>
    expect(faulty({ ...KEY, STANDARD_SECRET: text })).toEqual(['STANDARD_SECRET']),
  );
});

describe('the environment', () => {
  test('names every problem at once, also those of two variables together', () => {
    expect(faulty({ ALERT_SMS_FROM: '+14155550100' }).sort()).toEqual(['ALERT_SMS_TO', 'RECORD_KEY']);
  });

  test('must have a key that names the records', () => {
    expect(faulty({})).toEqual(['RECORD_KEY']);
    expect(faulty({ RECORD_KEY: '' })).toEqual(['RECORD_KEY']);
  });

  test('has the default Sync Service unless another is named by its SID', () => {
    expect(configuration({}).syncService).toBe('default');
    const sid = `IS${'0123456789abcdef'.repeat(2)}`;
    expect(configuration({ SYNC_SERVICE: sid }).syncService).toBe(sid);
    for (const wrong of ['IS123', `ZS${'0'.repeat(32)}`, 'main']) {
      expect(faulty({ ...KEY, SYNC_SERVICE: wrong })).toEqual(['SYNC_SERVICE']);
    }
  });

  test('takes an http or https address for alerts, and nothing else', () => {
    expect(configuration({ ALERT_URL: 'https://example.com/alerts' }).alertUrl).toBe('https://example.com/alerts');
    for (const wrong of [
      'https://user:password@example.com',
      'https://user@example.com',
      'example.com',
      'ftp://example.com',
      'javascript:alert(1)',
    ]) {
      expect(faulty({ ...KEY, ALERT_URL: wrong })).toEqual(['ALERT_URL']);
    }
  });

  test('takes the numbers for alerts by text message both or not at all', () => {
    const both = { ALERT_SMS_FROM: '+14155550100', ALERT_SMS_TO: '+34600000000' };
    expect(configuration(both).alertSms).toEqual({ from: '+14155550100', to: '+34600000000' });
    expect(configuration({}).alertSms).toBeUndefined();
    expect(faulty({ ...KEY, ALERT_SMS_FROM: '+14155550100' })).toEqual(['ALERT_SMS_TO']);
    expect(faulty({ ...KEY, ALERT_SMS_TO: '+14155550100' })).toEqual(['ALERT_SMS_TO']);
    expect(faulty({ ...KEY, ALERT_SMS_FROM: '4155550100', ALERT_SMS_TO: '+0155550100' })).toEqual([
      'ALERT_SMS_FROM',
      'ALERT_SMS_TO',
    ]);
  });

  test('takes a whole number of offboardings an hour', () => {
    expect(configuration({ OFFBOARDING_LIMIT: '12' }).offboardingLimit).toBe(12);
    expect(configuration({}).offboardingLimit).toBeUndefined();
    for (const wrong of ['0', '-1', '1.5', '1e3', ' 5', 'many', '1000000']) {
      expect(faulty({ ...KEY, OFFBOARDING_LIMIT: wrong })).toEqual(['OFFBOARDING_LIMIT']);
    }
  });

  test('takes true or false for a switch, and nothing that could be meant as either', () => {
    for (const [name, key, otherwise] of [
      ['DRY_RUN', 'dryRun', false],
      ['FEEDS_ALLOW_PRIVATE', 'privateFeeds', false],
      ['CONVERSATIONS_WEBHOOKS', 'conversationsWebhooks', true],
    ] as const) {
      expect([configuration({}), configuration({ [name]: 'false' }), configuration({ [name]: 'true' })]).toMatchObject([
        { [key]: otherwise },
        { [key]: false },
        { [key]: true },
      ]);
      for (const wrong of ['yes', '1', 'TRUE', ' true', 'on']) {
        expect(faulty({ ...KEY, [name]: wrong })).toEqual([name]);
      }
    }
  });

  test('may hold other things, which are not ours', () => {
    expect(
      configuration({ DOMAIN_NAME: 'x.twil.io', getTwilioClient: () => undefined, OKTA_APP_ID: '0oa1' }),
    ).toMatchObject({
      variables: { OKTA_APP_ID: '0oa1' },
    });
  });

  test('has every problem named at once', () => {
    const problems = faulty({
      STANDARD_SECRET: 'x',
      OKTA_SECRET: 'a,b,c',
      TICK_SECRET: 'a b',
      ICS_TOKEN: 'x'.repeat(451),
      SYNC_SERVICE: 'x',
      ALERT_URL: 'x',
      ALERT_SMS_FROM: 'x',
      ALERT_SMS_TO: 'x',
      OFFBOARDING_LIMIT: 'x',
    });
    expect(problems.sort()).toEqual([
      'ALERT_SMS_FROM',
      'ALERT_SMS_TO',
      'ALERT_URL',
      'ICS_TOKEN',
      'OFFBOARDING_LIMIT',
      'OKTA_SECRET',
      'RECORD_KEY',
      'STANDARD_SECRET',
      'SYNC_SERVICE',
      'TICK_SECRET',
    ]);
  });
});

describe('the sizes that the platform allows', () => {
  test('are 450 bytes for a value, counted as UTF-8', () => {
    expect(faulty({ ...KEY, OKTA_APP_ID: 'x'.repeat(450) })).toEqual([]);
    expect(faulty({ ...KEY, OKTA_APP_ID: 'x'.repeat(451) })).toEqual(['OKTA_APP_ID']);
    expect(faulty({ ...KEY, OKTA_APP_ID: 'é'.repeat(226) })).toEqual(['OKTA_APP_ID']);
    expect(faulty({ RECORD_KEY: 'x'.repeat(451) })).toEqual(['RECORD_KEY']);
    expect(faulty({ ...KEY, OPS_SECRET: `bearer:${'x'.repeat(444)}` })).toEqual(['OPS_SECRET']);
  });

  test('are 3 KB for all of it as JSON, what is not ours included', () => {
    const rest = 3072 - JSON.stringify({ ...KEY, OTHER: '' }).length;
    expect(faulty({ ...KEY, OTHER: 'x'.repeat(rest) })).toEqual([]);
    expect(faulty({ ...KEY, OTHER: 'x'.repeat(rest + 1) })).toEqual(['environment']);
    expect(faulty({ OTHER: 'x'.repeat(3072) }).sort()).toEqual(['RECORD_KEY', 'environment']);
  });
});

test('no value is ever part of a problem, for they are secrets', () => {
  const names = ['STANDARD_SECRET', 'OKTA_SECRET', 'OPS_SECRET', 'RECORD_KEY', 'SYNC_SERVICE', 'ALERT_URL'] as const;
  // Longer than any word of a message, and not one of them.
  const value = fc.oneof(fc.string({ minLength: 12 }), fc.stringMatching(/^[a-z0-9 ,:_]{12,500}$/));
  fc.assert(
    fc.property(fc.constantFrom(...names), value, (name, text) => {
      const read = readConfiguration({ [name]: text }, { local: true });
      const said = JSON.stringify(read, (key, inner: unknown) => (key === 'configuration' ? undefined : inner));
      expect(said).not.toContain(JSON.stringify(text).slice(1, -1));
    }),
    { numRuns: 300 },
  );
});

describe('the fields of BambooHR', () => {
  const fields = (text: string) => configuration({ BAMBOOHR_FIELDS: text }).variables.BAMBOOHR_FIELDS;
  const DEFAULT = {
    status: ['Status', 'status'],
    email: ['Work Email', 'workEmail'],
    name: [],
    left: ['Inactive', 'Terminated'],
    active: ['Active'],
  };

  test('are called as in its interface and its API, unless they are named', () => {
    expect([fields(''), configuration({}).variables.BAMBOOHR_FIELDS]).toEqual([DEFAULT, DEFAULT]);
    expect(fields('status=Employment Status; left=Terminated | Deceased ;')).toEqual({
      ...DEFAULT,
      status: ['Employment Status'],
      left: ['Terminated', 'Deceased'],
    });
    expect(fields('name=a=b').name).toEqual(['a=b']);
  });

  test.each(['Status', 'state=Status', 'status=', 'left=a||b', 'left=|a', 'left=a|', 'status=a; status=b'])(
    'are refused as %p',
    (text) => {
      expect(faulty({ ...KEY, BAMBOOHR_FIELDS: text })).toEqual(['BAMBOOHR_FIELDS']);
    },
  );
});

describe('the secret of Finch', () => {
  test('is base64, with or without the prefix that Standard Webhooks has', () => {
    for (const text of ['5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH', 'whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH', 'bearer:x']) {
      expect(faulty({ ...KEY, FINCH_SECRET: text })).toEqual([]);
    }
  });

  test.each(['not base64!', '____', 'c2hvcnQ=', 'whsec_'])(
    'is refused as %p: its key would be known to others',
    (text) => {
      expect(faulty({ ...KEY, FINCH_SECRET: text })).toEqual(['FINCH_SECRET']);
    },
  );
});
