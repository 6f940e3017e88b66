import { UsageError } from '../../assets/providers/sample';
import type { Terminal } from '../deploy/terminal';
import type { AskingWorld, Reply } from './deployment';
import { describeProblem } from './report';

/** The output, and the exit code: 0 well; 1 refused for what it is; 2 asked wrongly, not allowed or unreachable. */
export interface CommandResult {
  readonly code: 0 | 1 | 2;
  readonly text: string;
}

/** What the commands of the live roster take of the world. */
export interface LiveRosterWorld extends AskingWorld {
  readonly terminal: Terminal;
}

/** What to print of a reply that is no answer. @param lines of the file before the text. */
export function refusal(
  reply: Exclude<Reply<unknown>, { answer: unknown }>,
  { json = false, file = 'roster.yaml', lines = 0 }: { json?: boolean; file?: string; lines?: number } = {},
): CommandResult {
  if ('unreachable' in reply) return { code: 2, text: `error: ${reply.unreachable}` };
  const { problem, status } = reply;
  const code = status === 400 || status === 409 ? 1 : 2;
  if (json) return { code, text: JSON.stringify(reply.json, null, 2) };
  return { code, text: `error: ${describeProblem(problem, file, lines)}` };
}

/** A usage error is a result as well. */
export async function orUsageError(act: () => Promise<CommandResult>): Promise<CommandResult> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof UsageError) return { code: 2, text: `error: ${error.message}` };
    throw error;
  }
}

/** Prints a result, and ends with its code. JSON is for whoever reads stdout, whatever it says. */
export function finish({ code, text }: CommandResult): void {
  const isForStdout = code === 0 || /^[{[]/.test(text);
  if (text !== '') (isForStdout ? console.log : console.error)(text);
  process.exitCode = code;
}
