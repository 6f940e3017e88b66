import type { Command } from 'commander';
import { Table } from 'console-table-printer';
import { ENV_OPTION } from '../environment/choice';
import { historyAnswer } from '../live-roster/answers';
import { type DeploymentOptions, liveRosterOf } from '../live-roster/deployment';
import { type CommandResult, finish, type LiveRosterWorld, orUsageError, refusal } from '../live-roster/outcome';
import { plain } from '../live-roster/report';
import { worldOfProcess } from '../live-roster/world';
import { LOCAL_FUNCTIONS_URL } from '../local-urls';
import { exitTwoOnUsageError } from '../roster/exit';

export interface HistoryOptions extends DeploymentOptions {
  readonly json?: true;
}

/** Lists the last versions of the live roster, newest first. */
export function history(options: HistoryOptions, world: LiveRosterWorld): Promise<CommandResult> {
  return orUsageError(async () => {
    const live = liveRosterOf(options, world);
    const reply = await live.ask('history', historyAnswer);
    if (!('answer' in reply)) return refusal(reply, { json: options.json ?? false });
    if (options.json) return { code: 0, text: JSON.stringify(reply.json, null, 2) };
    const table = new Table({
      shouldDisableColors: true,
      columns: ['version', 'at', 'by', 'note', 'counts'].map((name) => ({ name, alignment: 'left' })),
    });
    for (const { version, at, by, note, current } of reply.answer.versions) {
      const row = { version, at: at ?? '', by: plain(by), note: plain(note ?? '') };
      table.addRow({ ...row, counts: current ? 'yes' : '' });
    }
    return { code: 0, text: table.render() };
  });
}

/** `rosterline history` */
export function addHistory(program: Command): void {
  const command = program
    .command('history')
    .description('list the last versions of the live roster of a deployment')
    .option('--to <url>', 'URL of the deployment', LOCAL_FUNCTIONS_URL)
    .option(...ENV_OPTION)
    .option('--json', 'print JSON')
    .action(async (options: HistoryOptions) => finish(await history(options, worldOfProcess())));
  exitTwoOnUsageError(command);
}
