/** Which events of a feed do not count: free time is no leave, out of office is no shift, and some titles the roster ignores. */
import type { Feed } from '../../domain/roster/roster';
import { wordsOf } from './folding';
import { type Component, textOf } from './jcal';

/** Why an event does not count; undefined if it does. */
export type EventFilter = (event: Component, master: Component | undefined) => 'status' | 'ignored' | undefined;

/**
 * What Outlook and Exchange show the time as (PidLidBusyStatus,
 * https://learn.microsoft.com/en-us/openspecs/exchange_server_protocols/ms-oxocal/1ff3f49b-458f-4ed7-928e-711d9bfc09ac).
 * TRANSP alone decides nothing: Google writes whole days of leave as TRANSPARENT. A shift may be shown as free time, so that
 * it does not fill the calendar of who is on call.
 */
const NOT_COUNTED = {
  leave: { statuses: ['FREE', 'WORKINGELSEWHERE'], warning: 'an event shown as free time, which is no leave' },
  shift: { statuses: ['OOF'], warning: 'an event shown as out of office, which is no shift' },
} as const satisfies Partial<Record<Feed['kind'], { readonly statuses: readonly string[]; readonly warning: string }>>;

/** Longer than any title. */
const MAX_LENGTH = 1000;

/** @param ignore words and phrases; an event with one of them in its title does not count. */
export function createEventFilter(kind: keyof typeof NOT_COUNTED, ignore: readonly string[]): EventFilter {
  const statuses: readonly string[] = NOT_COUNTED[kind].statuses;
  const phrases = ignore.map(wordsOf).filter((phrase) => phrase.trim() !== '');
  function reasonAgainst(event: Component, master: Component | undefined): ReturnType<EventFilter> {
    // An override that does not say it is like its series.
    const said = (name: string): string => textOf(event, name) || (master === undefined ? '' : textOf(master, name));
    if (statuses.includes(said('x-microsoft-cdo-busystatus').toUpperCase())) return 'status';
    const title = wordsOf(said('summary').slice(0, MAX_LENGTH));
    return phrases.some((phrase) => title.includes(phrase)) ? 'ignored' : undefined;
  }
  const known = new Map<Component, ReturnType<EventFilter>>(); // an event has many instances
  return (event, master) => {
    if (!known.has(event)) known.set(event, reasonAgainst(event, master));
    return known.get(event);
  };
}

/** The warning about events that do not count because of their status. */
export function statusWarning(kind: keyof typeof NOT_COUNTED): string {
  return NOT_COUNTED[kind].warning;
}
