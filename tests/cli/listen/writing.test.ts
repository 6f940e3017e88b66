import fc from 'fast-check';
import { describeLoss, describeWriting } from '../../../cli/listen/writing';
import { anyObject } from '../../api/http/json';
import { WRITERS, write } from '../../providers/writers';

const PAYLOAD = { name: 'Zoë', url: 'a/b', note: "<b> & O'Neil", list: [1, 2], nested: { deep: 'C:\\u0041' } };

test.each([
  ['JavaScript JSON.stringify', 'compact'],
  ['JavaScript with tabs', 'indented by a tab'],
  ['Go json.Encoder', 'compact, some ASCII characters as \\u00…, a newline at the end'],
  ['Python json.dumps', 'a space after each colon and comma, letters beyond ASCII as \\u…'],
  ['Python json.dumps, indent=4', 'indented by 4, letters beyond ASCII as \\u…'],
  ['PHP json_encode', 'compact, slashes as \\/, letters beyond ASCII as \\u…'],
  [
    '.NET System.Text.Json',
    'compact, letters beyond ASCII as \\u… in capitals, some ASCII characters as \\u00… in capitals',
  ],
  ['jq', 'indented by 2, a newline at the end'],
])('JSON as %s writes it is described as %s', (writer, description) => {
  const rules = WRITERS[writer];
  if (!rules) throw new Error(`no writer ${writer}`);
  expect(describeWriting(write(PAYLOAD, rules))).toBe(description);
});

test('white space as nobody writes it is called other white space', () => {
  for (const text of ['{ "a": 1 }', '{"a" :1}', '{"a":  1}', '{"a":1,\t"b":2}']) {
    expect(describeWriting(text)).toBe('other white space');
  }
});

describe('what parsing loses is named with its place, and without its value:', () => {
  test.each([
    ['{"a":1,"pay":{"rate":10.00}}', /^a number that parsing changes .* at character 22, after the key rate$/],
    ['{"a":1e3}', /^a number that parsing changes/],
    ['{"a":-0}', /^a number that parsing changes/],
    ['{"a":9007199254740993}', /^a number that parsing changes/],
    ['{"a":1e999}', /^a number that parsing changes/],
    ['{"b":1,"4047":2}', /^keys that are whole numbers: .* at character 2$/],
    ['{"a":1,"a":2}', /^a key that comes twice/],
    ['{"a":1,"b":2,"a":1}', /^a key that comes twice/],
    ['{ "a": 1 }', /^white space that no known writer of JSON has$/],
    ['{"ana@example.com":{"x":1.0}, "y":1}', /after the key x$/],
    ['{"ana@example.com":1.0}', /at character 20$/],
  ])('%s', (text, loss) => {
    expect(describeLoss(text)).toMatch(loss);
  });

  test('JSON that is nested too deeply to be written again', () => {
    expect(describeLoss('['.repeat(200_000) + ']'.repeat(200_000))).toBe('JSON that is nested too deeply');
  });

  test('nothing of what any writer writes', () => {
    for (const rules of Object.values(WRITERS)) expect(describeLoss(write(PAYLOAD, rules))).toBeUndefined();
  });

  test('nothing of what JavaScript writes, whatever it is', () => {
    fc.assert(
      fc.property(anyObject(), (payload) => describeLoss(JSON.stringify(payload)) === undefined),
      { numRuns: 300 },
    );
  });
});
