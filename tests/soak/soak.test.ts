import { soak } from './soak';

test('however calls fail, nothing that was said is lost, and every user ends as it should', async () => {
  // One seed here, so that a build that fails failed for what was changed; `npm run soak` draws a new one each time.
  const seed = Number(process.env.SEED ?? 757948707);
  const report = await soak({ events: 400, people: 25, minutes: 200, hangs: 1, seed }, () => undefined);
  process.stdout.write(`Soak with SEED=${seed}: ${JSON.stringify({ ...report, wrong: report.wrong.length })}\n`);
  expect({ seed, lost: report.lost, wrong: report.wrong }).toEqual({ seed, lost: 0, wrong: [] });
}, 120_000);
