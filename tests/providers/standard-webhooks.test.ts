import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { sign, verify } from '../../assets/providers/standard-webhooks';
import { anyJson, anyObject } from '../api/http/json';
import { NOW, SECRET } from './requests';

const OTHER = `whsec_${Buffer.from('another secret of thirty-two byt').toString('base64')}`;
const PAYLOAD = { type: 'staff.offboarded', data: { identity: "o'brien+x#1 ü@example.com" } };
const BODY = JSON.stringify(PAYLOAD);
const ID = 'msg_1';
const SECONDS = String(NOW / 1000);

const parts = (
  signature: string | undefined,
  timestamp: string | undefined = SECONDS,
  id: string | undefined = ID,
) => ({
  id,
  timestamp,
  signature,
});
const signature = (body = BODY, secret = SECRET) => new Webhook(secret).sign(ID, new Date(NOW), body);
const verified = (given: ReturnType<typeof parts>, payload: unknown = PAYLOAD, secrets = [SECRET], now = NOW) =>
  verify(given, payload, secrets, now);

describe('a delivery signed by the standardwebhooks package', () => {
  test('verifies', () => expect(verified(parts(signature()))).toBe(true));

  test('verifies whatever its content, also as Python or PHP writes it', () => {
    fc.assert(
      fc.property(anyObject(), (payload) => {
        const compact = JSON.stringify(payload);
        expect(verified(parts(signature(compact)), payload)).toBe(true);
      }),
      { numRuns: 60 },
    );
    const written = [
      String.raw`{"type": "staff.offboarded", "data": {"identity": "o'brien+x#1 \u00fc@example.com"}}`,
      `{"type": "staff.offboarded", "data": {"identity": "o'brien+x#1 ü@example.com"}}`,
      String.raw`{"type":"staff.offboarded","data":{"identity":"o'brien+x#1 \u00fc@example.com"}}`,
    ];
    for (const body of written) expect(verified(parts(signature(body)))).toBe(true);
  });

  test('does not verify where its JSON cannot be reproduced: white space, 10.00, keys in another order', () => {
    for (const body of ['{ "a": 1 }', '{"a":1.00}', '{"a":9007199254740993}', '{"b":1,"4047":2}', '{"a":"\\u0041"}']) {
      expect(verified(parts(signature(body)), JSON.parse(body))).toBe(false);
    }
  });
});

test('the standardwebhooks package verifies our signatures', () => {
  jest.useFakeTimers({ now: NOW });
  try {
    fc.assert(
      fc.property(anyObject(), fc.stringMatching(/^[\x21-\x7e]{1,40}$/), (payload, id) => {
        const body = JSON.stringify(payload);
        const headers = {
          'webhook-id': id,
          'webhook-timestamp': SECONDS,
          'webhook-signature': sign(SECRET, id, SECONDS, body),
        };
        expect(() => new Webhook(SECRET).verify(body, headers)).not.toThrow();
      }),
      { numRuns: 60 },
    );
  } finally {
    jest.useRealTimers();
  }
});

describe('the time of a delivery', () => {
  test('is accepted up to 300 seconds from ours, either way', () => {
    for (const now of [NOW - 300_000, NOW, NOW + 300_000]) {
      expect(verified(parts(signature()), PAYLOAD, [SECRET], now)).toBe(true);
    }
  });

  test('is rejected beyond that', () => {
    for (const now of [NOW - 301_000, NOW - 300_001, NOW + 300_001, NOW + 86_400_000]) {
      expect(verified(parts(signature()), PAYLOAD, [SECRET], now)).toBe(false);
    }
  });

  test.each([
    '',
    'now',
    'NaN',
    '-1',
    '1e9',
    `${SECONDS}.0`,
    ` ${SECONDS}`,
    `0x${(NOW / 1000).toString(16)}`,
    '2026-11-22T08:00:00Z',
  ])('is refused as %p, however well it is signed', (timestamp) =>
    expect(verified(parts(sign(SECRET, ID, timestamp, BODY), timestamp))).toBe(false),
  );

  test('is signed, so another one does not verify', () => {
    expect(verified(parts(signature(), String(NOW / 1000 + 1)))).toBe(false);
  });
});

describe('the list of signatures', () => {
  test('can have several; one valid signature is enough, at any position', () => {
    const wrong = signature(BODY, OTHER);
    for (const list of [`${wrong} ${signature()}`, `${signature()} ${wrong}`, `${wrong} ${wrong} ${signature()}`]) {
      expect(verified(parts(list))).toBe(true);
    }
  });

  test('can have other versions, which are skipped and never taken for v1', () => {
    const base64 = signature().slice('v1,'.length);
    expect(verified(parts(`v1a,${base64} ${signature()}`))).toBe(true);
    for (const list of [`v1a,${base64}`, `v2,${base64}`, `V1,${base64}`, `v1a,${base64} v1,`]) {
      expect(verified(parts(list))).toBe(false);
    }
  });

  test.each(['', ' ', 'v1', 'v1,', 'v1, ', 'v1,AAAA', 'v1,not base64'])('is rejected as %p', (list) => {
    expect(verified(parts(list))).toBe(false);
  });

  test('is rejected without the version, or cut by one character', () => {
    expect(verified(parts(signature().slice('v1,'.length)))).toBe(false);
    expect(verified(parts(signature().slice(0, -3)))).toBe(false);
  });

  test('is read up to a limit, which bounds the work for an unauthenticated sender', () => {
    const wrong = 'v1,AAAA ';
    expect(verified(parts(`${wrong.repeat(9)}${signature()}`))).toBe(true);
    expect(verified(parts(`${wrong.repeat(10)}${signature()}`))).toBe(false);
  });
});

describe('a delivery is rejected', () => {
  test('without an id, a timestamp or a signature', () => {
    const all = { id: ID, timestamp: SECONDS, signature: signature() };
    for (const name of ['id', 'timestamp', 'signature']) {
      expect(verified({ ...all, [name]: undefined })).toBe(false);
      expect(verified({ ...all, [name]: '' })).toBe(false);
    }
  });

  test('under another id', () => expect(verified(parts(signature(), SECONDS, 'msg_2'))).toBe(false));

  test('with another secret', () => expect(verified(parts(signature(BODY, OTHER)))).toBe(false));

  test('with no secret at all', () => expect(verified(parts(signature()), PAYLOAD, [])).toBe(false));
});

test('either of two secrets verifies a delivery during rotation', () => {
  for (const secret of [SECRET, OTHER])
    expect(verified(parts(signature(BODY, secret)), PAYLOAD, [OTHER, SECRET])).toBe(true);
});

/** Every way to change one value inside an object; keys stay. */
function* changed(value: unknown, other: unknown): Generator<unknown> {
  if (JSON.stringify(value) !== JSON.stringify(other)) yield other;
  if (Array.isArray(value)) {
    for (const [index, inner] of value.entries()) for (const one of changed(inner, other)) yield value.with(index, one);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      for (const one of changed(inner, other)) {
        yield Object.fromEntries(Object.entries(value).map(([name, old]) => [name, name === key ? one : old]));
      }
    }
  }
}

test('a payload that differs in one value never verifies', () => {
  let tried = 0;
  fc.assert(
    fc.property(anyObject(), anyJson(), (payload, other) => {
      const given = parts(sign(SECRET, ID, SECONDS, JSON.stringify(payload)));
      expect(verified(given, payload)).toBe(true);
      for (const forged of changed(payload, other)) {
        expect(verified(given, forged)).toBe(false);
        tried += 1;
      }
    }),
    { numRuns: 150 },
  );
  expect(tried).toBeGreaterThan(150);
});
