/** Small roster files for tests. */
import { compiledRoster } from '../../assets/application/live-roster/current-roster';
import type { DeployedRoster } from '../../assets/application/live-roster/roster-in-use';
import { digest } from '../../assets/domain/person/record';
import type { Roster } from '../../assets/domain/roster/roster';
import type { Diagnostic } from '../../assets/roster-file/diagnostics';
import { type RosterParseResult, readRoster } from '../../assets/roster-file/read';

/** Two people on one shift; `more` is added below. */
export function smallRoster(more = ''): string {
  return `version: 1
zone: America/New_York
people:
  ana: { identity: ana@example.com, zone: Europe/Madrid }
  ben: { identity: ben@example.com }
shifts:
  - { id: early, days: [mon], from: "07:00", to: "15:00", who: [ana, ben] }
${more}`;
}

/** The identity of somebody of {@link rosterOf}. */
export function identityOf(key: string): string {
  return `${key}@example.com`;
}

/** What is special in a roster of {@link rosterOf}. */
interface Special {
  /** Who works the shift; by default everybody. */
  readonly onDuty?: readonly string[];
  readonly days?: string;
  /** When the shift ends. */
  readonly to?: string;
  /** Added below. */
  readonly more?: string;
}

/** People in UTC by their keys, with one shift: on Mondays, 8 to 16, unless it says otherwise. */
export function rosterOf(
  keys: readonly string[],
  { onDuty = keys, days = 'mon', to = '16:00', more = '' }: Special = {},
): string {
  const shift = `  - { id: day, days: [${days}], from: "08:00", to: "${to}", who: [${onDuty.join(', ')}] }`;
  return `version: 1
zone: UTC
people:
${keys.map((key) => `  ${key}: { identity: ${identityOf(key)} }`).join('\n')}
shifts:${onDuty.length > 0 ? `\n${shift}` : ' []'}
${more}`;
}

/** A file as a deployment brings it. @throws Error with all errors of an invalid one. */
export function deployedFrom(yaml: string, compiler = 'this release'): DeployedRoster {
  return { ...compiledRoster(validRoster(yaml)), digest: digest(yaml), compiler, text: async () => yaml };
}

/** Compiles a roster. @throws Error with all errors of an invalid one. */
export function validRoster(text: string): Roster {
  return parseValidRoster(text).roster;
}

export function parseValidRoster(text: string): Exclude<RosterParseResult, { errors: readonly Diagnostic[] }> {
  const result = readRoster(text, 'roster.yaml');
  if ('errors' in result) throw new Error(errorsIn(text).join('\n'));
  return result;
}

/** The errors as `line:column path: message`. */
export function errorsIn(text: string): string[] {
  const result = readRoster(text, 'roster.yaml');
  if (!('errors' in result)) return [];
  return result.errors.map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
}
