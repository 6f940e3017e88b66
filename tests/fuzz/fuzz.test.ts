import { fuzz } from './fuzz';

// `npm run fuzz` does the same a million times, each time with another seed.
test('20,000 mutated deliveries of all senders: no 5xx, no crash, no change without a valid signature', async () => {
  const { findings, statuses, changes } = await fuzz(20_000, 20261122);
  expect(findings).toEqual([]);
  // The fuzzer gets through: deliveries are understood, refused and faulty, and users are changed.
  expect(changes).toBeGreaterThan(500);
  for (const status of [200, 400, 401]) expect(statuses[status]).toBeGreaterThan(500);
});
