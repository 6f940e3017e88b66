import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { join } from 'node:path';
import type { RequestClient } from 'twilio';
import { leadToPlainPort } from '../../assets/lib/plain-port';
import type { Counts } from './server';

/** A Frontline that takes so many calls at once. */
export interface Frontline {
  readonly url: string;
  counts(): Promise<Counts>;
  close(): void;
}

export async function startFrontline(limit: number, latencyMs: number): Promise<Frontline> {
  const child = fork(join(__dirname, 'server.ts'), {
    env: { ...process.env, LIMIT: String(limit), LATENCY_MS: String(latencyMs) },
  });
  const [port] = await once(child, 'message');
  return {
    url: `http://127.0.0.1:${port}`,
    async counts() {
      child.send('counts');
      const [counts] = await once(child, 'message');
      return counts;
    },
    close: () => void child.disconnect(),
  };
}

/** Leads the SDK there over plain http, with as many sockets as its agent for https has. */
export function lead(client: RequestClient, { url }: Frontline): void {
  const { maxSockets, maxTotalSockets, maxFreeSockets } = client.axios.defaults.httpsAgent as Agent;
  client.axios.defaults.httpAgent = new Agent({ keepAlive: true, maxSockets, maxTotalSockets, maxFreeSockets });
  leadToPlainPort(client, url);
}

/** Ends its connections, as the platform ends an execution: what waits for a socket is not sent. */
export function cut(client: RequestClient): void {
  client.axios.defaults.httpAgent.destroy();
}
