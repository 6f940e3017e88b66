import { usersToCheck } from '../../../assets/domain/policies/drift';

test.each([3, 20, 1000, 10_000])('everyone of %i people is looked at within the hour', (size) => {
  const identities = Array.from({ length: size }, (_, n) => `p${n}@example.com`);
  const seen = new Set<string>();
  for (let passed = 0; passed < 60; passed++) {
    const turn = usersToCheck(identities, Date.parse('2026-11-02T12:00:00Z') + passed * 60_000).identities;
    expect(turn.length).toBeLessThanOrEqual(Math.max(20, Math.ceil(size / 55)));
    for (const identity of turn) seen.add(identity);
  }
  expect(seen.size).toBe(size);
});
