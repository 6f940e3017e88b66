import { dayOf } from '../schedule/dates';
import { wallAt, type Zone, zoneNamed } from '../schedule/zones';
import { DAY } from '../time';

/** What a report's file is named by: the report, its period `[from, to)` in ms, and the zone of the roster. */
interface ReportOf {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly zone: string;
}

/** The name of a report's file: the report, and its first and its last day in the zone of the roster. */
export function reportFileName({ name, from, to, zone }: ReportOf, format: 'json' | 'csv'): string {
  const days = zoneNamed(zone);
  return `rosterline-${name}-${dateIn(days, from)}-${dateIn(days, to - 1)}.${format}`;
}

/** `2026-11-01`. @param instant ms */
function dateIn(zone: Zone, instant: number): string {
  return new Date(dayOf(wallAt(zone, instant)) * DAY).toISOString().slice(0, 10);
}
