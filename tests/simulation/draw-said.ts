import { REFUSED_VALUE } from './cloud';
import type { Episode } from './episodes';
import { DAY, HOUR, MINUTE } from './episodes';
import type { Below, SimPerson } from './people';
import type { HasRule } from './rules';
import type { Said, SaidType } from './said';

const EMPLOYMENT: readonly SaidType[] = ['offboarded', 'offboarded', 'reinstated', 'offboarding_cancelled'];
const OTHERS: readonly SaidType[] = ['leave', 'leave_cancelled', 'availability', 'availability', 'profile'];
/** Two words of one person are at least so far apart, ms: between two of one instant the contract has an order of its own. */
const APART = 6000;
/** Of one person's employment no more is said in a week: more late words than the product keeps decide nothing here. */
const MOST_EMPLOYMENT = 12;

/** Draws what is said of whom in the busy times. */
export function drawSaid(
  people: readonly SimPerson[],
  episodes: readonly Episode[],
  below: Below,
  has: HasRule,
): Said[] {
  const said: Said[] = [];
  const employment = new Map<string, number>();
  const draw = drawingApart(below);
  for (const [day, episode] of episodes.entries()) {
    const count = 8 + below(22);
    for (let n = 0; n < count; n++) {
      const person = people[below(people.length)];
      if (!person) continue;
      const words = employment.get(person.key) ?? 0;
      const isEmployment = below(2) === 0 && words < MOST_EMPLOYMENT;
      const types = isEmployment ? EMPLOYMENT : OTHERS;
      const type = types[below(types.length)] ?? 'profile';
      const timestamp = draw(episode.from, episode.to - MINUTE, person.key);
      const one = wordOf({ type, person, timestamp, id: `d${day}n${n}` }, episode, draw, below, has);
      const others = has('same-second') ? withinTheSecond(one, person, below) : [];
      if (isEmployment) employment.set(person.key, words + 1 + others.length);
      said.push(one, ...others);
    }
  }
  if (has('many-leaves')) said.push(...manyLeaves(people, episodes, below));
  if (has('reused-id')) said.push(...reusedIds(said, episodes, draw, below));
  return said;
}

type Draw = (from: number, to: number, key: string) => number;

/** Draws instants, those of one person apart from each other. */
function drawingApart(below: Below): Draw {
  const taken = new Set<string>();
  return (from, to, key) => {
    for (;;) {
      const at = from + below(to - from);
      const slot = `${key} ${Math.floor(at / APART)}`;
      if (taken.has(slot)) continue;
      taken.add(slot);
      return Math.floor(at / APART) * APART + 1000 + below(3000);
    }
  };
}

/** Now and then, against a leaving of that whole second a return within it, or the other way round: then the leaving counts. */
function withinTheSecond({ id, type, timestamp, effectiveAt }: Said, { key, home }: SimPerson, below: Below): Said[] {
  if (effectiveAt !== undefined || below(5) > 0) return [];
  const second = Math.floor(timestamp / 1000) * 1000;
  const base = { id: `${id}s`, person: key };
  if (type === 'offboarded' && timestamp === second) {
    return [{ ...base, sender: 'standard', type: 'reinstated', timestamp: second + 1 + below(998) }];
  }
  if (type !== 'reinstated' || home === 'standard') return [];
  return [{ ...base, sender: home, type: 'offboarded', timestamp: second }];
}

/** Somebody who is on leave, and has two dozen leaves to come. */
function manyLeaves(people: readonly SimPerson[], episodes: readonly Episode[], below: Below): Said[] {
  const person = people[below(people.length)];
  const episode = episodes[below(episodes.length)];
  if (!person || !episode) return [];
  return Array.from({ length: 24 }, (_, n): Said => {
    const timestamp = episode.from + n * APART + 500;
    const from = n === 0 ? timestamp - HOUR : timestamp + n * 10 * DAY;
    const id = `leaves-${n}`;
    const to = from + (n === 0 ? 3 * DAY : DAY);
    return { id, person: person.key, sender: 'standard', type: 'leave', timestamp, leave: id, from, to };
  });
}

/** Some lock-outs come under an id that was used for an earlier one of the same person. */
function reusedIds(said: readonly Said[], episodes: readonly Episode[], draw: Draw, below: Below): Said[] {
  const first = said.filter(({ type, sender, effectiveAt }) => {
    return type === 'offboarded' && sender === 'standard' && effectiveAt === undefined && below(5) === 0;
  });
  return first.flatMap((one): Said[] => {
    const later = episodes.find(({ from }) => from > one.timestamp);
    if (!later) return [];
    return [{ ...one, timestamp: draw(later.from, later.to - MINUTE, one.person), reused: true }];
  });
}

interface Drawn {
  readonly type: SaidType;
  readonly person: SimPerson;
  readonly timestamp: number;
  readonly id: string;
}

function wordOf(
  { type, person, timestamp, id }: Drawn,
  episode: Episode,
  draw: Draw,
  below: Below,
  has: HasRule,
): Said {
  const sender = senderOf(type, person, below, has);
  // BambooHR and Gusto write whole seconds.
  const whole = sender === 'bamboohr' || sender === 'gusto';
  const at = whole ? Math.floor(timestamp / 1000) * 1000 : timestamp;
  const base = { id: `${sender}-${id}`, person: person.key, sender, type, timestamp: at };
  const spelling = spellingOf(person, sender, below, has);
  const later = () => draw(at + 2 * MINUTE, Math.max(episode.to, at + HOUR), person.key);
  return { ...base, ...(spelling !== undefined && { spelling }), ...detailsOf(base, later, below, has) };
}

function senderOf(type: SaidType, { home }: SimPerson, below: Below, has: HasRule): Said['sender'] {
  if (type === 'offboarded') return has('sources') && below(4) === 0 ? 'standard' : home;
  if (type === 'reinstated') return below(2) === 0 ? home : 'standard';
  return type === 'offboarding_cancelled' && home === 'gusto' ? 'gusto' : 'standard';
}

function spellingOf(
  { sid, identity, key, onRoster, user }: SimPerson,
  sender: Said['sender'],
  below: Below,
  has: HasRule,
) {
  if (sender !== 'standard' && sender !== 'okta') return undefined;
  if (sender === 'standard' && onRoster && below(4) === 0) return key;
  if (!has('spellings') || !user || below(3) > 0) return undefined;
  const spellings = [sid, ...(onRoster ? [identity.toUpperCase(), identity.normalize('NFD')] : [])];
  return spellings[below(spellings.length)];
}

function detailsOf(
  { type, id, timestamp, sender }: Pick<Said, 'type' | 'id' | 'timestamp' | 'sender'>,
  later: () => number,
  below: Below,
  has: HasRule,
): Partial<Said> {
  switch (type) {
    case 'offboarded':
    case 'reinstated':
      return sender === 'standard' && below(3) === 0 ? { effectiveAt: later() } : {};
    case 'leave': {
      const from = timestamp - HOUR + below(3 * HOUR);
      return { leave: `leave-${below(4)}`, from, to: from + HOUR + below(2 * DAY) };
    }
    case 'leave_cancelled':
      return { leave: `leave-${below(4)}` };
    case 'availability': {
      const available = below(2) === 0;
      if (has('open-override') && below(3) === 0) return { available };
      return { available, to: timestamp + 10 * MINUTE + below(12 * HOUR) };
    }
    case 'profile': {
      const refused = has('refused-profile') && below(3) === 0;
      return { friendlyName: `Name ${id}`, ...(refused && { avatar: REFUSED_VALUE }) };
    }
    default:
      return {};
  }
}
