import { drawPlan } from './plan';
import { asserted } from './rules';

const [seed, from, to] = [Number(process.argv[2]), process.argv[3] ?? '', process.argv[4] ?? ''];
const plan = drawPlan(seed, asserted);
for (const e of plan.episodes)
  for (const s of e.spells) {
    if (new Date(s.to).toISOString() >= from && new Date(s.from).toISOString() <= to)
      console.log(new Date(s.from).toISOString(), new Date(s.to).toISOString(), s.name, e.kills);
  }
for (const a of plan.acts)
  if (new Date(a.at).toISOString() >= from && new Date(a.at).toISOString() <= to)
    console.log(new Date(a.at).toISOString(), JSON.stringify(a));
