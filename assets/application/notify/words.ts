/** What people are told, in words. The characters are those of one SMS alphabet, so that a message is not split for a dash. */
import type { PlanChange } from '../../domain/notify/duty-times';
import type { Notice } from '../../domain/notify/notices';
import type { Roster } from '../../domain/roster/roster';
import { periodOn } from '../../domain/schedule/clock.private';
import type { RecordStore } from '../ports';
import type { Prospect } from './outlooks';
import { placeOf } from './place';

/** So many changes are listed; the rest are counted. */
const MOST_LISTED = 5;

/** One message, in the person's own time. @param nameOf whose conversations they were. */
export function textOf(notice: Notice, prospect: Prospect, now: number, nameOf: (name: string) => string): string {
  const { zone, reasonAt } = prospect;
  const { reminders, changes, handovers } = notice;
  const period = (time: { readonly from: number; readonly to: number }) => periodOn(zone, time, now);
  const sentences = [
    ...reminders.map((shift) => `Your shift: ${period(shift)}.`),
    ...(changes.length > 0 ? ['Your shifts have changed.'] : []),
    ...changes.slice(0, MOST_LISTED).map((change) => changeIn(change, period, reasonAt)),
    ...(changes.length > MOST_LISTED ? [`And ${changes.length - MOST_LISTED} more changes.`] : []),
    ...(reminders.length + changes.length > 0 ? [`Times: ${zone.name}.`] : []),
    ...handovers.map(({ of, count }) =>
      count === 1
        ? `1 conversation of ${nameOf(of)} is yours now.`
        : `${count} conversations of ${nameOf(of)} are yours now.`,
    ),
  ];
  return sentences.join(' ');
}

function changeIn(
  change: PlanChange,
  period: (time: PlanChange['period']) => string,
  reasonAt: Prospect['reasonAt'],
): string {
  const reason = reasonAt(change.period.from);
  const why = reason === 'off' ? '' : ` (${reason})`;
  switch (change.kind) {
    case 'added':
      return `New: ${period(change.period)}${why}.`;
    case 'cancelled':
      return `Off: ${period(change.period)}${why}.`;
    case 'moved':
      return `Now ${period(change.period)}${why} instead of ${period(change.was)}.`;
  }
}

/** Finds what operators call somebody by the name under which their notes would be. */
export function namesIn(roster: Pick<Roster, 'people'>, records: Pick<RecordStore, 'name'>): (name: string) => string {
  return (name) =>
    roster.people.find(({ identity }) => placeOf(records.name(identity)).name === name)?.key ?? 'a colleague';
}
