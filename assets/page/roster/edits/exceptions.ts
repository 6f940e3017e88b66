/** Edits that concern certain days: covers, overrides, swaps, holidays. Dates are 2026-12-01, local times 2026-12-01T09:00. */
import { isMap, isSeq } from 'yaml';
import { readRoster } from '../../../roster-file/read';
import { t } from '../../i18n/translate';
import { addPair, addToList, fillPair } from './additions';
import { replaceValue } from './removals';
import { type EditResult, edit } from './result';
import { flowMap, flowSeq, isEmpty, pairOf, scalar, unusual } from './yaml-text';

export interface Cover {
  /** Who does not work then. */
  readonly for: string;
  /** Who does. */
  readonly by: string;
  readonly from: string;
  /** A date is included. */
  readonly to: string;
  /** The one shift that it concerns; absent: all. */
  readonly shift?: string;
}

/** Whether the roster's reader knows covers. */
export const HAS_COVERS = knowsCovers();

function knowsCovers(): boolean {
  const people = 'a: { identity: a }\n  b: { identity: b }';
  const shifts = '- { id: s, days: [mon], from: "09:00", to: "17:00", who: [a] }';
  const covers = '- { for: a, by: b, from: 2026-01-05, to: 2026-01-05 }';
  const text = `version: 1\nzone: UTC\npeople:\n  ${people}\nshifts:\n  ${shifts}\ncovers:\n  ${covers}\n`;
  return !('errors' in readRoster(text, 'probe'));
}

export function addCover(text: string, { for: whose, by, from, to, shift }: Cover): EditResult {
  const entry = flowMap([
    ['for', scalar(whose)],
    ['by', scalar(by)],
    ['from', scalar(from)],
    ['to', scalar(to)],
    ['shift', shift === undefined ? undefined : scalar(shift)],
  ]);
  return edit(text, ({ yaml }) => addToList(yaml, yaml.root, 'covers', entry));
}

export interface Override {
  readonly who: string;
  readonly from: string;
  readonly to: string;
  readonly available: boolean;
}

export function addOverride(text: string, { who, from, to, available }: Override): EditResult {
  const entry = flowMap([
    ['who', scalar(who)],
    ['from', scalar(from)],
    ['to', scalar(to)],
    ['available', String(available)],
  ]);
  return edit(text, ({ yaml }) => addToList(yaml, yaml.root, 'overrides', entry));
}

export interface Swap {
  readonly shift: string;
  readonly date: string;
  readonly give: string;
  readonly take: string;
}

export function addSwap(text: string, { shift, date, give, take }: Swap): EditResult {
  const entry = flowMap([
    ['shift', scalar(shift)],
    ['date', scalar(date)],
    ['give', scalar(give)],
    ['take', scalar(take)],
  ]);
  return edit(text, ({ yaml }) => addToList(yaml, yaml.root, 'swaps', entry));
}

/** Adds a date to a calendar of holidays, which may be a new one. */
export function addHoliday(text: string, { calendar, date }: { calendar: string; date: string }): EditResult {
  return edit(text, ({ yaml }) => {
    const day = scalar(date);
    const section = pairOf(yaml.root, 'holidays');
    const calendars = section?.value;
    const first = `{ ${scalar(calendar)}: ${flowSeq([day])} }`;
    if (!section) return addPair(yaml, yaml.root, 'holidays', first);
    if (isEmpty(calendars)) return [fillPair(yaml, yaml.root, section, first)];
    if (!isMap(calendars)) throw unusual('holidays');
    const value = pairOf(calendars, calendar)?.value;
    if (!pairOf(calendars, calendar)) return addPair(yaml, calendars, calendar, flowSeq([day]));
    if (isSeq(value) || isEmpty(value)) return addToList(yaml, calendars, calendar, day);
    if (!isMap(value)) throw unusual(t('roster-edits.calendar', { id: calendar }));
    if (pairOf(value, 'country')) return addToList(yaml, value, 'also', day);
    if (!value.flow || !value.range) throw unusual(t('roster-edits.calendar', { id: calendar }));
    // Only a feed: it becomes the first of a list.
    const [from, to] = value.range;
    return [replaceValue(value, flowSeq([yaml.text.slice(from, to), day]))];
  });
}
