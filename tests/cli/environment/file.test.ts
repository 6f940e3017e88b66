import { createRequire } from 'node:module';
import { parse } from 'dotenv';
import fc from 'fast-check';
import { readEnvironmentFile } from '../../../cli/environment/file';

/** The reader of the tool that uploads the variables, which is older than ours. */
const uploaded: { parse(text: string): Record<string, string> } = createRequire(require.resolve('twilio-run'))(
  'dotenv',
);

const namesOf = (text: string) => readEnvironmentFile(text).problems.map(({ name }) => name);

test('readEnvironmentFile handles comments, quotes and line ends of any system', () => {
  const text = '\uFEFF# a comment\r\n\r\n A = one \r\nB=\'t#o\'\r\nC="three, four"\r\nD=\r\n  # E=5\r\nF=a=b==\r\n';
  expect(readEnvironmentFile(text)).toEqual({
    values: { A: 'one', B: 't#o', C: 'three, four', D: '', F: 'a=b==' },
    problems: [],
  });
});

test.each(['TICK SECRET=x', 'TICK_SECRET', '=x', 'export A=x', 'A: x', '- A=x', '12=x'])(
  'a line %p, which a tool would pass over, is named by its number',
  (line) =>
    expect(readEnvironmentFile(`A_1=x\n${line}\n`)).toEqual({
      values: { A_1: 'x' },
      problems: [{ name: 'line 2', message: expect.stringContaining('NAME=value') }],
    }),
);

test.each([
  'abc#def',
  'abc # a comment',
  "'abc' # a comment",
  "'abc",
  'abc"',
  "'abc' ",
  '`abc`',
  '" abc"',
  "'it's'",
  'a\\b',
  '"a\\n"',
])('the value %p, which tools read differently, is rejected with name and line', (value) => {
  const { values, problems } = readEnvironmentFile(`\nOPS_SECRET=${value}\n`);
  expect(values).toEqual({});
  expect(problems).toEqual([{ name: 'OPS_SECRET', message: expect.stringContaining('line 2') }]);
  expect(JSON.stringify(problems)).not.toContain('abc');
});

test('a name that is set twice is rejected with both lines', () => {
  expect(readEnvironmentFile('A=x\nB=y\nA=z\n').problems).toEqual([
    { name: 'A', message: expect.stringMatching(/line 1 .*line 3/) },
  ]);
  expect(namesOf('A=x\nA=\n')).toEqual(['A']);
});

test('values read without problems are read alike by both tools', () => {
  const character = fc.constantFrom(...'abZ09 =_-+/.:,;|#\'"`\\$é');
  const value = fc.string({ unit: character, maxLength: 8 });
  const name = fc.constantFrom('A', 'B_1', 'c', ' D ');
  const line = fc.oneof(
    fc.tuple(name, value).map(([name, value]) => `${name}=${value}`),
    value.map((value) => `# ${value}`),
    fc.constant(''),
  );
  let read = 0;
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), fc.constantFrom('\n', '\r\n'), (lines, end) => {
      const text = lines.join(end);
      const { values, problems } = readEnvironmentFile(text);
      fc.pre(problems.length === 0);
      if (Object.keys(values).length > 0) read++;
      expect([parse(text), uploaded.parse(text)]).toEqual([values, values]);
    }),
    { numRuns: 3000, maxSkipsPerRun: 100 },
  );
  expect(read).toBeGreaterThan(500);
});
