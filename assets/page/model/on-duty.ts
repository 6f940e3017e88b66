/** Who is on duty now, until when, and who is next: for everybody, or a team at a time. */
import type { WindowBounds } from './bars';
import { dutiesOf } from './duty';
import type { Row } from './row';
import { isOfTeam, teamsIn } from './rows';
import { compareWithFrontline, displayName, type MatchResult } from './status';
import type { Ticks } from './ticks';

export interface OnDuty {
  /** The key. */
  readonly person: string;
  readonly name: string;
  /** When it ends, ms; absent: no end is in sight. */
  readonly until?: number;
  /** What Frontline has instead, in words; absent where nothing says that it has anything else. */
  readonly instead?: string;
}

export interface DutyGroup {
  /** "" for everybody, and beside teams for those who are in none. */
  readonly team: string;
  /** Whose duty ends first comes first. */
  readonly on: readonly OnDuty[];
  /** Who comes on duty next, all at the same instant (ms); absent: nobody, as far as is known. */
  readonly next?: { readonly at: number; readonly names: readonly string[] };
  /** How many cannot be told, since their record cannot be read. */
  readonly unknown: number;
}

const TROUBLES: readonly MatchResult[] = ['differs', 'missing', 'waiting'];

/**
 * By the timelines, which know the next change of shifts before the server is asked again.
 * @param reach of the timelines. @param now ms since the epoch
 * @param team only this one; "": each team, and then those who are in none, or everybody if there are no teams
 */
export function onDutyNow(
  rows: readonly Row[],
  reach: WindowBounds,
  now: number,
  ticks: Ticks,
  team: string,
): readonly DutyGroup[] {
  const dutyOf = dutiesOf(reach, now);
  const groupOf = (name: string, members: readonly Row[]): DutyGroup => {
    const on: OnDuty[] = [];
    let at = Number.POSITIVE_INFINITY;
    let names: string[] = [];
    let unknown = 0;
    for (const row of members) {
      const { unreadable, should, person } = row.person;
      const duty = dutyOf(row.window);
      if (unreadable) unknown++;
      else if (duty.on && should.state === 'active') {
        const { verdict, words } = compareWithFrontline(row, ticks);
        const instead = TROUBLES.includes(verdict) && { instead: words };
        on.push({ person, name: displayName(row), ...(duty.until !== undefined && { until: duty.until }), ...instead });
      } else if (should.state === 'active' && duty.next !== undefined && duty.next <= at) {
        if (duty.next < at) names = [];
        at = duty.next;
        names.push(displayName(row));
      }
    }
    const endOf = ({ until = Number.POSITIVE_INFINITY }: OnDuty): number => until;
    on.sort((a, b) => (endOf(a) === endOf(b) ? a.name.localeCompare(b.name) : endOf(a) - endOf(b)));
    return { team: name, on, unknown, ...(names.length > 0 && { next: { at, names } }) };
  };
  if (team !== '') {
    return [
      groupOf(
        team,
        rows.filter((row) => isOfTeam(row, team)),
      ),
    ];
  }
  const teams = teamsIn(rows);
  if (teams.length === 0) return [groupOf('', rows)];
  const teamless = rows.filter(({ person, window }) => !person.teams && window && window.on.length > 0);
  return [
    ...teams.map((name) =>
      groupOf(
        name,
        rows.filter((row) => isOfTeam(row, name)),
      ),
    ),
    ...(teamless.length > 0 ? [groupOf('', teamless)] : []),
  ];
}

/**
 * Teams with somebody on duty, or of whom that cannot be told, come first where only some are shown: nobody is folded away for a team of which nobody
 * is on duty. Among themselves they stay in the roster's order.
 */
export function onDutyFirst(groups: readonly DutyGroup[]): readonly DutyGroup[] {
  const isEmpty = ({ on, unknown }: DutyGroup): boolean => on.length === 0 && unknown === 0;
  return [...groups.filter((group) => !isEmpty(group)), ...groups.filter(isEmpty)];
}
