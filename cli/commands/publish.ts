import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { UsageError } from '../../assets/providers/sample';
import { ENV_OPTION } from '../environment/choice';
import { sourceAnswer } from '../live-roster/answers';
import { type DeploymentOptions, type LiveRoster, liveRosterOf } from '../live-roster/deployment';
import { readMarked, writeMarked } from '../live-roster/marked-text';
import { type CommandResult, finish, type LiveRosterWorld, orUsageError } from '../live-roster/outcome';
import { type PublishingOptions, previewAndPublish } from '../live-roster/publishing';
import { describeVersion } from '../live-roster/report';
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
    const basedOn = baseOf(options.basedOn, version);
    const live = liveRosterOf(options, world);
    if (basedOn === undefined) throw new UsageError(await withoutBase(file, live));
    const request = { address: 'publish' as const, payload: { yaml, basedOn }, file, lines };
    return previewAndPublish(request, options, live, world, (published) => {
      if (version !== undefined) writeFileSync(file, writeMarked(yaml, published));
    });
  });
}

/** Which version was edited; undefined if nobody says so. */
function baseOf(given: string | undefined, marked: number | undefined): number | undefined {
  if (given !== undefined && !/^[1-9]\d{0,8}$/.test(given)) {
    throw new UsageError(`--based-on is ${given}; expected the number of a version, from 1`);
  }
  return given === undefined ? marked : Number(given);
}

/** What to type where the file does not say which version was edited: otherwise somebody else's edit would be overwritten unseen. */
async function withoutBase(file: string, live: LiveRoster): Promise<string> {
  const unsaid = `${file} does not say which version it was made of.`;
  const reply = await live.ask('source', sourceAnswer);
  if (!('answer' in reply)) return `${unsaid} Begin with rosterline pull, or give --based-on`;
  const { version } = reply.answer;
  return `${unsaid} Now ${describeVersion(reply.answer)} counts. If the file was made of that, or is to replace it, give --based-on ${version}; otherwise write what counts into another file by rosterline pull <file>, and edit that`;
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
