import { Command } from 'commander';
import { addCheck } from './commands/check';
import { addHistory } from './commands/history';
import { addHolidays } from './commands/holidays';
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
import { exitTwoOnUsageError } from './roster/exit';

/** The `rosterline` command with all subcommands; cli/rosterline.js runs it. */
export const program = new Command('rosterline').description(
  'Keeps every Twilio Frontline user true to the shift roster and to HR.',
);
exitTwoOnUsageError(program);
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
