import type { Roster } from '../../domain/roster/roster';
import type { Facts, Resolver } from '../../domain/schedule/schedule';
import { DAY, HOUR } from '../../domain/time';
import type { Log } from '../../lib/log';
import type { Alert, Refusal } from '../alert';
import {
  coverageFallsShort,
  holidaysEnd,
  lockedOutByOthers,
  shiftChangesFail,
  targetRefuses,
  usersUnseen,
} from '../alerts';
import { nameOf, type PersonNames } from '../lockout-limit';
import type { Alerts, Heartbeat, RecordStore, Target } from '../ports';
import { consequenceOf, refusalIn, sentenceOf } from '../refusals';
import { heldRoster } from '../roster-alerts';
import { failingAfter, lastingSince, partialAfter } from './heartbeat-after';
import type { PassResult } from './pass-result';

/** The ports that reporting a tick takes. */
export type ReportTickPorts = PersonNames & {
  readonly roster: Roster;
  readonly resolver: Resolver;
  readonly records: Pick<RecordStore, 'name'>;
  readonly target: Pick<Target, 'name' | 'title'>;
  readonly alert: Alerts;
  readonly log: Log;
};

/** Alerts operators of what a tick saw. @param beat the heartbeat before it. @param now when it began, ms. */
export async function reportTick(
  beat: Heartbeat,
  pass: PassResult,
  now: number,
  ports: ReportTickPorts,
): Promise<void> {
  const refusal = refusalIn(pass);
  if (refusal)
    await reportRefusal(refusal, pass, failingAfter(beat.frontline, pass.frontline, now)?.failingSince, ports);
  else if (beat.frontline && pass.frontline.answered > 0) ports.log('info', `${ports.target.title} answers again`);
  if (pass.held > 0) await ports.alert(heldRoster(pass.held));
  if (!refusal) await reportPartialFailures(beat, pass, now, ports);
  await reportLockedOut(pass, ports);
  if (pass.inDoubt || hourOf(now) === hourOf(beat.last?.at ?? 0)) return;
  await reportShortfalls(now, pass.facts, ports);
  await reportHolidayYears(now, ports);
}

/** How long before the holidays of countries end that is alerted. */
const HOLIDAYS_END_AHEAD = 180 * DAY;

/** Alerts about a roster that was compiled so long ago that it will soon have no holidays of countries. */
async function reportHolidayYears(
  now: number,
  { roster, alert }: Pick<ReportTickPorts, 'roster' | 'alert'>,
): Promise<void> {
  const last = roster.holidayYears?.last;
  if (last !== undefined && Date.UTC(last + 1, 0) - now < HOLIDAYS_END_AHEAD) await alert(holidaysEnd(last));
}

function hourOf(instant: number): number {
  return Math.floor(instant / HOUR);
}

/** @param since when the target began to refuse, ms; undefined where it refuses nothing. */
async function reportRefusal(
  refusal: Refusal,
  { frontline }: PassResult,
  since: number | undefined,
  ports: ReportTickPorts,
): Promise<void> {
  const { zone } = ports.roster;
  const when = since === undefined ? '' : ` It has failed since ${clockOf(zone)(since)} (${zone}).`;
  const { name, title } = ports.target;
  const text = `${sentenceOf(refusal, frontline.status, title)}${when} ${consequenceOf(refusal)}`;
  await ports.alert(targetRefuses(refusal, name, text));
}

/** Alerts about what has failed for some people at every tick for more than an hour; a refusal of everything is told by itself. */
async function reportPartialFailures(
  beat: Heartbeat,
  pass: PassResult,
  now: number,
  ports: ReportTickPorts,
): Promise<void> {
  const { zone } = ports.roster;
  const { title } = ports.target;
  const report = async (
    failure: { readonly since: number; readonly people: number } | undefined,
    alertOf: (people: number, when: string, title: string) => Alert,
  ) => {
    const since = lastingSince(failure, now);
    if (since !== undefined)
      await ports.alert(alertOf(failure?.people ?? 0, `${clockOf(zone)(since)} (${zone})`, title));
  };
  const { unseen, changes } = partialAfter(beat.partial, pass, now) ?? {};
  await report(unseen, usersUnseen);
  await report(changes, shiftChangesFail);
}

/** Alerts about people who have not left, and have been found deactivated for long. */
async function reportLockedOut({ drift }: PassResult, ports: ReportTickPorts): Promise<void> {
  for (const identity of drift?.lockedOut ?? []) {
    const who = ports.records.name(identity);
    await ports.alert(lockedOutByOthers(who, nameOf(identity, ports), ports.target.title));
  }
}

/** Writes an instant (ms) as the wall clock of a zone shows it. */
function clockOf(zone: string): (instant: number) => string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' });
  return (instant) => time.format(instant);
}

/** Alerts about each period of the coming day in which fewer people are on duty than a coverage rule needs; once for each. */
async function reportShortfalls(
  now: number,
  facts: Facts,
  { resolver, roster, alert }: Pick<ReportTickPorts, 'resolver' | 'roster' | 'alert'>,
): Promise<void> {
  const clock = clockOf(roster.zone);
  for (const shortfall of resolver.coverage(now, now + DAY, facts)) {
    const when = `from ${clock(shortfall.from)} to ${clock(shortfall.to)} (${roster.zone})`;
    await alert(coverageFallsShort(shortfall, when));
  }
}
