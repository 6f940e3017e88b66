import { now } from '../clock';
import { moment } from '../model/times';
import type { WallClock } from '../model/wall-clock';
import type { RosterVersion } from './versions';

/** "deployed", "published by operator, Mon 30 Nov 17:00: “more people in December”". */
export function describeVersion({ at, by, note }: RosterVersion, viewer: WallClock): string {
  const who = by === 'deployment' ? 'deployed' : `published by ${by}`;
  const when = at === null ? '' : `, ${moment(Date.parse(at), viewer, now())}`;
  return `${who}${when}${note ? `: “${note}”` : ''}`;
}
