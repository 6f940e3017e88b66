/** The roster that ships: whenever it is tried, there is something to see. */
import { readFileSync } from 'node:fs';
import { createResolver } from '../../assets/domain/schedule/resolver';
import { parseValidRoster } from '../support/roster';

const { roster, warnings } = parseValidRoster(readFileSync(`${__dirname}/../../roster.yaml`, 'utf8'));

test('the sample roster has no warnings, and only people of example.com', () => {
  expect(warnings).toEqual([]);
  expect(roster.people.every(({ identity }) => identity.endsWith('@example.com'))).toBe(true);
});

test('the sample roster has somebody on duty and somebody off at any hour from 2026 to 2029', () => {
  const resolver = createResolver(roster);
  const counts = new Set<number>();
  for (let at = Date.UTC(2026, 1, 1); at < Date.UTC(2029, 0, 1); at += 3_600_000) {
    counts.add(resolver.available(at).reduce((sum, bit) => sum + bit, 0));
  }
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(1);
  expect(Math.max(...counts)).toBeLessThan(roster.people.length);
});
