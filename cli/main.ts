import { Command } from 'commander';
import { addCheck } from './commands/check';
import { addSecret } from './commands/secret';
import { addSend } from './commands/send';
import { addShow } from './commands/show';

const program = new Command('rosterline').description(
  'Keeps every Twilio Frontline user true to the shift roster and to HR.',
);
addCheck(program);
addShow(program);
addSend(program);
addSecret(program);
void program.parseAsync();
