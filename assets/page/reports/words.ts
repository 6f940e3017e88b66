/** How a report's columns and cells are said in the language of whoever reads them. */
import { now } from '../clock';
import { currentLocale, type Key, t } from '../i18n/translate';
import { type Cell, kindOf } from '../model/reports';
import { datedMoment, duration } from '../model/times';
import type { WallClock } from '../model/wall-clock';

/** A column's name; as in the file for one that this release does not know. */
export function columnName(column: string): string {
  const key = COLUMNS[column];
  return key ? t(key) : column;
}

export function cellText(column: string, cell: Cell, viewer: WallClock): string {
  if (cell === null) return '';
  switch (kindOf(column)) {
    case 'instant':
      return datedMoment(Date.parse(String(cell)), viewer, now());
    case 'seconds':
      return duration(Number(cell) * 1000);
    case 'hours':
      return hours(Number(cell));
    case 'word':
      return t('reports.word', { word: String(cell) });
    default:
      return String(cell);
  }
}

/** The day of an instant (ms) in a zone, in words. */
export function dayInWords(instant: number, timeZone: string): string {
  return new Intl.DateTimeFormat(currentLocale().tag, { dateStyle: 'medium', timeZone }).format(instant);
}

export function hours(count: number): string {
  return new Intl.NumberFormat(currentLocale().tag, { maximumFractionDigits: 2 }).format(count);
}

const COLUMNS: Readonly<Record<string, Key>> = {
  person: 'reports.column-person',
  identity: 'reports.column-identity',
  event: 'reports.column-event',
  reported_by: 'reports.column-reported-by',
  reported_at: 'reports.column-reported-at',
  arrived_at: 'reports.column-arrived-at',
  due_at: 'reports.column-due-at',
  status: 'reports.column-status',
  held_because: 'reports.column-held-because',
  released_by: 'reports.column-released-by',
  released_at: 'reports.column-released-at',
  system: 'reports.column-system',
  effective_at: 'reports.column-effective-at',
  stayed_in_seconds: 'reports.column-stayed-in',
  delay_seconds: 'reports.column-delay',
  verified_at: 'reports.column-verified-at',
  found_with_access: 'reports.column-found',
  found_with_access_at: 'reports.column-found-at',
  ended_how: 'reports.column-ended-how',
  ended_by: 'reports.column-ended-by',
  ended_at: 'reports.column-ended-at',
  from: 'reports.column-from',
  to: 'reports.column-to',
  planned_hours: 'reports.column-planned',
  applied_hours: 'reports.column-applied',
  unknown_hours: 'reports.column-unknown',
};
