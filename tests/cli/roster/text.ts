/** Small roster files for tests. */
import type { Roster } from '../../../assets/domain/roster/roster';
import type { Fault } from '../../../cli/roster/diagnostics';
import { type Reading, readRoster } from '../../../cli/roster/read';

/** Two people on one shift; `more` is added below. */
export function small(more = ''): string {
  return `version: 1
zone: America/New_York
people:
  ana: { identity: ana@example.com, zone: Europe/Madrid }
  ben: { identity: ben@example.com }
shifts:
  - { id: early, days: [mon], from: "07:00", to: "15:00", who: [ana, ben] }
${more}`;
}

/** The compiled roster; throws with the faults if there are any. */
export function sound(text: string): Roster {
  return soundReading(text).roster;
}

export function soundReading(text: string): Exclude<Reading, { faults: readonly Fault[] }> {
  const reading = readRoster(text, 'roster.yaml');
  if ('faults' in reading) throw new Error(faultsIn(text).join('\n'));
  return reading;
}

/** The faults as `line:column path: message`. */
export function faultsIn(text: string): string[] {
  const reading = readRoster(text, 'roster.yaml');
  if (!('faults' in reading)) return [];
  return reading.faults.map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
}
