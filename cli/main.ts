import { join } from 'node:path';
import { Command } from 'commander';
import { addCheck } from './commands/check';
import { addCompletion } from './commands/completion';
import { addFleet } from './commands/fleet';
import { addHistory } from './commands/history';
import { addHolidays } from './commands/holidays';
import { addInit } from './commands/init';
import { addListen } from './commands/listen';
import { addOperator } from './commands/operator';
import { addPlan } from './commands/plan';
import { addPublish } from './commands/publish';
import { addPull } from './commands/pull';
import { addRollback } from './commands/rollback';
import { addSchedule } from './commands/schedule';
import { addSecret } from './commands/secret';
import { addSend } from './commands/send';
import { addShow } from './commands/show';
import { addExamples } from './examples';
import { exitTwoOnUsageError } from './roster/exit';
import { describeRelease } from './version';

/** The `rosterline` command with all subcommands; cli/rosterline.js runs it. */
export const program = new Command('rosterline').description(
  "Sets Twilio Frontline users' availability from a shift roster, and locks people out when HR says they have left.",
);
exitTwoOnUsageError(program);
// Otherwise the --version of `pull` would be this one.
program.enablePositionalOptions();
program.option('--version', 'print the version of this release, and its commit');
addInit(program);
addCheck(program);
addShow(program);
addPlan(program);
addPublish(program);
addPull(program);
addHistory(program);
addRollback(program);
addHolidays(program);
addSend(program);
addListen(program);
addSecret(program);
addOperator(program);
addSchedule(program);
addFleet(program);
addCompletion(program);
addExamples(program);

/** Runs what the command line says. @param words after the name of the command */
export async function run(words: readonly string[]): Promise<void> {
  // commander wants the text at every start, and asking git takes longer than most commands.
  if (words[0] === '--version') console.log(describeRelease(join(__dirname, '..')));
  else await program.parseAsync([...words], { from: 'user' });
}
