/** Somebody else's OpenID Connect provider, in a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The client that it knows: a public one. */
export const PROVIDERS_CLIENT = 'rosterline';

export interface Provider {
  readonly issuer: string;
  /** Lets it answer, and send people back to these addresses; once. */
  sendBackTo(...pages: string[]): Promise<void>;
  end(): void;
}

export async function startProvider(): Promise<Provider> {
  const script = join(__dirname, 'openid-provider.mjs');
  const { stdin, stdout, ...child } = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'ignore'] });
  const [line] = await once(stdout, 'data');
  return {
    issuer: String(line).trim(),
    async sendBackTo(...pages) {
      stdin.write(JSON.stringify(pages));
      await once(stdout, 'data');
    },
    end: () => void process.kill(child.pid ?? 0),
  };
}
