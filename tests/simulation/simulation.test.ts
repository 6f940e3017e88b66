import { tell } from './report';
import { simulate } from './simulate';

// `npm run soak` simulates 200 weeks, and draws other seeds each time.
test.each([1, 2, 3])('a simulated week ends with every user as the contract has it (seed %i)', async (seed) => {
  const { mistakes, events, ticks, changes } = tell(await simulate(seed));
  expect({ seed, mistakes }).toEqual({ seed, mistakes: [] });
  // The week is no idle one: it would find nothing.
  expect(events).toBeGreaterThan(50);
  expect(ticks).toBeGreaterThan(500);
  expect(changes).toBeGreaterThan(50);
});
