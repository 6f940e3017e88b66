/** Whatever the text: an answer, never an exception. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readRoster } from '../../assets/roster-file/read';

const sample = readFileSync(`${__dirname}/../../roster.yaml`, 'utf8');

function isAnAnswer(text: string): void {
  const reading = readRoster(text, 'roster.yaml');
  if (!('errors' in reading)) {
    JSON.stringify(reading.roster);
    return;
  }
  expect(reading.errors.length).toBeGreaterThan(0);
  const lines = text.split('\n').length;
  let before = 0;
  for (const { line, column, message } of reading.errors) {
    expect(line).toBeGreaterThanOrEqual(Math.max(1, before));
    expect(line).toBeLessThanOrEqual(lines + 1);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(message).not.toBe('');
    before = line;
  }
}

test('readRoster does not throw for any text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), isAnAnswer), { numRuns: 500 });
});

test('readRoster does not throw for anything that looks like YAML', () => {
  const token = fc.constantFrom(
    ...'[]{}:,-?&*!|>\'"%@#\n\t ~'.split(''),
    '- ',
    ': ',
    '  ',
    'a',
    '1',
    '&a ',
    '*a',
    '!!str ',
    '---\n',
    '<<',
  );
  const text = fc.array(token, { maxLength: 60 }).map((tokens) => tokens.join(''));
  fc.assert(fc.property(text, isAnAnswer), { numRuns: 2000 });
});

test('readRoster does not throw for a damaged sample', () => {
  const piece = fc.tuple(
    fc.nat(sample.length),
    fc.nat(40),
    fc.constantFrom('', '\n', ': ', '"', '[', '}', '- x', '2026-02-30', 'ana', '99'),
  );
  fc.assert(
    fc.property(piece, fc.boolean(), ([at, length, put], double) => {
      const cut = sample.slice(at, at + length);
      isAnAnswer(sample.slice(0, at) + (double ? cut + cut : put) + sample.slice(at + length));
    }),
    { numRuns: 600 },
  );
});

test('readRoster does not throw for any values in the places of the format', () => {
  const leaf = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom('ana', 'mon', '07:00', '2026-01-05', 'UTC', '1 week'),
  );
  const key = fc.constantFrom(
    'id',
    'who',
    'from',
    'to',
    'days',
    'rotate',
    'members',
    'every',
    'start',
    'ics',
    'identity',
    'zone',
    'ana',
    '__proto__',
    'date',
    'give',
    'take',
    'for',
    'by',
    'hours',
    'holidays',
    'changes',
    'next',
    'shift',
    'min',
    'of',
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 6 }),
    ),
  }));
  const section = fc.constantFrom(
    'version',
    'zone',
    'people',
    'teams',
    'shifts',
    'holidays',
    'leave',
    'overrides',
    'swaps',
    'covers',
    'coverage',
    'protect',
    'authority',
  );
  fc.assert(
    fc.property(fc.dictionary(section, tree, { maxKeys: 10 }), (roster) => isAnAnswer(JSON.stringify(roster))),
    { numRuns: 1500 },
  );
});
