/** Rosters of many people, made up but ordinary: everyone works eight hours, Monday to Friday, on their own clock. */
import type { Person, Roster, Shift } from '../../assets/domain/roster/roster';

export const ZONES = [
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/New_York',
  'America/Santiago',
  'America/Sao_Paulo',
  'Europe/Athens',
  'Europe/Berlin',
  'Europe/London',
  'Europe/Madrid',
  'Africa/Cairo',
  'Africa/Johannesburg',
  'Asia/Dubai',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Pacific/Auckland',
] as const;

const LENGTH = 8 * 60;

export interface Crowd {
  readonly roster: Roster;
  /** For each person, in order: their zone and the minute of the day at which they begin. */
  readonly hours: readonly { readonly zone: string; readonly from: number; readonly to: number }[];
}

/**
 * `size` people over 20 zones. `starts`: how many different beginnings each zone has, a minute apart or more; with one for each
 * person, nobody has their hours in common.
 */
export function crowd(size: number, starts: number): Crowd {
  const hours = Array.from({ length: size }, (_, person) => {
    const start = Math.floor(person / ZONES.length) % starts;
    const from = 6 * 60 + Math.floor((start * 10 * 60) / starts);
    return { zone: ZONES[person % ZONES.length] ?? 'UTC', from, to: from + LENGTH };
  });
  const people = hours.map(
    ({ zone }, person): Person => ({
      key: `p${person}`,
      identity: `p${person}@example.com`,
      zone,
      holidays: [],
      ids: {},
    }),
  );
  const shifts = new Map<string, Shift & { who: number[] }>();
  hours.forEach(({ zone, from, to }, person) => {
    const id = starts * ZONES.length >= size ? `own ${person}` : `${zone} ${from}`;
    const shift: Shift & { who: number[] } = shifts.get(id) ?? { id, zone, days: 0b0011111, from, to, who: [] };
    shift.who.push(person);
    shifts.set(id, shift);
  });
  const nothing = { holidays: {}, leave: [], overrides: [], swaps: [], coverage: [], protect: [], feeds: [] };
  return { roster: { version: 1, zone: 'UTC', people, shifts: [...shifts.values()], ...nothing }, hours };
}
