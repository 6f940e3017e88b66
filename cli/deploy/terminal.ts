import { createInterface } from 'node:readline/promises';

/** Whom the command talks to. */
export interface Terminal {
  /** Whether somebody is there to answer. */
  readonly interactive: boolean;
  say(text: string): void;
  /** A question that is answered y or yes; anything else is a no. */
  agrees(question: string): Promise<boolean>;
}

/** The terminal that this process was started from, if it was. */
export const ownTerminal: Terminal = {
  interactive: Boolean(process.stdin.isTTY && process.stdout.isTTY),
  say: (text) => console.log(text),
  async agrees(question) {
    const lines = createInterface({ input: process.stdin, output: process.stdout });
    try {
      return /^y(?:es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
    } finally {
      lines.close();
    }
  },
};
