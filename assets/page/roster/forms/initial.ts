/** What the forms begin with when the timeline opens them: times on the clock that each form's are on. */
import type { Roster } from '../../../domain/roster/roster';
import { MINUTE } from '../../../domain/time';
import type { FormAddress } from '../../model/form-address';
import { clockOf, DAY_MINUTES, dateOf, dayOf, type WallClock, type WallMinute } from '../../model/wall-clock';

/** Dates are 2026-12-01, times 09:00; without times whole days are meant, the last one included. */
export interface InitialTimes {
  readonly from: string;
  readonly fromTime: string;
  readonly to: string;
  readonly toTime: string;
}

/** On the clock of the person, as those of covers and overrides are. */
export function initialTimes({ person, from, to }: FormAddress, roster: Roster): InitialTimes {
  const clock = clockOfPerson(person, roster);
  const [begin, end] = [clock.wall(from), clock.wall(to)];
  const isWhole = begin % DAY_MINUTES === 0 && end % DAY_MINUTES === 0;
  if (isWhole) return { from: dateOf(dayOf(begin)), fromTime: '', to: dateOf(dayOf(end - 1)), toTime: '' };
  return { from: dateOf(dayOf(begin)), fromTime: timeOf(begin), to: dateOf(dayOf(end)), toTime: timeOf(end) };
}

/** The date on which the shift starts, on the clock of the shift, as that of a swap is. */
export function initialDate({ person, from, shift }: FormAddress, roster: Roster): string {
  const index = roster.people.findIndex(({ key }) => key === person);
  const named = roster.shifts.filter(({ id }) => id === shift);
  const zone = (named.find(({ who }) => who?.includes(index)) ?? named[0])?.zone;
  return dateOf(dayOf((zone === undefined ? clockOfPerson(person, roster) : clockOf(zone)).wall(from)));
}

function clockOfPerson(person: string, { people, zone }: Roster): WallClock {
  return clockOf(people.find(({ key }) => key === person)?.zone ?? zone);
}

function timeOf(wall: WallMinute): string {
  return new Date(wall * MINUTE).toISOString().slice(11, 16);
}
