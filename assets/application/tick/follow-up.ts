import { WAITS_AT_MOST_MS } from '../../domain/policies/routing';
import { continueHandovers } from '../handover/continue-handovers';
import type { HandoverPorts } from '../handover/run';
import type { TickTimes } from '../notify/outlooks';
import type { NotifyPorts } from '../notify/run';
import type { Heartbeat } from '../ports';
import type { KnownRecords } from '../stored-records';
import { type DoubtPorts, reportDoubt } from './doubt';
import type { Ended } from './pass-result';
import { type ReportTickPorts, reportTick } from './report-tick';
import { type TendErasuresPorts, tendErasures } from './tend-erasures';

/** The ports that following up takes. */
export type FollowUpPorts = ReportTickPorts & TendErasuresPorts & HandoverPorts & NotifyPorts & DoubtPorts;

/**
 * Alerts of what a tick saw, and goes on with what has time until the users are as they should be, and the heartbeat is written: a slow
 * alert address must not delay that. @param now when the tick began, ms.
 */
export async function followUp(
  { beat, options, pass, isNoted }: Ended,
  now: number,
  ports: FollowUpPorts,
  takeUpWaiting?: () => Promise<void>,
): Promise<void> {
  await reportTick(beat, pass, now, ports);
  await reportDoubt(options.hold, now, ports);
  const { known } = pass;
  const conversations = async () => {
    // First the customers who have nobody: a hand-over of many may take up several ticks to their end.
    if (mayWait(beat, now, ports)) await takeUpWaiting?.();
    await continueHandovers(known, ports);
  };
  // Whose conversations are handed over the records tell, and to whom the roster.
  // A roster that looks truncated would have people told that they are free. Without a heartbeat of this tick, the next one would not know of it.
  const mayTell = options.hold === undefined && pass.held === 0 && isNoted;
  await Promise.all([
    tendErasures(beat, now, ports),
    options.hold === undefined && conversations(),
    mayTell && tell(known, { now, before: options.before }, ports),
  ]);
}

/** Loaded only when needed: most rosters have no `notify`. */
async function tell(known: KnownRecords, times: TickTimes, ports: NotifyPorts): Promise<void> {
  if (!ports.roster.notify) return;
  const { tellPeople } = await import('../notify/tell-people.private');
  await tellPeople(known, times, ports);
}

/** Whether new conversations may wait for a worker: the roster has `routing`, or had it while one may have come that still waits. */
function mayWait({ routed }: Heartbeat, now: number, { roster }: Pick<FollowUpPorts, 'roster'>): boolean {
  return (roster.routing?.length ?? 0) > 0 || (routed !== undefined && now - routed < WAITS_AT_MOST_MS);
}
