import * as z from 'zod';
import { seededRandom } from './random';
import { isBeneath, isServedHost } from './target';

const LIES = ['unchanged', 'claimed'] as const;
export type Lie = (typeof LIES)[number];

/**
 * A fault to be played. `host`, `method` and `path` are conditions, and each that is given must match:
 * - `host`: as the client named it, or the API's own (`sync.twilio.com` also stands for regional names and plain calls);
 * - `path`: this path or anything beneath it; with `*` at its end, anything that starts so. Compared with the path as it
 *   was sent and with the decoded one.
 *
 * `delayMs` waits; then `status` answers with a Twilio error, `reset` cuts the connection, or the call goes on.
 * `after`: the call is carried out first, and only its answer is delayed, replaced or lost.
 * `retryAfter` (seconds) is the header sent with `status`, and `code` Twilio's error code in its body. `times`: how often it is
 * played. `probability`: of being played for a call that matches.
 * - `form`: each of these fields was sent, with this value alone.
 * - `lie` is about Frontline's UpdateUser and the writes of Conversations only: the status of success, and nothing is done; the
 *   body shows the user, conversation or participant `unchanged`, or changed as the call `claimed`.
 * - `stale` is about reads of Sync only: the answer is from before the last write to what is read.
 */
export const faultSchema = z
  .strictObject({
    host: z.string().optional(),
    method: z.string().optional(),
    path: z.string().optional(),
    form: z.record(z.string(), z.string()).optional(),
    status: z.int().min(400).max(599).optional(),
    reset: z.boolean().optional(),
    delayMs: z.int().min(0).max(600_000).optional(),
    retryAfter: z.int().min(0).optional(),
    times: z.int().min(1).optional(),
    probability: z.number().min(0).max(1).optional(),
    after: z.boolean().optional(),
    code: z.int().min(1).optional(),
    lie: z.enum(LIES).optional(),
    stale: z.boolean().optional(),
  })
  .superRefine((fault, context) => {
    const refuse = (field: keyof typeof fault, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    const kinds = (['status', 'reset', 'lie', 'stale'] as const).filter((kind) => fault[kind]);
    const [kind, second] = kinds;
    if (kind === undefined && fault.delayMs === undefined)
      refuse('status', 'one of status, reset, delayMs, lie and stale is required');
    if (second !== undefined) refuse(second, `a fault cannot combine ${kind} and ${second}`);
    for (const part of ['retryAfter', 'code'] as const)
      if (fault[part] !== undefined && fault.status === undefined) refuse(part, 'requires status');
    if (fault.after && (fault.lie || fault.stale)) refuse('after', 'cannot be combined with lie or stale');
  });

export type Fault = z.infer<typeof faultSchema>;

/** The part of a call that faults match against. */
interface FaultCall {
  readonly host: string;
  readonly product: string;
  readonly method: string;
  readonly path: string;
  readonly form: URLSearchParams;
}

export interface Faults {
  add(faults: readonly Fault[]): void;
  /** The remaining faults, with `times` counted down. */
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
  return host === call.host.toLowerCase() || (isServedHost(host) && host === `${call.product}.twilio.com`);
}

function formMatches(wanted: Readonly<Record<string, string>>, sent: URLSearchParams): boolean {
  return Object.entries(wanted).every(([name, value]) => {
    const values = sent.getAll(name);
    return values.length === 1 && values[0] === value;
  });
}

/** The methods of the products that can answer a lie. */
const LYING: Readonly<Record<string, readonly string[]>> = {
  'frontline-api': ['POST'],
  conversations: ['POST', 'DELETE'],
};

/** A fault that does not apply to this call is not used up by it. */
function appliesTo(fault: Fault, { product, method }: FaultCall): boolean {
  if (fault.lie) return LYING[product]?.includes(method) ?? false;
  return !fault.stale || (product === 'sync' && method === 'GET');
}

function matches(fault: Fault, call: FaultCall): boolean {
  return (
    appliesTo(fault, call) &&
    (fault.host === undefined || hostMatches(fault.host, call)) &&
    (fault.method === undefined || fault.method.toUpperCase() === call.method) &&
    (fault.path === undefined || pathMatches(fault.path, call.path)) &&
    (fault.form === undefined || formMatches(fault.form, call.form))
  );
}

/** `seed` decides which calls a `probability` hits; clearing restarts the sequence. */
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
      // Copied, so that the same object posted twice makes two faults.
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
