/**
 * Reads and checks the text of a roster on the server. The one asset that owns the YAML library: loaded only when a text has to
 * be read. The other files here are part of it.
 */
import { isStandIn } from '../domain/roster/operators';
import type { Roster } from '../domain/roster/roster';
import { type Diagnostic, printPath } from './diagnostics';
import { isMapping } from './entry';
import { placesOfFeeds } from './places';
import { readRosterWithHolidays } from './read-with-holidays';
import { publishingWarnings } from './upcoming-warnings';

/** What is wrong with a text, and where; line and column from 1. */
type TextFault = Pick<Diagnostic, 'path' | 'message' | 'line' | 'column'>;

const FILE = 'roster.yaml';

/** A text that is a valid roster. */
interface ValidText {
  readonly roster: Roster;
  /** The values of the file as they are written, by their keys. */
  readonly written: Readonly<Record<string, unknown>>;
  /** @param now ms UTC */
  warnings(now: number): TextFault[];
  /** A fault of a feed, by its index in `roster.feeds`. */
  faultOfFeed(feed: number, message: string): TextFault;
}

/** Never throws, for any text. @param now ms UTC: countries' holidays are those of the years around it. */
export async function readText(
  yaml: string,
  now: number,
): Promise<{ readonly errors: readonly TextFault[] } | ValidText> {
  const read = await readRosterWithHolidays(yaml, FILE, now);
  if ('errors' in read) return { errors: read.errors.map(withoutFile) };
  const { roster, locate, content } = read;
  const standIns = [...(roster.operators ?? []).entries()].filter(([, operator]) => isStandIn(operator));
  if (standIns.length > 0) {
    const message = 'found what stands for the digest of another version, expected the digest of a key';
    return {
      errors: standIns.map(([index]) => {
        const path = ['operators', index, 'key'];
        return { path: printPath(path), message, ...locate(path) };
      }),
    };
  }
  return {
    roster,
    written: isMapping(content) ? content : {},
    warnings: (now) => [...read.warnings, ...publishingWarnings(read, FILE, locate, now)].map(withoutFile),
    faultOfFeed(feed, message) {
      const path = placesOfFeeds(content, roster)[feed] ?? [];
      return { path: printPath(path), message, ...locate(path) };
    },
  };
}

function withoutFile({ path, message, line, column }: Diagnostic): TextFault {
  return { path, message, line, column };
}
