import { soak } from './soak';

test('however calls fail, nothing that was said is lost, and every user ends as it should', async () => {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
  const report = await soak({ events: 400, people: 25, minutes: 200, hangs: 1, seed }, () => undefined);
  process.stdout.write(`Soak with SEED=${seed}: ${JSON.stringify({ ...report, wrong: report.wrong.length })}\n`);
  expect({ seed, lost: report.lost, wrong: report.wrong }).toEqual({ seed, lost: 0, wrong: [] });
}, 120_000);
