import { firstRoster } from '../../../cli/init/first-roster';
import { readPeopleList } from '../../../cli/init/read-list';

/** The list of a CSV text. @throws Error with its faults */
export function listOf(csv: string | Uint8Array) {
  const read = readPeopleList(Buffer.from(csv));
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return read;
}

/** The roster that a CSV text makes, in Madrid. */
export function rosterOfList(csv: string) {
  return firstRoster({ ...listOf(csv), zone: 'Europe/Madrid', isZoneGiven: true });
}
