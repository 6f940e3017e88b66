import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { UsageError } from '../../assets/providers/sample';
import { ENV_OPTION } from '../environment/choice';
import { sourceAnswer } from '../live-roster/answers';
import { type DeploymentOptions, liveRosterOf } from '../live-roster/deployment';
import { readMarked, writeMarked } from '../live-roster/marked-text';
import { type CommandResult, finish, type LiveRosterWorld, orUsageError, refusal } from '../live-roster/outcome';
import { describeVersion } from '../live-roster/report';
import { worldOfProcess } from '../live-roster/world';
import { LOCAL_FUNCTIONS_URL } from '../local-urls';
import { DEFAULT_ROSTER } from '../roster/chosen-file';
import { exitTwoOnUsageError } from '../roster/exit';

export interface PullOptions extends DeploymentOptions {
  readonly version?: string;
  readonly force?: true;
  readonly json?: true;
}

/** Writes the live roster into a file, with the version in its first line. A file with another text is not overwritten unasked. */
export function pull(file: string, options: PullOptions, world: LiveRosterWorld): Promise<CommandResult> {
  return orUsageError(async () => {
    const { version, force, json } = options;
    if (version !== undefined && !/^[1-9]\d{0,8}$/.test(version)) {
      throw new UsageError(`--version is ${version}; expected the number of a version, from 1`);
    }
    const live = liveRosterOf(options, world);
    const reply = await live.ask(version === undefined ? 'source' : `source?version=${version}`, sourceAnswer);
    if (!('answer' in reply)) return refusal(reply, { json: json ?? false });
    if (json) return { code: 0, text: JSON.stringify(reply.json, null, 2) };
    const { yaml, ...found } = reply.answer;
    if (existsSync(file) && !force && readMarked(readFileSync(file, 'utf8')).yaml !== yaml) {
      const text = `error: ${file} differs from ${describeVersion(found)} and is left as it is: give another file by rosterline pull <file>, or --force to overwrite it.`;
      return { code: 1, text };
    }
    writeFileSync(file, writeMarked(yaml, found.version));
    const replaced = found.replaced && ` A deployment has replaced ${describeVersion(found.replaced)}.`;
    return { code: 0, text: `Wrote ${describeVersion(found)} to ${file}.${replaced ?? ''}` };
  });
}

/** `rosterline pull` */
export function addPull(program: Command): void {
  const command = program
    .command('pull')
    .description('write the live roster of a deployment into a file, to be edited and published')
    .argument('[file]', 'the roster file', DEFAULT_ROSTER)
    .option('--to <url>', 'URL of the deployment', LOCAL_FUNCTIONS_URL)
    .option('--version <version>', 'an earlier version, see rosterline history (default: the current one)')
    .option('--force', 'overwrite a file with another text')
    .option(...ENV_OPTION)
    .option('--json', 'print JSON, and write no file')
    .action(async (file: string, options: PullOptions) => finish(await pull(file, options, worldOfProcess())));
  exitTwoOnUsageError(command);
}
