/** Looks at Frontline: for the people on the screen once, and for one person whenever it is asked why. */
import type { PersonView, WhyView } from '../api/views/views';
import { fetchRoster, fetchWhy } from './api';
import { now, viewerZone } from './clock';
import { windowAround } from './model/frame';
import { observe } from './model/observations';
import { clockOf } from './model/wall-clock';
import { getSecret } from './session';
import { loadedPeople, read, write } from './store';

/** Each look at a person is a call of Frontline's API. */
const PAGE = 100;
/** A list that was filtered may show people of many pages; more than so many are not asked for at once. */
const MAX_PAGES = 3;

/** Numbers of the pages that have been looked at. */
const fetchedPages = new Set<number>();
let fetching = false;

/** From now on, all are to be looked at again. */
export function resetFetched(): void {
  fetchedPages.clear();
}

/** Looks at people who are on the screen; `places` are theirs in the order of the roster. */
export async function fetchVisible(places: readonly number[]): Promise<void> {
  const pages = new Set(places.map((place) => Math.floor(place / PAGE) + 1));
  const wanted = [...pages].filter((page) => !fetchedPages.has(page)).slice(0, MAX_PAGES);
  if (fetching || wanted.length === 0) return;
  fetching = true;
  try {
    for (const page of wanted) await fetchUsers(page);
  } catch {
    // What was noted stays. If the server cannot be reached at all, the next poll says so.
  } finally {
    fetching = false;
  }
}

async function fetchUsers(page: number): Promise<void> {
  const { from } = windowAround(now(), clockOf(viewerZone()));
  const secret = getSecret();
  const answer = await fetchRoster(secret, { page, size: PAGE, from, days: 1, look: true });
  if (answer === 'same' || secret !== getSecret()) return;
  fetchedPages.add(page);
  const { at, people, whole } = answer.view;
  saveObservations([...people, ...(whole?.others ?? [])], Date.parse(at));
}

/** Why somebody is where they are; Frontline is looked at for it. @throws Refused */
export async function explain(person: string): Promise<WhyView> {
  const secret = getSecret();
  const view = await fetchWhy(secret, person);
  if (secret === getSecret()) saveObservations([view.person], Date.parse(view.at));
  return view;
}

function saveObservations(seen: readonly PersonView[], at: number): void {
  const known = new Map(loadedPeople().map((person) => [person.person, person]));
  const observations = new Map(read().observations);
  for (const person of seen) {
    if (person.frontline.seen !== 'noted')
      observations.set(person.person, observe(person, at, known.get(person.person)));
  }
  write({ observations });
}
