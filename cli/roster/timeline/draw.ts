/** The schedule as a timeline for a terminal: a row a person, the days across. */

import type { Roster } from '../../../assets/domain/roster/roster';
import { occurrences } from '../../../assets/domain/schedule/occurrences';
import type { Interval } from '../../../assets/domain/schedule/schedule';
import { DAY } from '../../../assets/domain/time';
import { printLocal } from '../../../assets/roster-file/instants';
import { printShortfall } from '../../../assets/roster-file/upcoming-warnings';
import type { Schedule } from '../schedule';
import { coverageCell, fewest, personCell } from './cells';
import { type Glyph, IDLE, NO_TIME, type Paint } from './glyphs';
import { type Column, grid } from './grid';

export interface Canvas {
  /** Characters across. */
  readonly width: number;
  /** IANA zone of the days. */
  readonly zone: string;
  readonly paint: Paint;
  /** ms UTC; marked if it lies in the window. */
  readonly now: number;
}

const LONGEST_NAME = 14;
const COUNT: Glyph = { mark: '', name: '', colour: 'gray' };

/** Lines, without an end of line. */
export function drawTimeline(roster: Roster, schedule: Schedule, canvas: Canvas): string[] {
  const names = [...roster.people.map((person) => person.key), ...coverageIds(roster), 'on duty'];
  const label = Math.min(LONGEST_NAME, Math.max(...names.map(displayWidth)));
  const used = new Map<string, Glyph>();
  const blocks = grid(schedule.from, schedule.to, canvas.zone, canvas.width - label - 1);
  const drawn = blocks.flatMap((columns) => [...drawBlock(roster, schedule, canvas, columns, label, used), '']);
  return [
    ...drawn,
    ...legend(used, canvas),
    ...shortfallLines(roster, schedule),
    ...schedule.warnings.map((text) => `warning: ${text}`),
  ];
}

function drawBlock(
  roster: Roster,
  schedule: Schedule,
  { paint, zone, now }: Canvas,
  columns: readonly Column[],
  label: number,
  used: Map<string, Glyph>,
): string[] {
  const block = { from: columns[0]?.cells[0]?.from ?? 0, to: columns.at(-1)?.cells.at(-1)?.to ?? 0 };
  const row = (name: string, glyphAt: (cell: Interval) => Glyph): string => {
    const days = columns.map(({ cells }) =>
      cells.map((cell) => drawCell(cell, schedule, glyphAt, used, paint)).join(''),
    );
    return `${padToWidth(name, label)} ${BAR}${days.join(BAR)}${BAR}`;
  };
  const within = <T extends Interval>(all: readonly T[]): T[] =>
    all.filter((one) => one.from < block.to && one.to > block.from);
  const BAR = paint(IDLE, '│');
  const people = roster.people.map(({ key }, index) => {
    const { on, off } = schedule.people[index] ?? { on: [], off: [] };
    const stretches = [...within(on), ...within(off)];
    return row(key, (cell) => personCell(stretches, cell));
  });
  const duty = schedule.people.map(({ on }) => within(on));
  const count = row('on duty', (cell) => {
    const number = fewest(duty, cell);
    return cell.from >= cell.to
      ? NO_TIME
      : { ...COUNT, mark: number === 0 ? IDLE.mark : number > 9 ? '9' : String(number) };
  });
  const rules = coverageIds(roster).map((id) => {
    const windows = roster.coverage.filter((rule) => rule.id === id);
    const wanted = windows.flatMap((rule) => occurrences(rule, block.from, block.to));
    const short = within(schedule.coverage.filter((one) => one.id === id));
    return row(id, (cell) => (cell.from >= cell.to ? NO_TIME : coverageCell(wanted, short, cell)));
  });
  return [...headerLines(columns, label, zone, now), ...people, count, ...rules];
}

/** Each once: a rule with several windows is several in the roster. */
function coverageIds({ coverage }: Roster): string[] {
  return [...new Set(coverage.map((rule) => rule.id))];
}

/** Draws a cell; blank outside the window. */
function drawCell(
  cell: Interval,
  schedule: Schedule,
  glyphAt: (cell: Interval) => Glyph,
  used: Map<string, Glyph>,
  paint: Paint,
): string {
  const inside = { from: Math.max(cell.from, schedule.from), to: Math.min(cell.to, schedule.to) };
  if (inside.from >= inside.to) return NO_TIME.mark;
  const glyph = glyphAt(inside);
  if (glyph.name !== '') used.set(glyph.mark, glyph);
  return paint(glyph, glyph.mark);
}

function headerLines(columns: readonly Column[], label: number, zone: string, now: number): string[] {
  const indent = ' '.repeat(label + 2);
  const fineness = columns[0]?.cells.length ?? 0;
  const days = columns.map(({ date }) => padToWidth(dayLabel(date, fineness), fineness)).join(' ');
  const hours = columns.map(() => ruler(fineness)).join(' ');
  const month = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' });
  const title = `${month.format((columns[0]?.date ?? 0) * DAY)}, on the clock of ${zone}`;
  const cells = columns.flatMap((column) => [...column.cells, undefined]);
  const offset = cells.findIndex((cell) => cell !== undefined && cell.from <= now && now < cell.to);
  const mark = offset < 0 ? [] : [`${indent}${' '.repeat(offset)}▼ now, ${printLocal(now, zone).slice(-5)}`];
  return [title, ...mark, `${indent}${days}`.trimEnd(), `${indent}${hours}`.trimEnd()];
}

/** "0   12  ": as many hours as fit. */
function ruler(fineness: number): string {
  const marks = fineness >= 12 ? 4 : fineness >= 6 ? 2 : 1;
  const each = fineness / marks;
  return Array.from({ length: marks }, (_, index) => String((24 / marks) * index).padEnd(each)).join('');
}

/** As much of "Mon 23 Nov" as fits. */
function dayLabel(date: number, width: number): string {
  const [weekday = '', day = '', month = ''] = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  })
    .format(date * DAY)
    .replace(',', '')
    .split(' ');
  if (width >= 10) return `${weekday} ${day} ${month.slice(0, 3)}`;
  return width >= 6 ? `${weekday} ${day}` : width >= 4 ? `${weekday.slice(0, 2)}${day}` : day;
}

function legend(used: ReadonlyMap<string, Glyph>, { paint, width }: Canvas): string[] {
  const entries = [...used.values()].map((glyph) => ({ text: `${glyph.mark} ${glyph.name}`, glyph }));
  const lines: string[] = [];
  let line = '';
  let length = 0;
  for (const { text, glyph } of entries) {
    if (length + text.length + 3 > width && length > 0) {
      lines.push(line);
      [line, length] = ['', 0];
    }
    line += `${length > 0 ? '   ' : ''}${paint(glyph, glyph.mark)} ${glyph.name}`;
    length += text.length + (length > 0 ? 3 : 0);
  }
  return [...lines, line, ''];
}

function shortfallLines(roster: Roster, { coverage }: Schedule): string[] {
  if (coverage.length === 0) return [];
  const zoneOf = new Map(roster.coverage.map((rule) => [rule.id, rule.zone]));
  const lines = coverage.map((one) => {
    const zone = zoneOf.get(one.id) ?? roster.zone;
    return `! ${one.id}: ${printShortfall(one, zone)}${zone === roster.zone ? '' : ` ${zone}`}`;
  });
  return ['Too few people:', ...lines];
}

/** Approximate width of a text in a terminal: emoji and East Asian characters take two columns. */
function displayWidth(text: string): number {
  return [...text].reduce((sum, sign) => sum + (/\p{Mark}/u.test(sign) ? 0 : WIDE.test(sign) ? 2 : 1), 0);
}

const WIDE = /[\p{Extended_Pictographic}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

function padToWidth(text: string, width: number): string {
  let fitting = text;
  if (displayWidth(text) > width) {
    const signs = [...text];
    while (displayWidth(signs.join('')) > width - 1) signs.pop();
    fitting = `${signs.join('')}…`;
  }
  return fitting + ' '.repeat(Math.max(0, width - displayWidth(fitting)));
}
