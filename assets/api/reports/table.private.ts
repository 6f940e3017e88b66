/** What reports have in common: the period that is asked for, and a table as JSON or CSV. */

import { type StoredRecords, Unavailable } from '../../application/ports';
import { recordsByIdentity } from '../../application/refile-records';
import type { PersonRecord } from '../../domain/person/record';
import { reportFileName } from '../../domain/reports/report-file';
import { wallOf } from '../../domain/schedule/dates';
import { midnight, toInstant, type Zone, zoneNamed } from '../../domain/schedule/zones';
import { rfc3339Instant } from '../../domain/staff-event';
import { DAY, formatInstant } from '../../domain/time';
import * as z from '../../lib/zod';
import { type Answer, ok, problem, type ValidationError } from '../http/answer';

const WHEN = { error: 'expected a date such as 2026-11-01, or an instant such as 2026-11-01T09:00:00Z' };

/** A date, as days since 1970-01-01, or an instant, ms. */
type When = { readonly day: number } | { readonly instant: number };

const when = z.union(
  [
    z.iso.date().transform((date): When => ({ day: Date.parse(`${date}T00:00:00Z`) / DAY })),
    rfc3339Instant.transform((instant): When => ({ instant })),
  ],
  WHEN,
);

/** What every report can be asked for. */
export const reportQuery = {
  from: when.optional(),
  to: when.optional(),
  format: z.enum(['json', 'csv'], { error: 'expected json or csv' }).optional(),
};

/** What was asked for, as it comes out of {@link reportQuery}. */
export interface ReportQuery {
  readonly from?: When | undefined;
  readonly to?: When | undefined;
  readonly format?: 'json' | 'csv' | undefined;
}

/** A period of time, `[from, to)` in ms. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** How long a period is without `from`, and at most, in days. */
interface PeriodLimits {
  readonly days: number;
  readonly most: number;
}

/**
 * The period that is asked for. A date means the whole day in the zone, as `to` to its end; without `to` it is today.
 * @returns all faults, where there are any.
 */
export function periodOf(
  { from, to }: ReportQuery,
  zoneName: string,
  now: number,
  { days, most }: PeriodLimits,
): Period | { readonly errors: readonly ValidationError[] } {
  const zone = zoneNamed(zoneName);
  const end = to === undefined ? midnight(zone, now, 1) : instantOf(to, zone, 1);
  const begin = from === undefined ? startOf(end, days, zone) : instantOf(from, zone, 0);
  const errors: ValidationError[] = [];
  const found = `found ${formatInstant(begin)} to ${formatInstant(end)}`;
  if (begin >= end) errors.push({ path: 'from', message: `expected a time before "to"; ${found}` });
  if (end - begin > (most + 1) * DAY) {
    errors.push({ path: 'from', message: `expected at most ${most} days before "to"; ${found}` });
  }
  return errors.length > 0 ? { errors } : { from: begin, to: end };
}

function instantOf(asked: When, zone: Zone, days: number): number {
  return 'instant' in asked ? asked.instant : toInstant(zone, wallOf(asked.day + days));
}

/** Midnight so many days before. */
function startOf(end: number, days: number, zone: Zone): number {
  return midnight(zone, end - 1, 1 - days);
}

/** The answer to a period that cannot be reported on. */
export function faultyPeriod(errors: readonly ValidationError[]): Answer {
  return problem('invalid_payload', 'There is no such report.', errors);
}

/** Every record by identity. @throws Unavailable where not all could be read in time: a report leaves nobody out. */
export function allRecords(stored: StoredRecords, now: number): ReadonlyMap<string, PersonRecord> {
  if (stored.complete) return recordsByIdentity(stored, now);
  const details = { cause: undefined, status: undefined, code: undefined };
  throw new Unavailable('The records could not be read in time.', details);
}

/** A cell: text, a number, or nothing where that is not known or does not apply. */
export type Cell = string | number | null;

/** A table, with what each of its columns means, in their order. */
export interface Table<Column extends string = string> {
  readonly columns: Readonly<Record<Column, string>>;
  readonly rows: readonly Readonly<Record<Column, Cell>>[];
}

/** What stands above a table. */
export interface ReportHead {
  /** As the file is called, and the list in JSON. */
  readonly name: string;
  readonly period: Period;
  readonly zone: string;
  readonly now: number;
  /** What a reader must know: what is missing, and why. Empty: nothing is. */
  readonly notes: readonly string[];
}

/** A report as it was asked for. */
export function reportAnswer(
  { name, period, zone, now, notes }: ReportHead,
  { columns, rows }: Table,
  format: ReportQuery['format'],
): Answer {
  const from = formatInstant(period.from);
  const to = formatInstant(period.to);
  const at = formatInstant(now);
  if (format !== 'csv') return ok({ at, from, to, zone, notes, columns, [name]: rows });
  const facts: [string, string][] = [
    ['from', `The report begins at ${from}. Dates are read in the zone ${zone}.`],
    ['to', `It ends before ${to}.`],
    ['made', `It was made at ${at}.`],
    ...notes.map((note): [string, string] => ['note', note]),
  ];
  const filename = reportFileName({ name, ...period, zone }, format);
  return {
    status: 200,
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Disposition': `attachment; filename="${filename}"`,
    },
    body: toCsv(columns, rows, facts),
  };
}

/**
 * RFC 4180. The header stands in the first line, where spreadsheets and import tools look for it, so what each column means
 * follows the table, after an empty line, as do the facts about the report. It begins with a byte order mark: without one Excel reads a CSV file in the
 * code page of the machine, not as UTF-8
 * (https://support.microsoft.com/en-us/office/opening-csv-utf-8-files-correctly-in-excel-8a935af5-3416-4edd-ba7e-3dfd2bc4a032).
 */
function toCsv(columns: Table['columns'], rows: Table['rows'], facts: readonly (readonly [string, string])[]): string {
  const names = Object.keys(columns);
  // Every line has as many fields as the header (RFC 4180 §2).
  const padded = (cells: readonly Cell[]) => names.map((_, index) => cells[index] ?? null);
  const lines = [
    names,
    ...rows.map((row) => names.map((column) => row[column] ?? null)),
    padded([]),
    padded(['column', 'meaning']),
    ...Object.entries(columns).map(padded),
    padded([]),
    ...facts.map(padded),
  ];
  return `\uFEFF${lines.map((cells) => `${cells.map(field).join(',')}\r\n`).join('')}`;
}

/**
 * A field. Text that a spreadsheet would take for a formula begins with an apostrophe
 * (https://owasp.org/www-community/attacks/CSV_Injection): names and ids come from other systems.
 */
function field(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
