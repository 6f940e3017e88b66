import * as z from 'zod';
import { seededRandom } from './random';
import { isBeneath, isTwilioHost } from './target';

/**
 * A fault to be played. `host`, `method` and `path` are conditions, and each that is given must match:
 * - `host`: as the client named it, or the API's own (`sync.twilio.com` also stands for regional names and plain calls);
 * - `path`: this path or anything beneath it; with `*` at its end, anything that starts so. Compared with the path as it
 *   was sent and with the decoded one.
 *
 * `delayMs` waits; then `status` answers with a Twilio error, `reset` cuts the connection, or the call goes on.
 * `after`: the call is carried out first, and only its answer is delayed, replaced or lost.
 * `retryAfter` (seconds) is the header sent with `status`. `times`: how often it is played. `probability`: of being
 * played for a call that matches.
 */
export const faultSchema = z
  .strictObject({
    host: z.string().optional(),
    method: z.string().optional(),
    path: z.string().optional(),
    status: z.int().min(400).max(599).optional(),
    reset: z.boolean().optional(),
    delayMs: z.int().min(0).max(600_000).optional(),
    retryAfter: z.int().min(0).optional(),
    times: z.int().min(1).optional(),
    probability: z.number().min(0).max(1).optional(),
    after: z.boolean().optional(),
  })
  .refine((fault) => fault.status !== undefined || fault.reset || fault.delayMs !== undefined, {
    path: ['status'],
    error: 'one of status, reset and delayMs is needed',
  })
  .refine((fault) => fault.status === undefined || !fault.reset, {
    path: ['reset'],
    error: 'a call is either answered with a status or cut, not both',
  })
  .refine((fault) => fault.retryAfter === undefined || fault.status !== undefined, {
    path: ['retryAfter'],
    error: 'is sent with a status only',
  });

export type Fault = z.infer<typeof faultSchema>;

/** The part of a call that faults look at. */
interface FaultCall {
  readonly host: string;
  readonly product: string;
  readonly method: string;
  readonly path: string;
}

export interface Faults {
  add(faults: readonly Fault[]): void;
  /** What is still to be played, `times` counted down. */
  list(): readonly Fault[];
  clear(): void;
  /** The first fault, in the order in which they were added, that matches and fires. */
  take(call: FaultCall): Fault | undefined;
}

function pathMatches(wanted: string, sent: string): boolean {
  let decoded = sent;
  try {
    decoded = decodeURIComponent(sent);
  } catch {
    // Not decodable: the path as it was sent is all there is to compare.
  }
  const prefix = wanted.endsWith('*') ? wanted.slice(0, -1) : undefined;
  return [sent, decoded].some((path) => (prefix === undefined ? isBeneath(wanted, path) : path.startsWith(prefix)));
}

function hostMatches(wanted: string, call: FaultCall): boolean {
  const host = wanted.toLowerCase();
  return host === call.host.toLowerCase() || (isTwilioHost(host) && host === `${call.product}.twilio.com`);
}

function matches(fault: Fault, call: FaultCall): boolean {
  return (
    (fault.host === undefined || hostMatches(fault.host, call)) &&
    (fault.method === undefined || fault.method.toUpperCase() === call.method) &&
    (fault.path === undefined || pathMatches(fault.path, call.path))
  );
}

/** `seed` decides which calls a `probability` hits; clearing starts the sequence anew. */
export function createFaults(seed: number): Faults {
  let standing: Fault[] = [];
  let random = seededRandom(seed);

  function countDown(fault: Fault): void {
    if (fault.times === undefined) return;
    const times = fault.times - 1;
    standing = standing.flatMap((other) => (other !== fault ? [other] : times === 0 ? [] : [{ ...fault, times }]));
  }

  return {
    add(faults) {
      // Copied: the same object posted twice must still be two faults.
      standing = [...standing, ...faults.map((fault) => ({ ...fault }))];
    },
    list: () => standing,
    clear() {
      standing = [];
      random = seededRandom(seed);
    },
    take(call) {
      const fires = (fault: Fault) =>
        matches(fault, call) && (fault.probability === undefined || random() < fault.probability);
      const fault = standing.find(fires);
      if (fault) countDown(fault);
      return fault;
    },
  };
}
