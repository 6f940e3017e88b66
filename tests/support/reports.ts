import { duty } from '../../assets/api/reports/duty.private';
import { leavers } from '../../assets/api/reports/leavers.private';
import { SECRETS, type World } from './world';

const REPORTS = { leavers, duty };

/** What an operator is answered who asks for a report, in an execution of its own. */
export async function report(
  world: World,
  name: keyof typeof REPORTS,
  query: Record<string, string> = {},
  { secret = SECRETS.OPS_SECRET } = {},
) {
  const headers = { 'user-agent': 'a test', authorization: `Bearer ${secret}` };
  return REPORTS[name]({ headers, payload: query }, world.execution());
}
