import { Oracle } from './oracle/oracle';
import { simulate } from './simulate';

// Simulates one seed after another in a broken copy of the product, and ends at the first mistake, in the middle of its week:
// tsx tests/simulation/break-seeds.ts <seed> <seed> …

/** What this process prints, a line of JSON each: a seed that it begins, and what the oracle said at last. */
export interface SeedLine {
  readonly seed: number;
  readonly said?: string;
}

const print = (line: SeedLine) => process.stdout.write(`${JSON.stringify(line)}\n`);

async function main(seeds: readonly number[]): Promise<void> {
  for (const seed of seeds) {
    print({ seed });
    Oracle.prototype.note = (kind, person, at, text) => {
      process.stdout.write(`${JSON.stringify({ seed, said: saidOf(kind, person, at, text) })}\n`, () => process.exit());
    };
    await simulate(seed);
  }
}

function saidOf(kind: string, person: string, at: number, text: string): string {
  return `${kind}: ${person} ${text} (${new Date(at).toISOString()})`;
}

void main(process.argv.slice(2).map(Number));
