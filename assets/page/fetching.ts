/** Fetches Frontline users: those on the screen once, and one person each time their panel asks why. */
import type { PersonView, WhyView } from '../api/views/views';
import { fetchRoster, fetchWhy } from './api';
import { now, viewerZone } from './clock';
import { windowAround } from './model/frame';
import { observe } from './model/observations';
import { clockOf } from './model/wall-clock';
import { getSecret } from './session';
import { loadedPeople, read, write } from './store';

/** Most people per request: each fetched user costs one call of Frontline's API. */
const MOST = 100;

/** Somebody on the screen. */
export interface Visible {
  readonly person: string;
  /** In the order of the roster, from 0. */
  readonly place: number;
}

/** Whose user has been fetched; whether those of people who are in records only have. */
const fetched = new Set<string>();
let areOthersFetched = false;
let fetching = false;

/** Marks everybody as not fetched. */
export function resetFetched(): void {
  fetched.clear();
  areOthersFetched = false;
}

/** Fetches the users of the people on the screen, and of those who are in records only: they are few, and may have left. */
export async function fetchVisible(visible: readonly Visible[]): Promise<void> {
  const wanted = visible.filter(({ person }) => !fetched.has(person)).slice(0, MOST);
  const hasOthers = !areOthersFetched && (read().pages[0]?.view.whole?.others ?? []).length > 0;
  if (fetching || (wanted.length === 0 && !hasOthers)) return;
  fetching = true;
  try {
    if (wanted.length > 0 && (await fetchUsers({ places: wanted.map(({ place }) => place) }))) {
      for (const { person } of wanted) fetched.add(person);
    }
    if (hasOthers && (await fetchUsers({ page: 1, size: 1 }))) areOthersFetched = true;
  } catch {
    // The recorded values stay on show. If the server is unreachable, the next poll reports it.
  } finally {
    fetching = false;
  }
}

/** Returns whether they were fetched: not if the session has ended meanwhile. @throws RequestFailed */
async function fetchUsers(
  of: { readonly places: readonly number[] } | { readonly page: number; readonly size: number },
) {
  const { from } = windowAround(now(), clockOf(viewerZone()));
  const secret = getSecret();
  const answer = await fetchRoster(secret, { ...of, from, days: 1, look: true });
  if (answer === 'same' || secret !== getSecret()) return false;
  const { at, people, whole } = answer.view;
  saveObservations([...people, ...(whole?.others ?? [])], Date.parse(at));
  return true;
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
