import type { RosterVersion } from '../../application/live-roster/published-roster';
import type { CountingVersion } from '../../application/live-roster/roster-in-use';
import { formatInstant } from '../../domain/time';
import type { CountingVersionView, RosterVersionView } from './views';

export function versionView({ version, at, by, note }: RosterVersion): RosterVersionView {
  return { version, at: at === null ? null : formatInstant(at), by, note };
}

export function countingVersionView({ replaced, ...version }: CountingVersion): CountingVersionView {
  return { ...versionView(version), ...(replaced && { replaced: versionView(replaced) }) };
}
