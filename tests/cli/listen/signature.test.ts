import type { Secret } from '../../../assets/lib/secret';
import type { Sender } from '../../../assets/providers/sample';
import { type Arrived, explainSignature } from '../../../cli/listen/signature';
import { SENDERS, senderOf } from '../../../cli/send/senders';
import { NOW, native } from '../../providers/requests';
import { proofHeaders, sample, sampleOptions, secretFor, signed } from '../../providers/sending';
import { WRITERS, write } from '../../providers/writers';

const SIGNING = ['bamboohr', 'finch', 'gusto', 'hibob', 'incidentio', 'slack', 'standard', 'workos'].map(senderOf);
const eventOf = (sender: Sender) => Object.keys(sender.events)[0] ?? '';
const secretsOf = (sender: Sender): readonly Secret[] => native(secretFor(sender));

/** A delivery of a sender's first event; by default as the sender itself would send it. */
function arrived(sender: Sender, more: Partial<Arrived> = {}): Arrived {
  const request = more.request ?? sample(sender, eventOf(sender));
  const body = JSON.stringify(request.payload);
  return { sender, request, body, queryKeys: [], secretsOf, senders: SENDERS, now: NOW, ...more };
}

/** A delivery whose body is this text, and is signed so. */
function written(
  sender: Sender,
  body: string,
  more: Parameters<typeof signed>[3] = {},
  payload = Object(JSON.parse(body)),
) {
  return arrived(sender, { request: signed(sender, eventOf(sender), payload, { body, ...more }), body });
}

const payloadOf = (sender: Sender): Record<string, unknown> => ({
  ...Object(JSON.parse(JSON.stringify(sender.body(eventOf(sender), sampleOptions())))),
  note: 'Zoë & a/b',
});

describe('the delivery of every sender', () => {
  test.each(SENDERS.map((sender) => [sender.provider.name, sender] as const))('%s verifies', (_, sender) => {
    const { verified, text } = explainSignature(arrived(sender));
    expect([verified, text]).toEqual([true, expect.stringContaining(sender.provider.secret)]);
  });

  test.each(SENDERS.map((sender) => [sender.provider.name, sender] as const))(
    '%s without a secret is rejected, and so is one without proof',
    (_, sender) => {
      expect(explainSignature(arrived(sender, { secretsOf: () => [] }))).toEqual({
        verified: false,
        text: `${sender.provider.secret} is not set, so every delivery is rejected.`,
      });
      const { headers, payload } = sample(sender, eventOf(sender));
      const kept = Object.entries(headers).filter(([name]) => !proofHeaders(sender, eventOf(sender)).includes(name));
      const { verified, text } = explainSignature(
        arrived(sender, { request: { headers: Object.fromEntries(kept), payload } }),
      );
      expect([verified, text]).toEqual([false, expect.stringMatching(/^Does not verify\. Header missing: /)]);
    },
  );
});

describe.each(SIGNING.map((sender) => [sender.provider.name, sender] as const))('a signature of %s', (name, sender) => {
  const { secret } = sender.provider;

  test('verifies by the writing that was signed', () => {
    for (const [writer, writing] of [
      ['JavaScript JSON.stringify', 'compact'],
      ['PHP json_encode', 'compact, slashes as \\/, letters beyond ASCII as \\u…'],
      ['Go json.Encoder', 'compact, some ASCII characters as \\u00…, a newline at the end'],
      ['JavaScript with an indent of 2', 'indented by 2'],
    ] as const) {
      const rules = WRITERS[writer];
      if (!rules) throw new Error(`no writer ${writer}`);
      expect(explainSignature(written(sender, write(payloadOf(sender), rules)))).toEqual({
        verified: true,
        text: `Verifies: signed with ${secret}. The signed text is JSON, ${writing}.`,
      });
    }
  });

  test('over another text of the same JSON says so', () => {
    const body = JSON.stringify(payloadOf(sender), null, 2);
    const { text } = explainSignature({ ...written(sender, JSON.stringify(payloadOf(sender))), body });
    expect(text).toMatch(/JSON, compact\. That is not the text that was sent, but the same JSON\.$/);
  });

  test('says which of two values made it', () => {
    const two = native(secretFor(sender, 'other'), secretFor(sender));
    expect(explainSignature(arrived(sender, { secretsOf: () => two })).text).toContain(
      `signed with value 2 of ${secret}`,
    );
  });

  test('over JSON that parsing changes is told apart from a wrong secret', () => {
    const body = JSON.stringify(payloadOf(sender)).replace(/}$/, ',"rate":10.00}');
    const { verified, text } = explainSignature(written(sender, body));
    expect([verified, text]).toEqual([
      false,
      expect.stringMatching(
        /^Does not verify\. The secret is right, and .*: a number that parsing changes .*after the key rate\. Use a bearer: secret/,
      ),
    ]);
  });

  test('of another secret is not explained by anything else', () => {
    const body = JSON.stringify(payloadOf(sender));
    expect(explainSignature(written(sender, body, { secret: secretFor(sender, 'other') }))).toEqual({
      verified: false,
      text: `Does not verify. ${secret} did not make this proof: the sender has another secret, or the body was changed after it was signed.`,
    });
  });

  test("of another sender's secret names that one", () => {
    const other = SIGNING.find((one) => one !== sender && one.provider.secretKind === sender.provider.secretKind);
    if (!other) return;
    const body = JSON.stringify(payloadOf(sender));
    expect(explainSignature(written(sender, body, { secret: secretFor(other) })).text).toBe(
      `Does not verify. It was made with ${other.provider.secret} instead of ${secret}.`,
    );
  });

  test('as a bearer token is recognised as the right secret used in another way', () => {
    const { payload } = sample(sender, eventOf(sender));
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${secretFor(sender)}` };
    expect(explainSignature(arrived(sender, { request: { headers, payload } })).text).toBe(
      `Does not verify. The secret is right, but the sender uses it in another way: write it as bearer:<value> in ${secret}.`,
    );
  });

  test('with keys in the address is explained by them', () => {
    const { headers, payload } = sample(sender, eventOf(sender));
    const request = { headers, payload: { hook: 'x', ...payload } };
    expect(
      explainSignature(arrived(sender, { request, body: JSON.stringify(payload), queryKeys: ['hook=x'] })).text,
    ).toMatch(/^Does not verify\. It would verify without the part of the address after the question mark/);
  });

  test('in another encoding is recognised by its length', () => {
    const { headers, payload } = sample(sender, eventOf(sender));
    const last = proofHeaders(sender, eventOf(sender)).at(-1) ?? '';
    const request = { headers: { ...headers, [last]: 'x'.repeat(String(headers[last]).length + 8) }, payload };
    const { verified, text } = explainSignature(arrived(sender, { request }));
    expect(verified).toBe(false);
    expect(text).toMatch(/the sender uses another algorithm or encoding\.$/);
  });

  test(`holds neither the secret nor a value of the body, whatever happens to ${name}`, () => {
    const texts = [
      explainSignature(arrived(sender)),
      explainSignature(arrived(sender, { now: NOW + 3_600_000 })),
      explainSignature(written(sender, JSON.stringify(payloadOf(sender)), { secret: secretFor(sender, 'other') })),
    ].map(({ text }) => text);
    for (const text of texts) {
      expect(text).not.toContain(secretFor(sender));
      expect(text).not.toContain('example.com');
    }
  });
});

test('a secret in Authorization without the word Bearer is recognised', () => {
  const deputy = senderOf('deputy');
  const request = { headers: { 'content-type': 'application/json', authorization: secretFor(deputy) }, payload: {} };
  expect(explainSignature(arrived(deputy, { request })).text).toContain('has to be "Authorization: Bearer <secret>".');
  const standard = senderOf('standard');
  const bearer = () => [{ scheme: 'bearer' as const, value: 'a-token-of-some-length' }];
  const sent = {
    headers: { 'content-type': 'application/json', authorization: 'a-token-of-some-length' },
    payload: {},
  };
  const { text } = explainSignature(arrived(standard, { request: sent, secretsOf: bearer }));
  expect(text).toContain('has to be "Authorization: Bearer <secret>".');
});

test('thousands of ids and times in the headers cost no more than a few', () => {
  const standard = senderOf('standard');
  const { headers, payload } = sample(standard, eventOf(standard));
  let signed = 0;
  const counting: Sender = {
    ...standard,
    headers(secret, unsigned) {
      signed++;
      return standard.headers(secret, unsigned);
    },
  };
  const noise = Array.from({ length: 80 }, (_, at) => [`x-${at}-id`, `${1_700_000_000 + at} ${1_800_000_000 + at}`]);
  const request = { headers: { ...Object.fromEntries(noise), ...headers, 'webhook-signature': 'v1,x' }, payload };
  expect(explainSignature(arrived(counting, { request })).verified).toBe(false);
  expect(signed).toBeLessThan(200);
});

const TIMED = SIGNING.filter(({ rejectsStale }) => rejectsStale);

test.each(TIMED.map((sender) => [sender.provider.name, sender] as const))(
  'a delivery of %s at another time is explained by the clock',
  (_, sender) => {
    expect(explainSignature(arrived(sender, { now: NOW + 12 * 60_000 })).text).toMatch(
      /12 minutes behind the clock of this machine/,
    );
    expect(explainSignature(arrived(sender, { now: NOW - 7 * 60_000 })).text).toMatch(
      /7 minutes ahead of the clock of this machine/,
    );
  },
);

test("Svix's names of the headers count as those of Standard Webhooks", () => {
  const standard = senderOf('standard');
  const { headers, payload } = sample(standard, eventOf(standard));
  const renamed = Object.entries(headers).map(([name, value]) => [name.replace(/^webhook-/, 'svix-'), value]);
  expect(explainSignature(arrived(standard, { request: { headers: Object.fromEntries(renamed), payload } }))).toEqual({
    verified: true,
    text: 'Verifies: signed with STANDARD_SECRET. The signed text is JSON, compact.',
  });
});

test('a delivery at the address of another sender is sent there', () => {
  const gusto = senderOf('gusto');
  const { request } = arrived(gusto);
  const lost = arrived(senderOf('hibob'), {
    request: { ...request, headers: { ...request.headers, 'bob-signature': 'x' } },
  });
  expect(explainSignature(lost).text).toBe(
    'Does not verify. It is a delivery of Gusto, whose address is /webhooks/gusto.',
  );
});

test('a form is explained by its type', () => {
  const gusto = senderOf('gusto');
  const { headers } = sample(gusto, eventOf(gusto));
  const request = { headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' }, payload: { a: '1' } };
  expect(explainSignature(arrived(gusto, { request, body: 'a=1' })).text).toMatch(
    /Content-Type is not application\/json/,
  );
});

test('a header that came twice is named', () => {
  const gusto = senderOf('gusto');
  const { headers, payload } = sample(gusto, eventOf(gusto));
  const name = 'x-gusto-signature';
  const request = { headers: { ...headers, [name]: [headers[name], headers[name]] }, payload };
  expect(explainSignature(arrived(gusto, { request })).text).toBe(
    'Does not verify. Header sent more than once: X-Gusto-Signature.',
  );
});
