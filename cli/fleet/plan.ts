/** `rosterline fleet plan`: what a tick with each account's roster file would change there now. */
import { readRosterWithHolidays } from '../../assets/roster-file/read-with-holidays';
import { formatDiagnostic } from '../commands/check';
import { deployableOf } from '../environment/deployable';
import { planFor } from '../plan/preview';
import { type Waiting, waitFor } from '../progress';
import { readText } from './read-text';
import type { AccountAction } from './results';

export const PLAN_COLUMNS = ['result', 'people', 'on duty', 'would change', 'held', 'without user'];

/** @param deployCommand of an account. Changes nothing. */
export function planAccount(waiting: Waiting, deployCommand: (name: string) => string): AccountAction {
  return async ({ name, env, roster: file }) => {
    const read = await readRosterWithHolidays(readText(file), file, Date.now());
    if ('errors' in read) throw new Error(read.errors.map(formatDiagnostic).join('\n'));
    const environment = deployableOf(readText(env), env);
    const what = `${name}: fetching the users of ${read.roster.people.length} people …`;
    const report = await waitFor(what, () => planFor(read.roster, { environment }, deployCommand(name)), waiting);
    const { results, people, onDuty, missing, held } = report;
    return {
      code: 0,
      cells: {
        result: environment.DRY_RUN === 'true' ? 'ok, DRY RUN' : 'ok',
        people,
        'on duty': onDuty,
        'would change': results.length,
        held,
        'without user': missing,
      },
      json: report,
    };
  };
}
