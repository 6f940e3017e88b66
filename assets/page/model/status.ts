/** A person's desired status and the comparison with Frontline. */

import type { FrontlineView, PersonView } from '../../api/views/views';
import type { Row } from './row';

/** `none`: neither the roster nor an event decides. */
export type PersonStatus = 'on' | 'off' | 'left' | 'none';

export interface DesiredStatus {
  readonly status: PersonStatus;
  readonly words: string;
  /** Plain words, possibly "". */
  readonly because: string;
  readonly until: number | null;
}

/** The status a person should have now. */
export function desiredStatus({ should, unreadable }: PersonView): DesiredStatus {
  if (unreadable) return { status: 'none', words: 'Not known', because: should.because, until: null };
  const until = should.until === null ? null : Date.parse(should.until);
  if (should.state === 'deactivated') return { status: 'left', words: 'Left', because: 'HR says so', until };
  if (should.available === null) return { status: 'none', words: 'No roster', because: should.because, until };
  const because = should.kind === 'off' ? 'no shift' : should.because;
  return should.available
    ? { status: 'on', words: 'On duty', because, until }
    : { status: 'off', words: 'Off duty', because, until };
}

/** `telling`: the next tick will update the user; `waiting`: an update failed and is retried. */
export type MatchResult = 'agrees' | 'differs' | 'telling' | 'waiting' | 'missing' | 'unknown';

export interface FrontlineStatus {
  readonly verdict: MatchResult;
  readonly words: string;
  /** When the user was fetched, ms since the epoch; otherwise the source of the value in words. */
  readonly seen: number | string;
}

/** Compares Frontline's user with the desired status. With `stopped`, no tick will update it. */
export function compareWithFrontline({ person, observation, found }: Row, stopped: boolean): FrontlineStatus {
  const frontline = observation?.frontline ?? person.frontline;
  const seen = observation?.at ?? sourceOf(frontline);
  // Whether they have left is in the record: nothing that Frontline shows is right or wrong.
  if (person.unreadable) return { verdict: 'unknown', words: 'Not compared', seen };
  const difference = differenceOf(person, frontline);
  if (person.pending?.missing || frontline.seen === 'missing') {
    return { verdict: 'missing', words: 'No user', seen };
  }
  if (person.pending && difference !== '') return { verdict: 'waiting', words: 'Not taken', seen };
  if (found) return { verdict: 'differs', words: FOUND[found.found] ?? found.found, seen: 'found by a tick' };
  if (frontline.seen === 'unreachable') return { verdict: 'unknown', words: 'No answer', seen };
  if (frontline.seen === 'unknown') return { verdict: 'unknown', words: 'Not known', seen };
  if (difference === '') return { verdict: 'agrees', words: 'Agrees', seen };
  // A tick compares with the recorded value, so the next one will update the user.
  const known = frontline.seen === 'noted';
  if (known && !stopped) return { verdict: 'telling', words: 'To be told', seen: 'at the next tick' };
  return { verdict: 'differs', words: difference, seen };
}

const FOUND: Readonly<Record<string, string>> = {
  true: 'On duty',
  false: 'Off duty',
  active: 'Still let in',
  deactivated: 'Locked out',
};

/** Frontline's value in words if it differs, else "". */
function differenceOf({ should }: PersonView, frontline: FrontlineView): string {
  if (frontline.seen === 'now' && frontline.state !== should.state) {
    return should.state === 'deactivated' ? 'Still let in' : 'Locked out';
  }
  if (frontline.seen !== 'now' && frontline.seen !== 'noted') return '';
  if (should.available === null || frontline.available === should.available) return '';
  return frontline.available ? 'On duty' : 'Off duty';
}

function sourceOf({ seen }: FrontlineView): string {
  return seen === 'noted' ? 'as last told' : '';
}

/** The user's name at Frontline, if it was fetched and is not just the key or identity. */
export function friendlyName({ person, observation }: Pick<Row, 'person' | 'observation'>): string {
  const name = observation?.frontline.seen === 'now' ? observation.frontline.friendlyName : '';
  return name === person.person || name === person.identity ? '' : name;
}
