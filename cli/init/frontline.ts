/** Fetches the people of a list of identities from Frontline, which cannot list its users: https://www.twilio.com/docs/frontline/api/user-resource */
import { frontlineTarget } from '../../assets/adapters/frontline/target';
import type { Target } from '../../assets/application/ports';
import { MINUTE } from '../../assets/domain/time';
import { statusOf } from '../../assets/lib/errors';
import { likelyReason } from '../../assets/lib/outages';
import { connect, type LiveAccount } from '../plan/client';
import type { ListedPerson } from './person';
import type { ListFault } from './table';

/** An identity or SID, and where it stands. */
export interface Wanted {
  /** Of the file, from 1. */
  readonly line: number;
  readonly account: string;
}

/** What Frontline has of a list. */
export interface FromFrontline {
  /** By the identity that Frontline answers; a user who is deactivated has the status `deactivated`. */
  readonly people: readonly ListedPerson[];
  readonly notFound: readonly Wanted[];
  /** Who is available at the moment, by identity. */
  readonly available: readonly string[];
}

/** Reads a file with an identity or SID on each line; blank lines count for nothing. */
export function readIdentities(text: string): readonly Wanted[] | { readonly faults: readonly ListFault[] } {
  const wanted = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ line: index + 1, account: line.trim() }))
    .filter(({ account }) => account !== '');
  const faults = wanted
    .filter(({ account }) => account === '.' || account === '..' || /\p{Cc}/u.test(account))
    .map(({ line, account }) => ({ line, message: `found ${JSON.stringify(account)}, expected an identity or SID` }));
  if (wanted.length === 0) faults.push({ line: 1, message: 'found nobody, expected an identity or SID on each line' });
  return faults.length > 0 ? { faults } : wanted;
}

/** Long lists take their time: Frontline's limits are not published, and it may ask for patience. */
const BUDGET_MS = 10 * MINUTE;

/** Frontline as a command sees it, without changing anything. */
export function frontlineOf(live: LiveAccount): Pick<Target, 'find'> {
  return frontlineTarget(connect(live, BUDGET_MS), true);
}

/** Side by side, so many. The adapter slows down where Frontline asks for it. */
const AT_ONCE = 8;

/** @throws Error in words for people where Frontline does not answer about somebody: who is there is not known then. */
export async function fetchPeople(wanted: readonly Wanted[], { find }: Pick<Target, 'find'>): Promise<FromFrontline> {
  const people: ListedPerson[] = [];
  const notFound: Wanted[] = [];
  const available: string[] = [];
  const seen = new Set<string>();
  for (let start = 0; start < wanted.length; start += AT_ONCE) {
    const some = wanted.slice(start, start + AT_ONCE);
    const users = await Promise.all(some.map(({ account }) => find(account))).catch((error: unknown) => {
      throw new Error(`Frontline could not be asked. Likely reason: ${likelyReason(statusOf(error), 'Frontline')}.`);
    });
    for (const [index, { line, account }] of some.entries()) {
      const user = users[index];
      if (user === undefined) notFound.push({ line, account });
      // A SID and an identity may mean one user.
      if (user === undefined || seen.has(user.account)) continue;
      seen.add(user.account);
      if (user.available) available.push(user.account);
      const name = user.name === '' ? undefined : user.name.replace(/\s+/g, ' ').trim();
      people.push({ line, identity: user.account, name, ids: {}, ...(!user.access && { status: 'deactivated' }) });
    }
  }
  return { people, notFound, available };
}
