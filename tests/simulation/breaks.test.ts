import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BREAKS } from './breaks';

test.each(BREAKS.map((one) => [one.rule, one] as const))('The break of "%s" fits the code in one place', (_, one) => {
  const text = readFileSync(join(__dirname, '../..', one.file), 'utf8');
  expect(text.split(one.from)).toHaveLength(2);
});
