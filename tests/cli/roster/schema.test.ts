import { readFileSync } from 'node:fs';
import { printSchema } from '../../../cli/roster/schema';

test('roster.schema.json matches the format; if not, run `npm run schema`', () => {
  const shipped = readFileSync(`${__dirname}/../../../roster.schema.json`, 'utf8');
  expect(JSON.parse(shipped)).toEqual(JSON.parse(printSchema()));
});
