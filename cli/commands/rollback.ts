import type { Command } from 'commander';
import { UsageError } from '../../assets/providers/sample';
import { ENV_OPTION } from '../environment/choice';
import { type DeploymentOptions, liveRosterOf } from '../live-roster/deployment';
import { type CommandResult, finish, type LiveRosterWorld, orUsageError } from '../live-roster/outcome';
import { type PublishingOptions, previewAndPublish } from '../live-roster/publishing';
import { worldOfProcess } from '../live-roster/world';
import { LOCAL_FUNCTIONS_URL } from '../local-urls';
import { exitTwoOnUsageError } from '../roster/exit';

export type RollbackOptions = DeploymentOptions & PublishingOptions;

/** Publishes an old version of the live roster anew, as the next one. */
export function rollback(version: string, options: RollbackOptions, world: LiveRosterWorld): Promise<CommandResult> {
  return orUsageError(async () => {
    if (!/^[1-9]\d{0,8}$/.test(version)) {
      throw new UsageError(`the version is ${version}; expected a number, from 1 (rosterline history lists them)`);
    }
    const live = liveRosterOf(options, world);
    const payload = { version: Number(version) };
    const request = { address: 'rollback' as const, payload, file: `version ${version}`, lines: 0 };
    return previewAndPublish(request, options, live, world);
  });
}

/** `rosterline rollback` */
export function addRollback(program: Command): void {
  const command = program
    .command('rollback')
    .description('publish an old version of the live roster again')
    .argument('<version>', 'see rosterline history')
    .option('--to <url>', 'URL of the deployment', LOCAL_FUNCTIONS_URL)
    .option('--note <text>', 'why, for the history (default: "rollback to version <version>")')
    .option('--dry-run', 'show what would change, and publish nothing')
    .option('--yes', 'do not ask')
    .option(...ENV_OPTION)
    .option('--json', 'print JSON')
    .action(async (version: string, options: RollbackOptions) =>
      finish(await rollback(version, options, worldOfProcess())),
    );
  exitTwoOnUsageError(command);
}
