import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { bodyIsSigned } from '../../assets/providers/body-signatures';
import { anyJson, anyObject } from '../api/http/json';
import { native, request } from './requests';

// A Function sees the parsed body and never the text that was signed. What of that text can be written again, and what not,
// is docs/senders/README.md; here it is shown for each class of input, whatever the values.

const SCHEME = { header: 'x-signature', algorithm: 'sha256', encoding: 'hex' } as const;
const KEY = 'the key';
const hmac = (text: string) => createHmac('sha256', KEY).update(text).digest('hex');

/** Whether what was signed as this text is believed once the platform has parsed it, or has parsed something else. */
const believed = (text: string, parsed: unknown = JSON.parse(text)) =>
  bodyIsSigned(SCHEME, request(Object(parsed), { 'x-signature': hmac(text) }), native(KEY));

const ascii = (text: string) =>
  text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
const spaced = (text: string) =>
  text.replace(/"(?:[^"\\]|\\.)*"|[,:]/g, (token) => (/^[,:]$/.test(token) ? `${token} ` : token));

describe('a text that can be reproduced is accepted', () => {
  test.each<[string, (compact: string) => string]>([
    ['compact JSON: JavaScript, Go, Ruby, Rust, Java', (compact) => compact],
    ['compact JSON in ASCII', ascii],
    ['json_encode of PHP', (compact) => ascii(compact).replaceAll('/', '\\/')],
    ['json.dumps of Python', (compact) => ascii(spaced(compact)).replaceAll('\x7f', '\\u007f')],
    ['json.dumps of Python with ensure_ascii=False', spaced],
    ['a newline at the end', (compact) => `${compact}\n`],
    ['an indent of two', (compact) => JSON.stringify(JSON.parse(compact), null, 2)],
    [
      'escapes in capitals',
      (compact) => ascii(compact).replace(/\\u[0-9a-f]{4}/g, (code) => `\\u${code.slice(2).toUpperCase()}`),
    ],
  ])('%s, whatever its content', (_, write) => {
    fc.assert(
      fc.property(anyObject(), (payload) => believed(write(JSON.stringify(payload)), payload)),
      { numRuns: 300 },
    );
  });

  test('numbers as JavaScript prints them, and integers up to 2^53', () => {
    const number = fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true }));
    fc.assert(
      fc.property(
        number.filter((one) => !Object.is(one, -0)),
        (one) => believed(JSON.stringify({ one })),
      ),
    );
  });

  test('integer-like keys that come first and in ascending order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(99_999), { minLength: 1 }), fc.string(), (keys, text) => {
        const entries = keys.sort((a, b) => a - b).map((key) => `"${key}":1`);
        return believed(`{${entries.join(',')},"text":${JSON.stringify(text)}}`);
      }),
    );
  });
});

const digits = fc.nat(1_000_000);

/** Texts that mean what they say, and that JSON.stringify does not give back. */
const LOST: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'a fraction that ends in zeros (10.00)': fc
    .tuple(digits, fc.integer({ min: 1, max: 9 }))
    .map(([whole, zeros]) => `{"wage":${whole}.${'0'.repeat(zeros)}}`),
  'an exponent (1.0e3)': fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 20 }))
    .map(([digit, exponent]) => `{"n":${digit}.0e${exponent}}`),
  'an integer past 2^53 that is odd': fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n }).map((big) => `{"id":${big | 1n}}`),
  'minus zero': fc.constant('{"n":-0}'),
  'integer-like keys that do not come first': digits.map((key) => `{"text":1,"${key}":2}`),
  'integer-like keys in descending order': fc.uniqueArray(digits, { minLength: 2, maxLength: 5 }).map(
    (keys) =>
      `{${keys
        .sort((a, b) => b - a)
        .map((key) => `"${key}":1`)
        .join(',')}}`,
  ),
  'one key twice': fc.string().map((key) => `{${JSON.stringify(key)}:1,${JSON.stringify(key)}:2}`),
  'an indent of three': anyObject()
    .filter((payload) => Object.keys(payload).length > 0)
    .map((payload) => JSON.stringify(payload, null, 3)),
  'capitals in one escape of two': fc
    .constantFrom('é', 'ü', 'ÿ', 'ï')
    .map((letter) => letter.charCodeAt(0).toString(16).padStart(4, '0'))
    .map((hex) => `{"name":"\\u${hex.toUpperCase()}\\u${hex}"}`),
  'a letter written as an escape': fc
    .constantFrom('A', 'z', '0')
    .map((letter) => `{"name":"\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}"}`),
};

describe('a text that cannot be reproduced is rejected', () => {
  test.each(Object.entries(LOST))('%s', (_, texts) => {
    fc.assert(fc.property(texts, (text) => !believed(text)));
  });
});

test('an object other than the signed one is never accepted', () => {
  let tried = 0;
  fc.assert(
    fc.property(anyObject(), anyJson(), fc.string(), (payload, value, key) => {
      const text = JSON.stringify(payload);
      for (const forged of altered(payload, value, key)) {
        if (JSON.stringify(forged) === text) continue;
        tried += 1;
        if (believed(text, forged)) return false;
      }
      return true;
    }),
    { numRuns: 400 },
  );
  expect(tried).toBeGreaterThan(1000);
});

/** An object with each of its values replaced, each of its keys taken away, renamed, or put last, and one added. */
function* altered(payload: Record<string, unknown>, value: unknown, key: string): Generator<unknown> {
  const entries = Object.entries(payload);
  yield Object.fromEntries([...entries, [key, value]]);
  for (const [index, [name, inner]] of entries.entries()) {
    const others = entries.filter((_, at) => at !== index);
    yield Object.fromEntries(others);
    yield Object.fromEntries(entries.with(index, [name, value]));
    yield Object.fromEntries(entries.with(index, [`${name}${key}`, inner]));
    yield Object.fromEntries([...others, [name, inner]]);
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
      const object: Record<string, unknown> = Object.fromEntries(Object.entries(inner));
      for (const one of altered(object, value, key)) yield Object.fromEntries(entries.with(index, [name, one]));
    }
  }
}
