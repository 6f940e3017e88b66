import { Command } from 'commander';
import { addCheck } from './commands/check';
import { addHistory } from './commands/history';
import { addHolidays } from './commands/holidays';
import { addInit } from './commands/init';
import { addListen } from './commands/listen';
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
  "Sets Twilio Frontline users' availability from a shift roster, and locks people out when HR says they have left.",
);
exitTwoOnUsageError(program);
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
addSchedule(program);
