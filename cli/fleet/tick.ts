/** `rosterline fleet tick`: calls the tick of every account once. */
import { callTick, describeTick } from '../schedule/tick';
import { addressOf } from './address';
import type { FleetRecord } from './record';
import type { AccountAction } from './results';
import { presentedValue, readVariables } from './secrets';

export const TICK_COLUMNS = ['result', 'answer'];

/**
 * Exits as `rosterline schedule --once` does: 1 if the tick was not answered 200, or could switch nobody.
 * @param limitMs how long an account may take; absent: longer than a Function may run
 */
export function tickAccount(record: FleetRecord, limitMs?: number): AccountAction {
  return async (account) => {
    const variables = readVariables(account.env);
    const token = presentedValue(variables, 'TICK_SECRET');
    if (token === undefined) throw new Error(`TICK_SECRET is not set in ${account.env}`);
    const url = await addressOf(account, variables, record);
    const tick = await callTick(url, token, limitMs);
    const answer = describeTick(tick);
    return {
      code: tick.ok ? 0 : 1,
      cells: { result: tick.ok ? 'ok' : 'FAILED', answer: tick.ok ? answer : (tick.status ?? 'unreachable') },
      ...(!tick.ok && { lines: [answer] }),
      json: { url, ...tick },
    };
  };
}
