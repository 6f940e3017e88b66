/** Suggests a correction for a value that is nearly right; each hint is the end of a message, or empty. */
import type * as z from '../lib/zod';
import { DAYS } from './format-values';
import { didYouMean } from './suggest';

/** A hint for a value that a format refuses. */
export function hintFor(found: unknown, issue: z.core.$ZodIssue): string {
  if (typeof found !== 'string') return '';
  if (issue.code === 'invalid_value') return wordHint(found, issue.values.map(String));
  if (issue.code === 'invalid_type') return typeHint(found, issue);
  const time = issue.message.startsWith('a time of day') ? timeOf(found, issue.message.includes('24:00')) : undefined;
  if (time !== undefined) return `; did you mean "${time}"?`;
  const [, date, rest = ''] = /^(\d{4}-\d\d-\d\d)[T ](.+)$/.exec(found) ?? [];
  const local = date === undefined ? undefined : timeOf(rest, false);
  if (local !== undefined) return `; did you mean "${date}T${local}"?`;
  if (/^webcal:/i.test(found)) return `; did you mean "${found.replace(/^webcal/i, 'https')}"?`;
  return '';
}

/** One of a few words, or the number 1 of `version`. */
function wordHint(found: string, words: readonly string[]): string {
  const isDay = words.join() === DAYS.join();
  const days = isDay ? daysOf(found) : undefined;
  if (days !== undefined && days.length > 1) return `; did you mean ${days.join(', ')}?`;
  if (!isDay && words.includes(found)) return `; write it without quotes: ${found}`;
  const full = words.find((word) => found.toLowerCase().startsWith(word));
  return full === undefined ? didYouMean(found, words) : `; did you mean ${JSON.stringify(full)}?`;
}

function typeHint(found: string, { expected, message }: z.core.$ZodIssueInvalidType): string {
  if (expected === 'boolean') return booleanHint(found);
  if ((expected === 'int' || expected === 'number') && /^\d+$/.test(found)) {
    return `; write it without quotes: ${found}`;
  }
  if (expected !== 'array' || !/^[^,[\]\n]{1,80}$/.test(found)) return '';
  const isDays = message.includes(DAYS.join(', '));
  const days = isDays ? daysOf(found) : undefined;
  return isDays && days === undefined ? '' : `; did you mean [${(days ?? [found]).join(', ')}]?`;
}

function booleanHint(found: string): string {
  if (/^(true|false)$/.test(found)) return `; write it without quotes: ${found}`;
  if (/^(yes|on|y)$/i.test(found)) return '; did you mean true?';
  return /^(no|off|n)$/i.test(found) ? '; did you mean false?' : '';
}

/** "mon-fri", "Friday to Sunday", "weekdays", "mon" as days; undefined if it is none of these. */
function daysOf(found: string): readonly string[] | undefined {
  const text = found.trim().toLowerCase();
  if (/^(weekdays?|work(ing )?days?)$/.test(text)) return DAYS.slice(0, 5);
  if (/^weekends?$/.test(text)) return DAYS.slice(5);
  if (/^(\*|all|daily|every ?day)$/.test(text)) return DAYS;
  const indices = text
    .split(/\s*(?:-|–|—|\.\.+| to )\s*/)
    .map((word) => DAYS.findIndex((day) => /^[a-z]{3,9}\.?$/.test(word) && word.startsWith(day)));
  const [first = -1, last = first] = indices;
  if (indices.length > 2 || first === -1 || last === -1) return undefined;
  const length = ((last - first + DAYS.length) % DAYS.length) + 1;
  return DAYS.map((_, index) => DAYS[(first + index) % DAYS.length] ?? '').slice(0, length);
}

const LOOSE_TIME = /^(\d{1,2})(?:[:.h](\d\d)(?::\d\d)?|h)?\s*(?:([ap])\.?\s?m\.?)?$/;

/** "7:00", "7am", "19.30", "1930", "7:30 pm", "noon" → "07:00". @param isEnd midnight may be "24:00" */
function timeOf(found: string, isEnd: boolean): string | undefined {
  const text = found
    .trim()
    .toLowerCase()
    .replace(/^(\d\d)(\d\d)$/, '$1:$2')
    .replace(/^noon$/, '12pm')
    .replace(/^midnight$/, '12am');
  const [whole, hours = '', minutes = '00', half] = LOOSE_TIME.exec(text) ?? [];
  const hour = Number(hours);
  if (whole === undefined || Number(minutes) > 59 || hour > (half === undefined ? 23 : 12)) return undefined;
  if (half !== undefined && hour === 0) return undefined;
  const of24 = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0);
  const time = `${String(of24).padStart(2, '0')}:${minutes}`;
  return isEnd && half !== undefined && time === '00:00' ? '24:00' : time;
}
