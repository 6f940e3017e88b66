/** Twilio behind a proxy, in a process of its own, with a Frontline that takes so many calls at once. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Emulator } from '../../emulator/emulator';
import type { Counts, Started } from './limited-twilio-server';

export interface LimitedTwilio {
  /** With these variables, the SDK in another process reaches it instead of Twilio. */
  readonly env: Emulator['env'];
  /** Where the Functions are served: requests for the deployment's domain are led there. */
  functionsAt(url: string): void;
  /** Since it was asked the last time. */
  counts(): Promise<Counts>;
  end(): void;
}

/** @param folder that its certificate is written to. */
export async function startLimitedTwilio(
  twilio: Emulator,
  limit: number,
  latencyMs: number,
  folder: string,
): Promise<LimitedTwilio> {
  const child = fork(join(__dirname, 'limited-twilio-server.ts'), {
    env: { ...process.env, LIMIT: String(limit), LATENCY_MS: String(latencyMs), TWILIO_PORT: String(twilio.port) },
  });
  const [{ port, pem }] = (await once(child, 'message')) as [Started];
  const caFile = join(folder, 'limited-ca.pem');
  writeFileSync(caFile, pem);
  return {
    env: { HTTP_PROXY: `http://127.0.0.1:${port}`, NODE_EXTRA_CA_CERTS: caFile },
    functionsAt: (url) => void child.send({ functionsPort: Number(new URL(url).port) }),
    async counts() {
      child.send('counts');
      const [counts] = (await once(child, 'message')) as [Counts];
      return counts;
    },
    end: () => void child.disconnect(),
  };
}
