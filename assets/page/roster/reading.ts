/** Reads texts of a roster, and remembers the last few: a form asks about the same text several times. */
import { type RosterParseResult, readRoster } from '../../roster-file/read';

const REMEMBERED = 4;
const last = new Map<string, RosterParseResult>();

export function readText(text: string): RosterParseResult {
  const found = last.get(text);
  if (found) return found;
  const read = readRoster(text, 'roster.yaml');
  last.set(text, read);
  for (const oldest of last.keys()) if (last.size > REMEMBERED) last.delete(oldest);
  return read;
}
