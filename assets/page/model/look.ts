/** How the people are looked at: who, in which order, which days. The address has it, so that a link shows the same. */
import type { TimesIn } from './frame';
import { RANGES, type Range } from './ranges';
import { SHOWS, type Show } from './rows';
import { SORTS, type Sort } from './sorting';
import { DAY_MINUTES, type Day, dateOf } from './wall-clock';

export interface Look {
  /** What is searched for, as typed. */
  readonly text: string;
  readonly show: Show;
  /** A team of the roster; "" for everybody. */
  readonly team: string;
  readonly timesIn: TimesIn;
  readonly sort: Sort;
  readonly range: Range;
  /** The day that is on show; undefined: today, whenever that is. */
  readonly day: Day | undefined;
}

export const FIRST_LOOK: Look = {
  text: '',
  show: 'everyone',
  team: '',
  timesIn: 'mine',
  sort: 'duty',
  range: 'fortnight',
  day: undefined,
};

/** Reads a look from the parameters of an address. What is missing or unknown is as in {@link FIRST_LOOK}. */
export function lookFrom(parameters: URLSearchParams): Look {
  const oneOf = <Value extends string>(name: string, values: readonly Value[], otherwise: Value): Value =>
    values.find((value) => value === parameters.get(name)) ?? otherwise;
  return {
    text: parameters.get('find') ?? FIRST_LOOK.text,
    show: oneOf(
      'show',
      SHOWS.map(([show]) => show),
      FIRST_LOOK.show,
    ),
    team: parameters.get('team') ?? FIRST_LOOK.team,
    timesIn: oneOf('times', ['mine', 'theirs'], FIRST_LOOK.timesIn),
    sort: oneOf('order', SORTS, FIRST_LOOK.sort),
    range: oneOf('range', RANGES, FIRST_LOOK.range),
    day: dayFrom(parameters.get('day')),
  };
}

/** The parameters of a look, in which only what differs from {@link FIRST_LOOK} stands. */
export function parametersOf(look: Look): URLSearchParams {
  const parameters = new URLSearchParams();
  if (look.range !== FIRST_LOOK.range) parameters.set('range', look.range);
  if (look.day !== undefined) parameters.set('day', dateOf(look.day));
  if (look.show !== FIRST_LOOK.show) parameters.set('show', look.show);
  if (look.team !== FIRST_LOOK.team) parameters.set('team', look.team);
  if (look.sort !== FIRST_LOOK.sort) parameters.set('order', look.sort);
  if (look.timesIn !== FIRST_LOOK.timesIn) parameters.set('times', look.timesIn);
  if (look.text.trim() !== FIRST_LOOK.text) parameters.set('find', look.text);
  return parameters;
}

const DAY_MS = DAY_MINUTES * 60_000;

function dayFrom(date: string | null): Day | undefined {
  if (date === null || !/^\d{4}-\d\d-\d\d$/.test(date)) return undefined;
  const day = Date.parse(`${date}T00:00Z`) / DAY_MS;
  // The 30th of February is no day; neither does it mean another.
  return Number.isInteger(day) && dateOf(day) === date ? day : undefined;
}
