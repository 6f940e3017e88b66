/** Which events of a leave feed are no leave: free time, and the titles that the roster ignores. */
import { wordsOf } from './folding';
import { type Component, textOf } from './jcal';

/** Why an event does not count; undefined if it does. */
export type LeaveFilter = (event: Component, master: Component | undefined) => 'free' | 'ignored' | undefined;

/**
 * What Outlook and Exchange show the time as (PidLidBusyStatus,
 * https://learn.microsoft.com/en-us/openspecs/exchange_server_protocols/ms-oxocal/1ff3f49b-458f-4ed7-928e-711d9bfc09ac).
 * TRANSP alone decides nothing: Google writes whole days of leave as TRANSPARENT.
 */
const FREE: readonly string[] = ['FREE', 'WORKINGELSEWHERE'];

/** Longer than any title. */
const MAX_LENGTH = 1000;

/** @param ignore words and phrases; an event with one of them in its title is no leave. */
export function createLeaveFilter(ignore: readonly string[]): LeaveFilter {
  const phrases = ignore.map(wordsOf).filter((phrase) => phrase.trim() !== '');
  function reasonAgainst(event: Component, master: Component | undefined): ReturnType<LeaveFilter> {
    // An override that does not say it is like its series.
    const said = (name: string): string => textOf(event, name) || (master === undefined ? '' : textOf(master, name));
    if (FREE.includes(said('x-microsoft-cdo-busystatus').toUpperCase())) return 'free';
    const title = wordsOf(said('summary').slice(0, MAX_LENGTH));
    return phrases.some((phrase) => title.includes(phrase)) ? 'ignored' : undefined;
  }
  const known = new Map<Component, ReturnType<LeaveFilter>>(); // an event has many instances
  return (event, master) => {
    if (!known.has(event)) known.set(event, reasonAgainst(event, master));
    return known.get(event);
  };
}
