import { soak } from './soak';

// npm run soak: 10,000 events for 500 people, a fifth of all calls failing. SEED repeats a run.

async function main(): Promise<void> {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
  const size = { events: 10_000, people: 500, minutes: 600, hangs: 20, seed };
  console.log(`Soak: ${size.events} events for ${size.people} people, SEED=${seed}`);
  const began = Date.now();
  const { wrong, lost, ...counts } = await soak(size, (text) => console.log(`  ${text}`));
  console.table(counts.answers);
  console.table(counts.outcomes);
  console.log(`${counts.deliveries} deliveries, ${counts.asked_again} asked to come again, ${counts.ticks} ticks`);
  console.log(`lost ${lost}, wrong ${wrong.length}, ${Math.round((Date.now() - began) / 1000)} s`);
  for (const line of wrong.slice(0, 20)) console.log(`  ${line}`);
  process.exitCode = lost + wrong.length > 0 ? 1 : 0;
}

void main();
