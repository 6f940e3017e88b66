import fc from 'fast-check';
import { hasBasic, hasBearer, sameAsAny } from '../../../assets/api/http/secrets';
import type { Secret } from '../../../assets/lib/secret';

const bearer = (...values: string[]): Secret[] => values.map((value) => ({ scheme: 'bearer', value }));
const presenting = (authorization: unknown) => ({ headers: { authorization }, payload: {} });

describe('a bearer secret', () => {
  test('is taken when it is exactly the one that is configured', () => {
    expect(hasBearer(presenting('Bearer s3cret'), bearer('s3cret'))).toBe(true);
  });

  test('is taken whatever the case of the scheme, and after several spaces', () => {
    for (const scheme of ['bearer ', 'BEARER ', 'bEaReR ', 'Bearer   ']) {
      expect(hasBearer(presenting(`${scheme}s3cret`), bearer('s3cret'))).toBe(true);
    }
  });

  test('may be either of two while one replaces the other', () => {
    const rotating = bearer('old', 'new');
    expect(hasBearer(presenting('Bearer old'), rotating)).toBe(true);
    expect(hasBearer(presenting('Bearer new'), rotating)).toBe(true);
    expect(hasBearer(presenting('Bearer older'), rotating)).toBe(false);
  });

  test.each([
    'Bearer S3cret',
    'Bearer s3cre',
    'Bearer s3crets',
    'Bearer s3cret ',
    'Bearer s3cret x',
    'Bearer s3cret,',
    ' Bearer s3cret',
    'Bearers3cret',
    'Bearer\ts3cret',
    'Basic s3cret',
    's3cret',
    'Bearer',
    'Bearer ',
    '',
  ])('is refused as %p', (authorization) => {
    expect(hasBearer(presenting(authorization), bearer('s3cret'))).toBe(false);
  });

  test('is refused when the header is missing or came twice', () => {
    expect(hasBearer({ headers: {}, payload: {} }, bearer('s3cret'))).toBe(false);
    expect(hasBearer(presenting(['Bearer s3cret', 'Bearer s3cret']), bearer('s3cret'))).toBe(false);
  });

  test('is refused whatever it is when none is configured', () => {
    for (const token of ['x', 'undefined', 'null']) expect(hasBearer(presenting(`Bearer ${token}`), [])).toBe(false);
  });

  test('never lets a different one in', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (given, secret) => {
        fc.pre(given !== secret);
        expect(hasBearer(presenting(`Bearer ${given}`), bearer(secret))).toBe(false);
      }),
    );
  });

  test('lets in any one that a header can carry', () => {
    const token = fc.stringMatching(/^[\x21-\x7e]{1,60}$/);
    fc.assert(
      fc.property(token, token, (secret, other) => {
        expect(hasBearer(presenting(`Bearer ${secret}`), bearer(other, secret))).toBe(true);
      }),
    );
  });
});

describe('a Basic secret', () => {
  const basic = (...values: string[]): Secret[] => values.map((value) => ({ scheme: 'basic', value }));
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  test('is taken when user and password are the configured ones', () => {
    expect(hasBasic(presenting(`Basic ${base64('hr:s3cret')}`), basic('hr:s3cret'))).toBe(true);
    expect(hasBasic(presenting(`bAsIc  ${base64('hr:s:3')}`), basic('hr:s:3'))).toBe(true);
  });

  test('may be either of two while one replaces the other', () => {
    const rotating = basic('hr:old', 'payroll:new');
    expect(hasBasic(presenting(`Basic ${base64('payroll:new')}`), rotating)).toBe(true);
    expect(hasBasic(presenting(`Basic ${base64('hr:old')}`), rotating)).toBe(true);
    expect(hasBasic(presenting(`Basic ${base64('hr:new')}`), rotating)).toBe(false);
  });

  test.each(['other:s3cret', 'hr:other', 'HR:s3cret', 'hr:s3cre', 'hr:s3cret ', ':s3cret', 'hr:', 's3cret', 'hr', ''])(
    'is refused as %p',
    (credentials) => expect(hasBasic(presenting(`Basic ${base64(credentials)}`), basic('hr:s3cret'))).toBe(false),
  );

  test.each([
    'Basic hr:s3cret',
    `Bearer ${base64('hr:s3cret')}`,
    `Basic${base64('hr:s3cret')}`,
    `Basic ${base64('hr:s3cret')} `,
    `Basic ${base64('hr:s3cret')}, x`,
    'Basic',
    'Basic ',
    '',
  ])('is refused in the header %p', (authorization) => {
    expect(hasBasic(presenting(authorization), basic('hr:s3cret'))).toBe(false);
  });

  test('is refused when the header is missing, came twice, or none is configured', () => {
    const right = `Basic ${base64('hr:s3cret')}`;
    expect(hasBasic({ headers: {}, payload: {} }, basic('hr:s3cret'))).toBe(false);
    expect(hasBasic(presenting([right, right]), basic('hr:s3cret'))).toBe(false);
    expect(hasBasic(presenting(right), [])).toBe(false);
  });

  test('lets in the pair that is configured and no other', () => {
    const user = fc.stringMatching(/^[\x21-\x39\x3b-\x7e]{1,20}$/);
    const password = fc.stringMatching(/^[\x21-\x7e]{1,40}$/);
    fc.assert(
      fc.property(user, password, user, password, (user, password, otherUser, otherPassword) => {
        const secrets = basic(`${user}:${password}`);
        expect(hasBasic(presenting(`Basic ${base64(`${user}:${password}`)}`), secrets)).toBe(true);
        fc.pre(user !== otherUser && password !== otherPassword);
        for (const wrong of [`${otherUser}:${password}`, `${user}:${otherPassword}`]) {
          expect(hasBasic(presenting(`Basic ${base64(wrong)}`), secrets)).toBe(false);
        }
      }),
    );
  });
});

describe('of several values', () => {
  test('any one that is the same is enough', () => {
    expect(sameAsAny(['a', 'b'], ['c', 'b'])).toBe(true);
    expect(sameAsAny(['a', 'b'], ['c', 'd'])).toBe(false);
  });

  test('none is the same as nothing', () => {
    expect(sameAsAny([], ['a'])).toBe(false);
    expect(sameAsAny(['a'], [])).toBe(false);
    expect(sameAsAny([], [])).toBe(false);
  });

  test('bytes are compared as bytes, text as UTF-8', () => {
    expect(sameAsAny([Buffer.from([0xff])], [Buffer.from([0xfe])])).toBe(false);
    expect(sameAsAny([Buffer.from('é')], ['é'])).toBe(true);
    expect(sameAsAny(['é'], ['e\u0301'])).toBe(false);
  });
});
