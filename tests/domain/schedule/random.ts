/** Random numbers that can be had again: `SEED=… npm test` repeats a run. */

const chosen = Number(process.env.SEED ?? Date.now() % 1_000_000_007);
let printed = false;

/** The run's seed, printed once in each test file. */
export function seed(): number {
  if (!printed) process.stdout.write(`SEED=${chosen} repeats the random cases\n`);
  printed = true;
  return chosen;
}

/** Whole numbers in `[0, below)`, by mulberry32. */
export function randomFrom(start: number): (below: number) => number {
  let state = start >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}
