/** Looks at Frontline: for the people on the screen once, and for one person whenever it is asked why. */
import type { PersonView, WhyView } from '../api/views/views';
import { askRoster, askWhy } from './api';
import { now, viewerZone } from './clock';
import { windowAround } from './model/frame';
import { lookOf } from './model/looks';
import { clockOf } from './model/wall-clock';
import { theSecret } from './session';
import { everybody, read, write } from './store';

/** Each look at a person is a call of Frontline's API. */
const PAGE = 100;
/** A list that was filtered may show people of many pages; more than so many are not asked for at once. */
const AT_ONCE = 3;

/** Numbers of the pages that have been looked at. */
const looked = new Set<number>();
let looking = false;

/** From now on, all are to be looked at again. */
export function lookAgain(): void {
  looked.clear();
}

/** Looks at people who are on the screen; `places` are theirs in the order of the roster. */
export async function lookAround(places: readonly number[]): Promise<void> {
  const pages = new Set(places.map((place) => Math.floor(place / PAGE) + 1));
  const wanted = [...pages].filter((page) => !looked.has(page)).slice(0, AT_ONCE);
  if (looking || wanted.length === 0) return;
  looking = true;
  try {
    for (const page of wanted) await lookAt(page);
  } catch {
    // What was noted stays. If the server cannot be reached at all, the next poll says so.
  } finally {
    looking = false;
  }
}

async function lookAt(page: number): Promise<void> {
  const { from } = windowAround(now(), clockOf(viewerZone()));
  const secret = theSecret();
  const answer = await askRoster(secret, { page, size: PAGE, from, days: 1, look: true });
  if (answer === 'same' || secret !== theSecret()) return;
  looked.add(page);
  const { at, people, whole } = answer.view;
  remember([...people, ...(whole?.others ?? [])], Date.parse(at));
}

/** Why somebody is where they are; Frontline is looked at for it. @throws Refused */
export async function why(person: string): Promise<WhyView> {
  const secret = theSecret();
  const view = await askWhy(secret, person);
  if (secret === theSecret()) remember([view.person], Date.parse(view.at));
  return view;
}

function remember(seen: readonly PersonView[], at: number): void {
  const known = new Map(everybody().map((person) => [person.person, person]));
  const looks = new Map(read().looks);
  for (const person of seen) {
    if (person.frontline.seen !== 'noted') looks.set(person.person, lookOf(person, at, known.get(person.person)));
  }
  write({ looks });
}
