/** What the fragment of the page's address asks for: which of its views, and with what open. */
import { FIRST_LOOK, type Look, lookFrom, parametersOf } from './look';

/** A gap in the coverage: its rule, and when it begins (RFC 3339, UTC). */
export interface GapAddress {
  readonly rule: string;
  readonly from: string;
}

export type Route =
  | { readonly view: 'people'; readonly look: Look }
  | { readonly view: 'reports' }
  | { readonly view: 'roster'; readonly gap?: GapAddress }
  /** Who is on duty now, for a screen on the wall. `team` is "" for everybody. */
  | { readonly view: 'now'; readonly team: string };

const PEOPLE_ADDRESS = '#people';
export const ROSTER_ADDRESS = '#roster';
export const REPORTS_ADDRESS = '#reports';
const NOW_ADDRESS = '#now';

/** Any fragment that is no other view's means the people. */
export function routeOf(fragment: string): Route {
  const end = fragment.indexOf('?');
  const name = end < 0 ? fragment : fragment.slice(0, end);
  const parameters = new URLSearchParams(end < 0 ? '' : fragment.slice(end));
  if (name === REPORTS_ADDRESS) return { view: 'reports' };
  if (name === NOW_ADDRESS) return { view: 'now', team: parameters.get('team') ?? '' };
  if (name !== ROSTER_ADDRESS)
    return { view: 'people', look: name === PEOPLE_ADDRESS ? lookFrom(parameters) : FIRST_LOOK };
  const rule = parameters.get('gap');
  const from = parameters.get('from');
  return rule === null || from === null ? { view: 'roster' } : { view: 'roster', gap: { rule, from } };
}

/** The address of the people, looked at in one way. */
export function addressOfPeople(look: Look): string {
  return addressOf(PEOPLE_ADDRESS, parametersOf(look));
}

/** The address of who is on duty now. @param team "" for everybody */
export function addressOfNow(team: string): string {
  return addressOf(NOW_ADDRESS, new URLSearchParams(team === '' ? {} : { team }));
}

/** The address of the form that fills a gap. */
export function addressOfGap({ rule, from }: GapAddress): string {
  return addressOf(ROSTER_ADDRESS, new URLSearchParams({ gap: rule, from }));
}

function addressOf(name: string, parameters: URLSearchParams): string {
  const query = String(parameters);
  return query === '' ? name : `${name}?${query}`;
}
