import { RequestClient } from 'twilio';
import * as z from 'zod';

/** The health of a deployment, explained to the person who deployed it. */
export interface HealthReport {
  readonly healthy: boolean;
  readonly text: string;
}

const TIMEOUT_MS = 20_000;

const bodySchema = z.object({ status: z.string(), detail: z.string().optional() });

/**
 * Asks `https://<domain>/health`. The request takes the way of the SDK's own, through HTTP_PROXY where there is one, as the
 * deployment did.
 */
export async function fetchHealth(domain: string): Promise<HealthReport> {
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
    return { healthy: false, text: `${uri} does not answer. Open it in a browser in a minute to see its status.` };
  } finally {
    clearTimeout(timer);
  }
}

const OF_THE_LAST_TICK: readonly string[] = ['frontline unreachable', 'frontline takes no changes', 'nobody found'];

/** Before the first tick, /health returns 503, which is expected right after a first deployment. */
export function readHealth(uri: string, status: number, body: unknown): HealthReport {
  const read = bodySchema.safeParse(typeof body === 'string' ? parseJson(body) : body);
  const said = read.success ? read.data : undefined;
  if (status === 200) return { healthy: true, text: 'Healthy; ticks are arriving.' };
  if (status === 503 && said?.status === 'no tick') {
    return { healthy: true, text: 'Running, but no tick has arrived in the last few minutes: start the scheduler.' };
  }
  // This is the last tick's result. The plan has reached Frontline since, with the credentials and roster that are now deployed.
  if (status === 503 && said && OF_THE_LAST_TICK.includes(said.status)) {
    return {
      healthy: true,
      text: `Running, but its last tick failed (${said.status}); check ${uri} again after the next one.`,
    };
  }
  if (status === 503 && said) {
    return { healthy: false, text: `${uri} reports: ${said.status}${said.detail ? `. ${said.detail}` : ''}` };
  }
  if (status === 500)
    return {
      healthy: false,
      text: `${uri} answers 500: its environment is invalid; the log in the Twilio console lists the errors.`,
    };
  return { healthy: false, text: `${uri} answers ${status}, which Rosterline never does.` };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
