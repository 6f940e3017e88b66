/** Rosters for tests, as they are compiled. */
import type { Person, Roster, Weekly } from '../../../assets/domain/roster/roster';

export function person(key: string, zone: string, holidays: readonly string[] = []): Person {
  return { key, identity: `${key}@example.com`, zone, holidays, ids: {} };
}

export function emptyRoster(zone: string, people: readonly Person[]): Roster {
  return {
    version: 1,
    zone,
    people,
    shifts: [],
    holidays: {},
    leave: [],
    overrides: [],
    swaps: [],
    coverage: [],
    protect: [],
    feeds: [],
  };
}

/** One person, one shift. */
export function oneShift(weekly: Weekly): Roster {
  return { ...emptyRoster(weekly.zone, [person('ana', weekly.zone)]), shifts: [{ id: 'only', ...weekly, who: [0] }] };
}
