/** Reports as the page shows them: the period that is asked for, the order of the rows, and what matters most in them. */
import type { PersonView } from '../../api/views/views';
import { DAY } from '../../domain/time';
import { nameOf } from './names';
import { clockOf, dateOf, dayOf } from './wall-clock';

export const REPORTS = ['leavers', 'duty'] as const;
export type ReportName = (typeof REPORTS)[number];

export type Cell = string | number | null;
export type Row = Readonly<Record<string, Cell>>;

/** An answer of `/reports/…`, whose rows are named as the report. */
export interface Report {
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly zone: string;
  /** What is missing, and why. */
  readonly notes: readonly string[];
  /** Name → meaning, in the order of the table. */
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: readonly Row[];
}

export type Preset = 'this-month' | 'last-month' | 'days-90' | 'days-400' | 'own';

/** What is asked for. Dates such as `2026-11-01` are those of the roster's zone; "" where none has been entered. */
export interface ReportRequest {
  readonly name: ReportName;
  readonly preset: Preset;
  /** Of a period of one's own. */
  readonly from: string;
  readonly to: string;
  /** Of hours on duty: one row for each person and this. */
  readonly by: 'total' | 'day' | 'week' | 'month';
}

/** The presets of a report: hours on duty are answered for 93 days at most. */
export function presetsOf(name: ReportName): readonly Preset[] {
  return name === 'leavers'
    ? ['this-month', 'last-month', 'days-90', 'days-400', 'own']
    : ['this-month', 'last-month', 'days-90', 'own'];
}

/** @param today a date in the roster's zone */
export function pathOf({ name, preset, by, ...own }: ReportRequest, today: string, format: 'json' | 'csv' = 'json') {
  const { from, to } = preset === 'own' ? own : periodOf(preset, today);
  const query = new URLSearchParams({
    ...(from && { from }),
    ...(to && { to }),
    ...(name === 'duty' && by !== 'total' && { by }),
    ...(format === 'csv' && { format }),
  });
  return `/reports/${name}?${query}`;
}

/** Both ends included, as the address reads dates. */
function periodOf(preset: Exclude<Preset, 'own'>, today: string): { readonly from: string; readonly to: string } {
  const month = `${today.slice(0, 7)}-01`;
  switch (preset) {
    case 'this-month':
      return { from: month, to: today };
    case 'last-month': {
      const to = daysAfter(month, -1);
      return { from: `${to.slice(0, 7)}-01`, to };
    }
    case 'days-90':
      return { from: daysAfter(today, -89), to: today };
    case 'days-400':
      return { from: daysAfter(today, -399), to: today };
  }
}

function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** The date in a zone: `2026-11-01`. @param now ms */
export function dateIn(zone: string, now: number): string {
  return dateOf(dayOf(clockOf(zone).wall(now)));
}

/** The same with the roster's names of people instead of their keys, as everywhere on the page. The file keeps the keys. */
export function withNames(report: Report, people: readonly PersonView[]): Report {
  const names = new Map(people.map((one) => [one.person, nameOf(one)]));
  const rows = report.rows.map((row) => {
    const name = names.get(String(row.person));
    return name === undefined ? row : { ...row, person: name };
  });
  return { ...report, rows };
}

export interface Order {
  readonly column: string;
  readonly descending: boolean;
}

/** The rows in order of a column; those without a value last, whichever the direction. Rows that are equal there keep their order. */
export function sorted(rows: readonly Row[], order: Order | undefined): readonly Row[] {
  if (!order) return rows;
  const { column, descending } = order;
  const collator = new Intl.Collator(undefined, { numeric: true });
  return [...rows].sort((one, other) => {
    const [a, b] = [one[column] ?? null, other[column] ?? null];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const difference = typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
    return descending ? -difference : difference;
  });
}

/** The next order, when somebody chooses a column: up, down, as it came. */
export function nextOrder(order: Order | undefined, column: string): Order | undefined {
  if (order?.column !== column) return { column, descending: false };
  return order.descending ? undefined : { column, descending: true };
}

/** What matters of the leavers, for a line above the table. */
export interface LeaversSummary {
  /** Confirmed, and not ended. */
  readonly lockouts: number;
  readonly ended: number;
  /** Of somebody whom the system does not know: nobody was locked out. */
  readonly missing: number;
  /** Held or pending: they may still have access. */
  readonly waiting: number;
  /** Seconds from when it was due; undefined if nobody's is known. */
  readonly longest: number | undefined;
  /** Locked out, and not seen without access since. */
  readonly unverified: number;
  /** Found with access although locked out. */
  readonly found: number;
}

export function leaversSummary(rows: readonly Row[]): LeaversSummary {
  const stays = rows.flatMap(({ stayed_in_seconds: stay }) => (typeof stay === 'number' ? [stay] : []));
  return {
    lockouts: rows.filter(({ status }) => status === 'locked_out').length,
    ended: rows.filter(({ status }) => status === 'ended').length,
    missing: rows.filter(({ status }) => status === 'no_user').length,
    waiting: rows.filter(({ status }) => status === 'held' || status === 'pending').length,
    longest: stays.length > 0 ? stays.reduce((most, stay) => Math.max(most, stay), 0) : undefined,
    unverified: rows.filter((row) => row.status === 'locked_out' && row.verified_at === null).length,
    found: rows.filter((row) => Number(row.found_with_access) > 0).length,
  };
}

/** What matters of the hours on duty. Hours. */
export interface DutySummary {
  readonly people: number;
  readonly planned: number;
  readonly applied: number;
  readonly unknown: number;
}

export function dutySummary(rows: readonly Row[]): DutySummary {
  const sum = (column: string) => rows.reduce((total, row) => total + Number(row[column] ?? 0), 0);
  return {
    people: new Set(rows.map(({ person }) => person)).size,
    planned: sum('planned_hours'),
    applied: sum('applied_hours'),
    unknown: sum('unknown_hours'),
  };
}

/** What tells most stands where it can be seen without scrolling; the file keeps its own order. */
const FIRST = ['person', 'identity', 'status'];

/** The columns in the order in which the page shows them. */
export function columnsOf({ columns }: Pick<Report, 'columns'>): readonly string[] {
  const all = Object.keys(columns);
  return [...FIRST.filter((column) => all.includes(column)), ...all.filter((column) => !FIRST.includes(column))];
}

/** What a column holds, by its name. */
export function kindOf(column: string): 'instant' | 'seconds' | 'hours' | 'word' | 'text' {
  if (/_at$|^from$|^to$/.test(column)) return 'instant';
  if (column.endsWith('_seconds')) return 'seconds';
  if (column.endsWith('_hours')) return 'hours';
  return WORDS.has(column) ? 'word' : 'text';
}

/** Columns with words of a closed list, which the page has in its own language. */
const WORDS: ReadonlySet<string> = new Set(['status', 'held_because', 'ended_how']);
