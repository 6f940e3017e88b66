/** What another roster would change: told before it is published. Instants are ms. */
import { type MovedTurn, movedTurns } from '../../domain/schedule/moved-turns';
import { newShortfalls } from '../../domain/schedule/new-shortfalls';
import type { Resolver, Shortfall } from '../../domain/schedule/schedule';
import { DAY } from '../../domain/time';
import type { Switches } from '../tick/pass-result';
import type { foresee, TickPorts } from '../tick/tick';
import type { RosterInUse, RosterParts } from './roster-in-use';

/** Coverage is compared so far ahead, and the turns of rotations. */
const COVERAGE_MS = 14 * DAY;
const TURNS_MS = 90 * DAY;

/** The ports that foreseeing takes. `foresee` is handed in: most who need the roster have no use for the code of ticks. */
export type ForeseePorts = TickPorts & RosterInUse & { readonly foresee: typeof foresee };

/** What publishing a roster changes. */
export interface RosterChanges extends Switches {
  /** So many users could not be fetched in time: nothing is known of what the tick changes of them. */
  readonly unseen: number;
  readonly shortfalls: readonly Shortfall[];
  readonly moved: readonly MovedTurn[];
}

/** @param next the other roster. @param resolver its own, with what its feeds say. @throws Unavailable */
export async function foreseeChanges(
  next: RosterParts,
  resolver: Resolver,
  ports: ForeseePorts,
): Promise<RosterChanges> {
  // Of a roster that is not published yet no version can be in doubt.
  const { rosterDoubt: _, rosterVersion: counting, foresee, ...ground } = ports;
  const now = ports.now();
  const { switches, unseen, facts } = await foresee({ ...ground, ...next, resolver });
  const after = resolver.coverage(now, now + COVERAGE_MS, facts);
  // Without knowing which roster counts until now, everything is new.
  if (!counting) return { ...switches, unseen, shortfalls: after, moved: [] };
  const before = after.length > 0 ? ports.resolver.coverage(now, now + COVERAGE_MS, facts) : [];
  return {
    ...switches,
    unseen,
    shortfalls: newShortfalls(before, after),
    moved: movedTurns(ports.roster, next.roster, now, now + TURNS_MS),
  };
}
