/** Fetches Frontline users: those on the screen once, and one person each time their panel asks why. */
import type { PersonView, WhyView } from '../api/views/views';
import { fetchRoster, fetchWhy } from './api';
import { now, viewerZone } from './clock';
import { windowAround } from './model/frame';
import { observe } from './model/observations';
import { clockOf } from './model/wall-clock';
import { getSecret } from './session';
import { loadedPeople, read, write } from './store';

/** People per request: each fetched user costs one call of Frontline's API. */
const PAGE = 100;
/** Most pages fetched at a time: a filtered list may show people of many pages. */
const MAX_PAGES = 3;

/** Numbers of the pages fetched already. */
const fetchedPages = new Set<number>();
let fetching = false;

/** Marks all pages as not fetched. */
export function resetFetched(): void {
  fetchedPages.clear();
}

/** Fetches the people on the screen; `places` are their positions in the order of the roster. */
export async function fetchVisible(places: readonly number[]): Promise<void> {
  const pages = new Set(places.map((place) => Math.floor(place / PAGE) + 1));
  const wanted = [...pages].filter((page) => !fetchedPages.has(page)).slice(0, MAX_PAGES);
  if (fetching || wanted.length === 0) return;
  fetching = true;
  try {
    for (const page of wanted) await fetchUsers(page);
  } catch {
    // The recorded values stay on show. If the server is unreachable, the next poll reports it.
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

/** Fetches the explanation of a person's status, including a fresh read of Frontline. @throws RequestFailed */
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
