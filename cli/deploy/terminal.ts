import { createInterface } from 'node:readline/promises';

/** As scripts and people call it. */
export const DEPLOY_COMMAND = 'npm run deploy --';

/** The terminal of the person who runs the command. */
export interface Terminal {
  /** True if a person can answer. */
  readonly interactive: boolean;
  /** How the command is called, so that it can be named with an option more; absent: {@link DEPLOY_COMMAND}. */
  readonly command?: string;
  /** @param isNotable whether it belongs into a summary, too: something unusual, or what somebody should decide about */
  print(text: string, isNotable?: boolean): void;
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
