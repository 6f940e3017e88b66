/** People as the API shows them, for the tests of what the page makes of them. */
import type { FrontlineView, PersonView, RosterView, WholeView } from '../../../assets/api/views/views';
import type { Ticks } from '../../../assets/page/model/ticks';

/** Sunday 22 November 2026, noon UTC. */
export const NOON = Date.parse('2026-11-22T12:00:00Z');

type Should = Partial<PersonView['should']>;

export function person(key: string, given: Partial<Omit<PersonView, 'should'>> & { should?: Should } = {}): PersonView {
  const { should, ...rest } = given;
  return {
    person: key,
    identity: `${key}@example.com`,
    zone: 'Europe/Madrid',
    onRoster: true,
    frontline: { seen: 'noted', available: should?.available ?? false },
    leave: [],
    planned: [],
    held: [],
    failed: [],
    undoable: false,
    ...rest,
    should: { available: false, state: 'active', because: 'off', kind: 'off', until: null, ...should },
  };
}

/** An offboarding that the hourly limit holds. */
export const HELD = {
  said: '2026-11-22T11:00:00Z',
  due: '2026-11-22T11:00:00Z',
  event: 'evt_1',
  why: 'limit',
  kind: 'offboarded',
  source: 'Okta',
} as const satisfies PersonView['held'][number];

export function seenNow(available: boolean, state = 'active', friendlyName = 'Somebody'): FrontlineView {
  return { seen: 'now', sid: 'US00', state, available, friendlyName };
}

/** A tick that came half a minute ago: nothing is late. */
export const ON_TIME: Ticks = { last: NOON - 30_000, late: false, published: false };

export const LEFT: Should = { available: false, state: 'deactivated', because: 'left', kind: 'left' };
export const ON: Should = { available: true, because: 'shift early', kind: 'shift', until: '2026-11-22T14:00:00Z' };

export function whole(given: Partial<WholeView> = {}): WholeView {
  const roster = { version: 1, at: null, by: 'deployment', note: null };
  return {
    roster,
    dryRun: false,
    setup: { senders: ['Okta'], exampleSenders: [], alerts: true },
    others: [],
    coverage: [],
    tick: { stopped: false },
    differences: [],
    feeds: [],
    ...given,
  };
}

export function page(people: readonly PersonView[], given: Partial<RosterView> = {}): RosterView {
  return {
    at: '2026-11-22T12:00:00Z',
    operator: { name: 'Ada', role: 'admin' },
    zone: 'America/New_York',
    from: '2026-11-21T00:00:00Z',
    to: '2026-12-07T00:00:00Z',
    page: 1,
    pages: 1,
    total: people.length,
    people,
    windows: [],
    ...given,
  };
}
