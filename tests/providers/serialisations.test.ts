import fc from 'fast-check';
import { serialisations } from '../../assets/providers/serialisations';
import { anyJson, anyObject } from '../api/http/json';

// Everything that writers of JSON are known to write differently, and strings that look like JSON's own punctuation.
const AWKWARD = JSON.parse(
  String.raw`{"text":"é\u2028😀\u007f/\"\\\b\f\n\r\t\u0000\u001f, : ÿ","n":[1,-2.5,1e21,true,null],"e":{},"l":[],"k, : y":"\", \""}`,
);

/** What each writer makes of it, as it was printed there (Python 3.11) or is documented (PHP). */
const WRITTEN = {
  'JSON.stringify': `{"text":"é\u2028😀\x7f/\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f, : ÿ","n":[1,-2.5,1e+21,true,null],"e":{},"l":[],"k, : y":"\\", \\""}`,
  'an ASCII mode of compact JSON': String.raw`{"text":"\u00e9\u2028\ud83d\ude00${'\x7f'}/\"\\\b\f\n\r\t\u0000\u001f, : \u00ff","n":[1,-2.5,1e+21,true,null],"e":{},"l":[],"k, : y":"\", \""}`,
  // https://www.php.net/manual/en/function.json-encode.php, without flags: slashes and all but ASCII are escaped
  'json_encode of PHP': String.raw`{"text":"\u00e9\u2028\ud83d\ude00${'\x7f'}\/\"\\\b\f\n\r\t\u0000\u001f, : \u00ff","n":[1,-2.5,1e+21,true,null],"e":{},"l":[],"k, : y":"\", \""}`,
  'json.dumps of Python': String.raw`{"text": "\u00e9\u2028\ud83d\ude00\u007f/\"\\\b\f\n\r\t\u0000\u001f, : \u00ff", "n": [1, -2.5, 1e+21, true, null], "e": {}, "l": [], "k, : y": "\", \""}`,
  'json.dumps of Python, ensure_ascii=False': `{"text": "é\u2028😀\x7f/\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f, : ÿ", "n": [1, -2.5, 1e+21, true, null], "e": {}, "l": [], "k, : y": "\\", \\""}`,
};

describe('the serialisations that are tried', () => {
  test.each(Object.entries(WRITTEN))('include the output of %s', (_, text) => {
    expect(JSON.parse(text)).toEqual(AWKWARD);
    expect([...serialisations(AWKWARD)]).toContain(text);
  });

  test.each([
    ['ordinary text', { a: 'b' }, 10],
    ['one short value', { a: 1 }, 10],
    ['a slash', { a: '/' }, 14],
    ['a letter with an accent', { a: 'é' }, 22],
  ])('of %s are few', (_, payload, count) => {
    expect([...serialisations(payload)]).toHaveLength(count);
  });

  test('of nothing have no white space inside', () => {
    expect([...serialisations({})]).toEqual(['{}', '{}\n']);
  });

  test('all parse to the payload, and no two are equal', () => {
    fc.assert(
      fc.property(anyJson(), (payload) => {
        const all = [...serialisations(payload)];
        for (const text of all) expect(JSON.parse(text)).toEqual(payload);
        expect(new Set(all).size).toBe(all.length);
        expect(all[0]).toBe(JSON.stringify(payload));
      }),
      { numRuns: 300 },
    );
  });

  test('of two different payloads have none in common', () => {
    fc.assert(
      fc.property(anyObject(), anyObject(), (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));
        const ours = new Set(serialisations(one));
        expect([...serialisations(other)].filter((text) => ours.has(text))).toEqual([]);
      }),
    );
  });

  test('of a body of a megabyte have no indents', () => {
    const payload = { text: '"\\é/, : '.repeat(120_000) };
    for (const text of serialisations(payload)) expect(text.trimEnd()).not.toContain('\n');
  });
});
