import { createMiddleware } from 'hono/factory';
import type { TwilioEnv } from './api';

/** One call to a Twilio API, or to Slack's. */
export interface JournalEntry {
  /** When it arrived, ISO 8601 in UTC. */
  readonly at: string;
  /** As the client named it, without a port. */
  readonly host: string;
  readonly method: string;
  /** As the client sent it: percent-encoded, without the query. */
  readonly path: string;
  /** A field that was sent more than once is a list. */
  readonly form: Record<string, string | string[]>;
  /** The headers of {@link RECORDED_HEADERS} that were sent; absent if none was. */
  readonly headers?: Record<string, string>;
  /** The status of the answer; 0 while pending, and if the connection was cut instead. */
  status: number;
}

/**
 * Headers that change what a call does: with `X-Twilio-Webhook-Enabled: true` a call to Conversations calls the account's webhooks.
 * https://www.twilio.com/docs/conversations-classic/api/conversation-participant-resource
 */
const RECORDED_HEADERS = ['x-twilio-webhook-enabled'];

/** Calls in order of arrival. */
export interface Journal {
  entries(): readonly JournalEntry[];
  /** Adds an entry; the caller sets its `status` later. */
  add(entry: JournalEntry): void;
  clear(): void;
}

const CAPACITY = 100_000;
const DROP_BATCH = 10_000;

/** Keeps up to the last 100,000 calls. The oldest are dropped in batches, because shifting the array is expensive. */
export function createJournal(): Journal {
  let entries: JournalEntry[] = [];
  return {
    entries: () => entries,
    add(entry) {
      if (entries.length >= CAPACITY) entries.splice(0, DROP_BATCH);
      entries.push(entry);
    },
    clear() {
      entries = [];
    },
  };
}

function toPlainObject(form: URLSearchParams): JournalEntry['form'] {
  const names = [...new Set(form.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = form.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

/** Parses the form of a call to a Twilio API and records the call, whatever its outcome. */
export function recordCalls(journal: Journal, now: () => number) {
  return createMiddleware<TwilioEnv>(async (c, next) => {
    const at = new Date(now()).toISOString();
    const isForm = /^application\/x-www-form-urlencoded\b/i.test(c.req.header('Content-Type') ?? '');
    const form = new URLSearchParams(isForm ? await c.req.text() : '');
    c.set('form', form);
    const { host, path } = c.env.target;
    const headers = RECORDED_HEADERS.flatMap((name) => {
      const value = c.req.header(name);
      return value === undefined ? [] : [[name, value] as const];
    });
    const entry: JournalEntry = {
      ...{ at, host, method: c.req.method, path, form: toPlainObject(form), status: 0 },
      ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
    };
    journal.add(entry);
    await next();
    entry.status = c.var.answerLost ? 0 : c.res.status;
  });
}
