import { logLine, withLogFields } from '../../cli/docs/log-lines';
import { readProjectFile } from './documents';

test('docs/logs.md has every field of a line; if not, run `npm run docs`', () => {
  const text = readProjectFile('docs/logs.md');
  expect(withLogFields(text)).toBe(text);
  expect(text).toContain('| `who` | a person, by the name of their record; never an identity |');
});

test('a line with a field that is not documented is none', () => {
  const line = { level: 'warn', message: 'A delivery was refused', provider: 'okta' };
  expect(logLine.safeParse(line).success).toBe(true);
  expect(logLine.safeParse({ ...line, identity: 'ana@example.com' }).success).toBe(false);
  expect(logLine.safeParse({ ...line, level: 'debug' }).success).toBe(false);
});

test('the line that docs/logs.md shows is one', () => {
  const [, shown = ''] = /^ {4}(\{.*\})$/m.exec(readProjectFile('docs/logs.md')) ?? [];
  expect(logLine.safeParse(JSON.parse(shown)).error).toBeUndefined();
});
