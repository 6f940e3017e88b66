import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { UsageError } from '../../assets/providers/sample';
import { ENV_OPTION } from '../environment/choice';
import { type DeploymentOptions, liveRosterOf } from '../live-roster/deployment';
import { readMarked, writeMarked } from '../live-roster/marked-text';
import { type CommandResult, finish, type LiveRosterWorld, orUsageError } from '../live-roster/outcome';
import { type PublishingOptions, previewAndPublish } from '../live-roster/publishing';
import { worldOfProcess } from '../live-roster/world';
import { LOCAL_FUNCTIONS_URL } from '../local-urls';
import { DEFAULT_ROSTER } from '../roster/chosen-file';
import { exitTwoOnUsageError } from '../roster/exit';

export interface PublishOptions extends DeploymentOptions, PublishingOptions {
  readonly basedOn?: string;
}

/** Publishes a file as the next version of the live roster. A file that `pull` wrote then names that version. */
export function publish(file: string, options: PublishOptions, world: LiveRosterWorld): Promise<CommandResult> {
  return orUsageError(async () => {
    if (!existsSync(file)) throw new UsageError(`there is no file ${file}`);
    const { yaml, version, lines } = readMarked(readFileSync(file, 'utf8'));
    const basedOn = baseOf(options.basedOn, version, file);
    const live = liveRosterOf(options, world);
    const request = { address: 'publish' as const, payload: { yaml, basedOn }, file, lines };
    return previewAndPublish(request, options, live, world, (published) => {
      if (version !== undefined) writeFileSync(file, writeMarked(yaml, published));
    });
  });
}

/** Which version was edited: without an answer to that, somebody else's edit would be overwritten unseen. */
function baseOf(given: string | undefined, marked: number | undefined, file: string): number {
  if (given !== undefined && !/^[1-9]\d{0,8}$/.test(given)) {
    throw new UsageError(`--based-on is ${given}; expected the number of a version, from 1`);
  }
  const basedOn = given === undefined ? marked : Number(given);
  if (basedOn !== undefined) return basedOn;
  throw new UsageError(
    `${file} does not say which version it was made of: begin with rosterline pull, or give --based-on (rosterline history lists the versions)`,
  );
}

/** `rosterline publish` */
export function addPublish(program: Command): void {
  const command = program
    .command('publish')
    .description('make a roster file the live roster of a deployment, without deploying')
    .argument('[file]', 'the roster file', DEFAULT_ROSTER)
    .option('--to <url>', 'URL of the deployment', LOCAL_FUNCTIONS_URL)
    .option('--note <text>', 'why, for the history')
    .option('--based-on <version>', 'the version that was edited (default: the one that pull wrote into the file)')
    .option('--dry-run', 'show what would change, and publish nothing')
    .option('--yes', 'do not ask')
    .option(...ENV_OPTION)
    .option('--json', 'print JSON')
    .action(async (file: string, options: PublishOptions) => finish(await publish(file, options, worldOfProcess())));
  exitTwoOnUsageError(command);
}
