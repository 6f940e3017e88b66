import { seededRandom } from '../../emulator/random';
import { type Act, drawActs } from './acts';
import { drawSaid } from './draw-said';
import { DAY, drawEpisode, type Episode, HOUR, MINUTE, spellNames } from './episodes';
import { type Below, drawPeople, SENDER_NAMES, type SenderName, type SimPerson } from './people';
import type { HasRule } from './rules';
import type { Said } from './said';

/** Everything that happens in a week, drawn from the seed before anything of it happens. */
export interface Plan {
  readonly seed: number;
  readonly start: number;
  readonly end: number;
  readonly people: readonly SimPerson[];
  /** Minutes from one tick to the next. */
  readonly interval: number;
  readonly limit: number;
  /** The senders whose returns and cancellations count for every source; those of the others count for their own only. */
  readonly authority: readonly SenderName[];
  readonly episodes: readonly Episode[];
  readonly deliveries: readonly { readonly at: number; readonly said: readonly Said[] }[];
  readonly acts: readonly Act[];
}

/** A Monday: the clocks of the simulated zones do not change in the week after it. */
export const START = Date.parse('2026-11-09T00:00:00Z');

export function drawPlan(seed: number, has: HasRule): Plan {
  const random = seededRandom(seed);
  const below: Below = (n) => Math.floor(random() * n);
  const people = drawPeople(below);
  const without = [
    ...(has('lie-unchanged') ? [] : ['unchanged lies']),
    ...(has('slow-sync') ? [] : ['Sync slow', 'Sync hangs']),
  ];
  // Other spellings of names stand in weeks of their own, as long as they may not meet a Frontline that cannot be asked.
  const isSpelt = has('spellings') && (has('spellings-in-outages') || below(3) === 0);
  const inOutages = isSpelt && !has('spellings-in-outages');
  const names = spellNames(without).filter((name) => !inOutages || !/Frontline|flaky|lost/.test(name));
  const episodes = Array.from({ length: 7 }, (_, day) => drawEpisode(START + day * DAY, below, names));
  // With a low limit nobody leaves later: what is held when it is due, no sender sees.
  const limit = has('limit-counts') && below(4) === 0 ? 2 + below(3) : 999;
  const authority = has('sources') && below(2) === 0 ? (['standard'] as const) : SENDER_NAMES;
  const drawn = drawSaid(people, episodes, below, (rule) => has(rule) && (rule !== 'spellings' || isSpelt));
  const said = drawn.filter(
    ({ type, effectiveAt }) => limit === 999 || type !== 'offboarded' || effectiveAt === undefined,
  );
  return {
    seed,
    start: START,
    end: START + 7 * DAY,
    people,
    interval: [1, 2, 5][below(has('drift-cursor') ? 3 : 1)] ?? 1,
    limit,
    authority,
    episodes,
    deliveries: deliveriesOf(said, episodes, below),
    acts: drawActs(people, episodes, below, has),
  };
}

/** When what was said is delivered: late, again, and so not in order; what Okta says within a minute sometimes together. */
function deliveriesOf(said: readonly Said[], episodes: readonly Episode[], below: Below): Plan['deliveries'] {
  const all: { at: number; said: readonly Said[] }[] = [];
  for (const one of said) {
    const late = below(5) === 0 ? below(40) * MINUTE : below(20) * 1000;
    const first = Math.max(one.timestamp - below(4) * MINUTE, one.timestamp + late);
    all.push({ at: first, said: [one] });
    for (let again = below(5); again >= 3; again--) all.push({ at: first + below(30) * MINUTE + 1000, said: [one] });
    // Some senders deliver again after days.
    const episode = episodes[below(episodes.length)];
    if (below(8) === 0 && episode && episode.from > first) all.push({ at: episode.from + below(HOUR), said: [one] });
  }
  return withinEpisodes(together(all), episodes).sort((a, b) => a.at - b.at);
}

/** Nothing is delivered in the quiet times. */
function withinEpisodes(
  all: Plan['deliveries'],
  episodes: readonly Episode[],
): { at: number; said: readonly Said[] }[] {
  return all.map(({ at, said }) => {
    const inside = episodes.find(({ from, check }) => at >= from && at < check);
    return { at: inside ? Math.min(at, inside.to - 1) : at, said };
  });
}

function together(all: Plan['deliveries']): Plan['deliveries'] {
  const okta = all.filter(({ said }) => said[0]?.sender === 'okta').sort((a, b) => a.at - b.at);
  const rest = all.filter(({ said }) => said[0]?.sender !== 'okta');
  const groups: { at: number; said: readonly Said[] }[] = [];
  for (const one of okta) {
    const last = groups.at(-1);
    const isNear = last && one.at - last.at < 2 * MINUTE && last.said.length < 12;
    const isNew = last && one.said.every((said) => !last.said.includes(said));
    if (last && isNear && isNew) groups[groups.length - 1] = { at: one.at, said: [...last.said, ...one.said] };
    else groups.push(one);
  }
  return [...rest, ...groups];
}
