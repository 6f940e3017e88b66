/** Usage errors exit with 2, so that 1 can mean an invalid roster. */
import type { Command } from 'commander';

export function fail(message: string): never {
  console.error(`error: ${message}`);
  process.exit(2);
}

/** Makes commander's own errors (unknown option, too many arguments) exit with 2. */
export function exitTwoOnUsageError(command: Command): void {
  command.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
}
