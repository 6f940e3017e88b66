/** Seconds that one step of the benchmark may take. On a machine with six processes to a processor, visits with 20,000 people took 85. */
const LIMIT_S = 180;

/** Says on stderr how long each step took. A step that comes to no end ends the measurement, by an error with its name. */
export async function step<Result>(people: number, name: string, work: () => Promise<Result>): Promise<Result> {
  const began = performance.now();
  const running = work();
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    const fail = () => reject(new Error(`${people} people, ${name}: not done after ${LIMIT_S} s`));
    timer = setTimeout(fail, LIMIT_S * 1000);
  });
  try {
    return await Promise.race([running, limit]);
  } finally {
    clearTimeout(timer);
    // Whoever is given up fails once the browser is closed.
    running.catch(() => undefined);
    console.error(`${people} people, ${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  }
}
