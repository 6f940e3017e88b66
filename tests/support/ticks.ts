import { shiftsTick } from '../../assets/api/shifts-tick.private';
import { type TickReport, tick } from '../../assets/application/tick/tick';
import { described } from './described';
import { SECRETS, type World } from './world';

/** A tick, in an execution of its own. @throws if another one is at work. */
export async function runTick(world: World): Promise<TickReport> {
  const report = await tick(world.execution());
  if (!report) throw new Error('another tick is at work');
  return report;
}

/** What `POST /shifts/tick` answers a scheduler, in an execution of its own. */
export async function postTick(world: World, payload: Record<string, unknown> = {}) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${SECRETS.TICK_SECRET}` };
  return described('post', '/shifts/tick', await shiftsTick({ headers, payload }, world.execution()));
}
