/** A person's desired status and the comparison with Frontline. */

import type { FrontlineView, PersonView } from '../../api/views/views';
import { userInWords } from '../../domain/person/change-words';
import type { Row } from './row';
import type { Ticks } from './ticks';

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
export function desiredStatus({ should, unreadable, lockouts = [] }: PersonView): DesiredStatus {
  if (unreadable) return { status: 'none', words: 'Not known', because: should.because, until: null };
  const until = should.until === null ? null : Date.parse(should.until);
  if (should.state === 'deactivated') {
    const sources = lockouts.map(({ source }) => source).join(' and ');
    return { status: 'left', words: 'Locked out', because: sources ? `left, says ${sources}` : 'left', until };
  }
  if (should.available === null) return { status: 'none', words: 'No roster', because: should.because, until };
  const because = should.kind === 'off' ? 'no shift' : should.because;
  return should.available
    ? { status: 'on', words: 'On duty', because, until }
    : { status: 'off', words: 'Off duty', because, until };
}

/**
 * `agrees`: fetched, and as it should be; `sent`: as it should be by what was last sent; `changing`: the next tick changes the
 * user; `waiting`: an update failed and is retried.
 */
export type MatchResult = 'agrees' | 'sent' | 'differs' | 'changing' | 'waiting' | 'missing' | 'unknown';

export interface FrontlineStatus {
  readonly verdict: MatchResult;
  readonly words: string;
  /** When the user was fetched, ms since the epoch; otherwise the source of the value in words. */
  readonly seen: number | string;
}

/** Compares Frontline's user with the desired status. */
export function compareWithFrontline(row: Row, ticks: Ticks): FrontlineStatus {
  const { person, observation, found } = row;
  const frontline = observation?.frontline ?? person.frontline;
  const seen = observation?.at ?? '';
  // Whether they have left is in the record: nothing that Frontline shows is right or wrong.
  if (person.unreadable) return { verdict: 'unknown', words: 'Unknown', seen };
  const difference = differenceOf(person, frontline);
  if (person.pending?.missing || frontline.seen === 'missing') {
    return { verdict: 'missing', words: 'No user', seen };
  }
  if (person.pending && difference !== '') return { verdict: 'waiting', words: 'Retrying', seen };
  if (found) return { verdict: 'differs', words: FOUND[found.found] ?? found.found, seen: 'found by a tick' };
  if (frontline.seen === 'unreachable') return { verdict: 'unknown', words: 'No answer', seen };
  if (frontline.seen === 'unknown') return { verdict: 'unknown', words: 'Not known', seen };
  if (difference === '') {
    return frontline.seen === 'noted'
      ? { verdict: 'sent', words: 'Sent', seen: 'not checked' }
      : { verdict: 'agrees', words: 'Matches', seen };
  }
  if (isDue(row) && !ticks.late && (ticks.published || isDueSince(row, ticks.last))) {
    return { verdict: 'changing', words: 'Changing now', seen: 'at the next tick' };
  }
  return { verdict: 'differs', words: difference, seen: seen === '' ? 'last sent' : seen };
}

/**
 * Whether the next tick is going to switch the person: it compares what should be with what it has recorded. A lock-out is none
 * of that: whoever has left and is not locked out needs attention at once.
 */
export function isDue({ person, observation }: Row): boolean {
  const { should, frontline: recorded } = person;
  const isRecorded = recorded.seen === 'noted' && recorded.available !== should.available;
  const seen = observation?.frontline;
  const isElse = seen?.seen === 'now' && (seen.state !== should.state || seen.available === should.available);
  return isRecorded && !isElse && should.available !== null && should.state === 'active' && !person.unreadable;
}

/** Whether they have come on or gone off duty, by the schedule, since the last tick (ms). */
function isDueSince({ person, window }: Row, tick: number | undefined): boolean {
  if (tick === undefined || !window) return false;
  const wasOn = window.on.some(({ from, to }) => Date.parse(from) <= tick && tick < Date.parse(to));
  return wasOn !== person.should.available;
}

const FOUND: Readonly<Record<string, string>> = {
  true: 'On duty',
  false: 'Off duty',
  active: 'Not locked out',
  deactivated: 'Locked out',
};

/** Frontline's value in words if it differs, else "". */
function differenceOf({ should }: PersonView, frontline: FrontlineView): string {
  if (frontline.seen === 'now' && frontline.state !== should.state) {
    return should.state === 'deactivated' ? 'Not locked out' : 'Locked out';
  }
  if (frontline.seen !== 'now' && frontline.seen !== 'noted') return '';
  if (should.available === null || frontline.available === should.available) return '';
  return frontline.available ? 'On duty' : 'Off duty';
}

/** "Locked out", "On duty", "Off duty": what Frontline has, as it was just fetched. */
export function statusInFrontline(frontline: Extract<FrontlineView, { seen: 'now' }>): string {
  const words = userInWords(frontline);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** The user's name at Frontline, if it was fetched and is not just the key or identity. */
export function friendlyName({ person, observation }: Pick<Row, 'person' | 'observation'>): string {
  const name = observation?.frontline.seen === 'now' ? observation.frontline.friendlyName : '';
  return name === person.person || name === person.identity ? '' : name;
}

/** What a person is called: the roster's name for them, else Frontline's, else their key. */
export function displayName(row: Pick<Row, 'person' | 'observation'>): string {
  return row.person.name ?? (friendlyName(row) || row.person.person);
}
