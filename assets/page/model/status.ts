/** A person's desired status and the comparison with Frontline. */

import type { FrontlineView, PersonView } from '../../api/views/views';
import { t } from '../i18n/translate';
import { nameOf } from './names';
import { reasonInWords, sourcesInWords } from './reasons';
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

/** Which status a person should have now. */
export function statusOf({ should, unreadable }: PersonView): PersonStatus {
  if (unreadable) return 'none';
  if (should.state === 'deactivated') return 'left';
  if (should.available === null) return 'none';
  return should.available ? 'on' : 'off';
}

/** The status a person should have now, in words. */
export function desiredStatus(person: PersonView): DesiredStatus {
  const { should, unreadable, lockouts = [] } = person;
  const status = statusOf(person);
  const because = reasonInWords(should.kind === 'off' && should.available !== null ? 'off' : should.because);
  if (unreadable) return { status, words: t('status.not-known'), because, until: null };
  const until = should.until === null ? null : Date.parse(should.until);
  const words = t(`status.${status}`);
  if (status !== 'left') return { status, words, because, until };
  const sources = lockouts.map(({ source }) => source);
  const left = sources.length === 0 ? t('reasons.left') : t('status.left-says', { sources: sourcesInWords(sources) });
  return { status, words, because: left, until };
}

/** On duty, off duty, locked out or not: in the middle of a sentence. */
export function statusWithin(status: PersonStatus | Difference): string {
  return t(`status.within-${status}`);
}

/**
 * `agrees`: fetched, and as it should be; `sent`: as it should be by what was last sent; `changing`: the next tick changes the
 * user; `waiting`: an update failed and is retried.
 */
export type MatchResult = 'agrees' | 'sent' | 'differs' | 'changing' | 'waiting' | 'missing' | 'unknown';

/** What Frontline has otherwise. */
export type Difference = 'on' | 'off' | 'left' | 'not-left';

export interface FrontlineStatus {
  readonly verdict: MatchResult;
  readonly words: string;
  /** Of what differs, unless it is a value of which nothing is known. */
  readonly difference?: Difference;
  /** When the user was fetched, ms since the epoch; otherwise the source of the value in words. */
  readonly seen: number | string;
}

/** Compares Frontline's user with the desired status. */
export function compareWithFrontline(row: Row, ticks: Ticks): FrontlineStatus {
  const { person, observation, found } = row;
  const frontline = observation?.frontline ?? person.frontline;
  const seen = observation?.at ?? '';
  // Whether they have left is in the record: nothing that Frontline shows is right or wrong.
  if (person.unreadable) return { verdict: 'unknown', words: t('status.unknown'), seen };
  const difference = differenceOf(person, frontline);
  if (person.pending?.missing || frontline.seen === 'missing') {
    return { verdict: 'missing', words: t('status.no-user'), seen };
  }
  if (person.pending && difference) return { verdict: 'waiting', words: t('status.retrying'), seen };
  if (found) return differing(FOUND[found.found], found.found, t('status.found-by-a-tick'));
  if (frontline.seen === 'unreachable') return { verdict: 'unknown', words: t('status.no-answer'), seen };
  if (frontline.seen === 'unknown') return { verdict: 'unknown', words: t('status.not-known'), seen };
  if (!difference) {
    return frontline.seen === 'noted'
      ? { verdict: 'sent', words: t('status.sent'), seen: t('status.not-checked') }
      : { verdict: 'agrees', words: t('status.matches'), seen };
  }
  if (isDue(row) && !ticks.late && (ticks.published || isDueSince(row, ticks.last))) {
    return { verdict: 'changing', words: t('status.changing'), seen: t('status.at-the-next-tick') };
  }
  return differing(difference, '', seen === '' ? t('status.last-sent') : seen);
}

/** @param value what Frontline has, where that is none of the known values. */
function differing(difference: Difference | undefined, value: string, seen: FrontlineStatus['seen']): FrontlineStatus {
  if (!difference) return { verdict: 'differs', words: value, seen };
  return { verdict: 'differs', words: t(`status.${difference}`), difference, seen };
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

const FOUND: Readonly<Record<string, Difference>> = {
  true: 'on',
  false: 'off',
  active: 'not-left',
  deactivated: 'left',
};

/** What Frontline has, if it differs. */
function differenceOf({ should }: PersonView, frontline: FrontlineView): Difference | undefined {
  if (frontline.seen === 'now' && frontline.state !== should.state) {
    return should.state === 'deactivated' ? 'not-left' : 'left';
  }
  if (frontline.seen !== 'now' && frontline.seen !== 'noted') return undefined;
  if (should.available === null || frontline.available === should.available) return undefined;
  return frontline.available ? 'on' : 'off';
}

/** What a user is, as it was just fetched. */
export function userStatus({ state, available }: Extract<FrontlineView, { seen: 'now' }>): 'on' | 'off' | 'left' {
  if (state === 'deactivated') return 'left';
  return available ? 'on' : 'off';
}

/** "Locked out", "On duty", "Off duty": what Frontline has, as it was just fetched. */
export function statusInFrontline(frontline: Extract<FrontlineView, { seen: 'now' }>): string {
  return t(`status.${userStatus(frontline)}`);
}

/** The user's name at Frontline, if it was fetched and is not just the key or identity. */
export function friendlyName({ person, observation }: Pick<Row, 'person' | 'observation'>): string {
  const name = observation?.frontline.seen === 'now' ? observation.frontline.friendlyName : '';
  return name === person.person || name === person.identity ? '' : name;
}

/** What a person is called: the roster's name for them, else Frontline's, else their key. */
export function displayName(row: Pick<Row, 'person' | 'observation'>): string {
  return row.person.name ?? (friendlyName(row) || nameOf(row.person));
}
