/** What the fragment of the page's address asks for: which of its views, and with what open. */

/** A gap in the coverage: its rule, and when it begins (RFC 3339, UTC). */
export interface GapAddress {
  readonly rule: string;
  readonly from: string;
}

export type Route =
  | { readonly view: 'people' }
  | { readonly view: 'reports' }
  | { readonly view: 'roster'; readonly gap?: GapAddress };

export const PEOPLE_ADDRESS = '#people';
export const ROSTER_ADDRESS = '#roster';
export const REPORTS_ADDRESS = '#reports';

/** Any fragment that is no other view's means the people. */
export function routeOf(fragment: string): Route {
  const [name, query] = fragment.split('?');
  if (name === REPORTS_ADDRESS) return { view: 'reports' };
  if (name !== ROSTER_ADDRESS) return { view: 'people' };
  const parameters = new URLSearchParams(query);
  const rule = parameters.get('gap');
  const from = parameters.get('from');
  return rule === null || from === null ? { view: 'roster' } : { view: 'roster', gap: { rule, from } };
}

/** The address of the form that fills a gap. */
export function addressOfGap({ rule, from }: GapAddress): string {
  return `${ROSTER_ADDRESS}?${new URLSearchParams({ gap: rule, from })}`;
}
