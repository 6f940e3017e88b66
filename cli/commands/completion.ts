import { Argument, type Command } from 'commander';
import { completionScript, SHELLS, type Shell } from '../completion/scripts';
import { exitTwoOnUsageError } from '../roster/exit';

/** `rosterline completion` */
export function addCompletion(program: Command): void {
  const command = program
    .command('completion')
    .description('print a script with which a shell completes the commands and options of rosterline')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .action((shell: Shell) => {
      process.stdout.write(completionScript(program, shell));
    });
  exitTwoOnUsageError(command);
}
