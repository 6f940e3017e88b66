import { readFileSync } from 'node:fs';
import { printSchema } from '../../../cli/roster/schema';

test('roster.schema.json is what the format says; else run `npx tsx cli/roster/write-schema.ts`', () => {
  const shipped = readFileSync(`${__dirname}/../../../roster.schema.json`, 'utf8');
  expect(JSON.parse(shipped)).toEqual(JSON.parse(printSchema()));
});
