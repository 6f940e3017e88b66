import { RequestClient } from 'twilio';
import * as z from 'zod';

/** What `/health` of a deployment says, in sentences for whoever deployed it. */
export interface Health {
  readonly well: boolean;
  readonly text: string;
}

const TIMEOUT_MS = 20_000;

const bodySchema = z.object({ status: z.string(), detail: z.string().optional() });

/**
 * Asks `https://<domain>/health`. The request takes the way of the SDK's own, through HTTP_PROXY where there is one, as the
 * deployment did.
 */
export async function askForHealth(domain: string): Promise<Health> {
  const uri = `https://${domain}/health`;
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('timeout')), TIMEOUT_MS);
    });
    const client = new RequestClient();
    const answer = await Promise.race([
      client.request<unknown>({ method: 'get', uri, timeout: TIMEOUT_MS, logLevel: 'none' }),
      late,
    ]);
    return readHealth(uri, answer.statusCode, answer.body);
  } catch {
    return { well: false, text: `${uri} does not answer. Open it in a browser in a minute; what it says decides.` };
  } finally {
    clearTimeout(timer);
  }
}

const OF_THE_LAST_TICK: readonly string[] = ['frontline unreachable', 'frontline takes no changes', 'nobody found'];

/** Without a tick yet, health says so with 503: right after a first deployment that is as it should be. */
export function readHealth(uri: string, status: number, body: unknown): Health {
  const read = bodySchema.safeParse(typeof body === 'string' ? json(body) : body);
  const said = read.success ? read.data : undefined;
  if (status === 200) return { well: true, text: 'It is healthy, and ticks are arriving.' };
  if (status === 503 && said?.status === 'no tick') {
    return { well: true, text: 'It answers. No tick has arrived in the last minutes: start the scheduler.' };
  }
  // What the last tick saw. The plan has asked Frontline since, with the credentials and the roster that are deployed now.
  if (status === 503 && said && OF_THE_LAST_TICK.includes(said.status)) {
    return {
      well: true,
      text: `It answers. Its last tick failed (${said.status}); see ${uri} again after the next one.`,
    };
  }
  if (status === 503 && said) {
    return { well: false, text: `${uri} reports: ${said.status}${said.detail ? `. ${said.detail}` : ''}` };
  }
  if (status === 500)
    return { well: false, text: `${uri} answers 500: its environment has faults, which its log in the console names.` };
  return { well: false, text: `${uri} answers ${status}, not as Rosterline does.` };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
