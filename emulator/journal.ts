import { createMiddleware } from 'hono/factory';
import type { TwilioEnv } from './api';

/** One call to a Twilio API. */
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
  /** What was answered; 0 while it is being worked on, and for ever if the connection was cut instead. */
  status: number;
}

/** Calls in the order in which they arrived. */
export interface Journal {
  entries(): readonly JournalEntry[];
  /** Adds an entry; the caller sets its `status` later. */
  add(entry: JournalEntry): void;
  clear(): void;
}

const CAPACITY = 100_000;
const DROP_BATCH = 10_000;

/** Keeps the last 100,000 calls or a little fewer: the oldest go in batches, because moving the array is dear. */
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

/** Reads the form of a call to a Twilio API and writes the call down, whatever becomes of it. */
export function recordCalls(journal: Journal, now: () => number) {
  return createMiddleware<TwilioEnv>(async (c, next) => {
    const at = new Date(now()).toISOString();
    const isForm = /^application\/x-www-form-urlencoded\b/i.test(c.req.header('Content-Type') ?? '');
    const form = new URLSearchParams(isForm ? await c.req.text() : '');
    c.set('form', form);
    const { host, path } = c.env.target;
    const entry: JournalEntry = { at, host, method: c.req.method, path, form: toPlainObject(form), status: 0 };
    journal.add(entry);
    await next();
    entry.status = c.var.answerLost ? 0 : c.res.status;
  });
}
