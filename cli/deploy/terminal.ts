import { createInterface } from 'node:readline/promises';

/** Whom the command talks to. */
export interface Terminal {
  /** Whether somebody is there to answer. */
  readonly interactive: boolean;
  print(text: string): void;
  /** A question that is answered y or yes; anything else is a no. */
  confirm(question: string): Promise<boolean>;
}

/** The terminal that this process was started from, if it was. */
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
