import { createInterface } from 'node:readline/promises';

/** The terminal of the person who runs the command. */
export interface Terminal {
  /** True if a person can answer. */
  readonly interactive: boolean;
  print(text: string): void;
  /** Asks a question; only y or yes counts as a yes. */
  confirm(question: string): Promise<boolean>;
}

/** The terminal of this process. */
export const ownTerminal: Terminal = {
  interactive: Boolean(process.stdin.isTTY && process.stdout.isTTY),
  print: (text) => console.log(text),
  async confirm(question) {
    const lines = createInterface({ input: process.stdin, output: process.stdout });
    try {
      return /^y(?:es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
    } finally {
      lines.close();
    }
  },
};
