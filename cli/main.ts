import { Command } from 'commander';

const program = new Command('rosterline').description('Keeps every Twilio Frontline user true to the roster and to HR.');
void program.parseAsync();
