import { createHmac } from 'node:crypto';
import { bodyIsSigned } from '../../assets/providers/body-signatures';
import { native, request } from './requests';
import { WRITERS, write } from './writers';

const SCHEME = { header: 'x-signature', algorithm: 'sha256', encoding: 'hex' } as const;
const KEY = 'the key';

/** What deliveries hold: plain, with names and punctuation that writers treat differently, long, nested. */
const PAYLOADS: Readonly<Record<string, Record<string, unknown>>> = {
  plain: { uuid: 'a1', event_type: 'employee.terminated_effective', timestamp: 1671058841, ok: true, none: null },
  empty: { list: [], object: {}, text: '' },
  nested: { data: { employees: [{ id: '5', fields: { status: { value: 'Inactive' } } }, {}] } },
  'a letter with an accent': { name: 'Zoë Pérez' },
  'an emoji': { name: 'Ana 😀' },
  Chinese: { name: '王小明' },
  'an address': { url: 'https://example.com/a/b?c=d&e=f' },
  'an address of a picture': { avatar: 'https://example.com/</b>' },
  'an apostrophe': { name: "O'Neil" },
  quotes: { name: 'Anna "Ann" Lee' },
  HTML: { note: '<b>1 + 1 = 2</b> & `so on`' },
  'a backslash': { path: 'C:\\new\\u0041' },
  'line breaks': { note: 'one\ntwo\r\n\tthree' },
  controls: { note: '\u0000\u001f\b\f\x7f\x85' },
  'separators of lines': { note: 'a\u2028b\u2029c' },
  numbers: { n: [0, -1, 1.5, 1671058841, 0.1] },
  'punctuation of JSON': { 'k, : y': ', : {}[]' },
  'an e-mail address': { email: 'ana+test@example.com' },
};

const cases = Object.entries(WRITERS).flatMap(([writer, rules]) =>
  Object.entries(PAYLOADS).map(([name, payload]) => ({ writer, name, payload, text: write(payload, rules) })),
);

test('what the writers of this test write is JSON of the payload', () => {
  for (const { payload, text } of cases) expect(JSON.parse(text)).toEqual(payload);
});

test.each(Object.entries(WRITERS))('every payload that %s writes verifies', (writer) => {
  const refused = cases
    .filter((one) => one.writer === writer)
    .filter(({ payload, text }) => !isAccepted(text, payload))
    .map(({ name }) => name);
  expect(refused).toEqual([]);
});

function isAccepted(text: string, payload: Record<string, unknown>): boolean {
  const signature = createHmac('sha256', KEY).update(text).digest('hex');
  return bodyIsSigned(SCHEME, request(payload, { 'x-signature': signature }), native(KEY));
}
