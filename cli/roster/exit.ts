/** How the commands end when they were asked wrongly: 2, so that 1 can mean a faulty roster. */
import type { Command } from 'commander';

export function fail(message: string): never {
  console.error(`error: ${message}`);
  process.exit(2);
}

/** Makes commander's own refusals (unknown option, too many arguments) end with 2. */
export function exitTwoOnUsageError(command: Command): void {
  command.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
}
